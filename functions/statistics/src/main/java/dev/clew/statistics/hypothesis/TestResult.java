package dev.clew.statistics.hypothesis;

/// What a test found.
///
/// @param statistic the test's statistic, as its class defines it
/// @param pValue probability of a statistic at least as extreme if there were no difference, in [0,
///   1]
/// @param method how the p-value was made
public record TestResult(double statistic, double pValue, PValueMethod method) {

  public TestResult {
    if (!(pValue >= 0 && pValue <= 1)) {
      throw new IllegalArgumentException("p value " + pValue + " is not in [0, 1]");
    }
  }

  /// Whether the null hypothesis is rejected at this significance level.
  public boolean rejects(double significance) {
    return pValue < significance;
  }
}
