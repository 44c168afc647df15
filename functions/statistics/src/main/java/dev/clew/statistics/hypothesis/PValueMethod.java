package dev.clew.statistics.hypothesis;

/// How a p-value was made.
public enum PValueMethod {
  /// From the statistic's own distribution for these sample sizes.
  EXACT,
  /// From the distribution that the statistic approaches as samples grow.
  ASYMPTOTIC,
  /// Between tabulated critical values, and cut at the table's ends.
  INTERPOLATED,
  /// From seeded random permutations: has a sampling error of its own.
  PERMUTATION
}
