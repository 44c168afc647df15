package dev.clew.statistics.hypothesis;

/// Which differences a test looks for.
public enum Alternative {
  /// The reference is smaller or larger.
  TWO_SIDED,
  /// The reference is smaller than the current sample.
  LESS,
  /// The reference is larger than the current sample.
  GREATER
}
