package dev.clew.statistics.hypothesis;

import dev.clew.statistics.Tail;

/// Whether two proportions differ: the pooled z test, fair with 5 or more successes and failures a
/// side; below that ask [FisherExactTest]. statsmodels' `proportions_ztest`. The statistic is
/// positive where the reference's share is larger.
public final class ProportionTest {

  private static final ProportionTest DEFAULT = new ProportionTest(Alternative.TWO_SIDED);

  private final Alternative alternative;

  private ProportionTest(Alternative alternative) {
    this.alternative = alternative;
  }

  /// Two-sided.
  public static ProportionTest withDefaults() {
    return DEFAULT;
  }

  public ProportionTest with(Alternative other) {
    return new ProportionTest(other);
  }

  /// Tests two shares. Where all rows are successes, or none, p is 1.
  public TestResult test(
      long referenceSuccesses, long referenceRows, long currentSuccesses, long currentRows) {
    if (referenceRows < 1 || currentRows < 1) {
      throw new IllegalArgumentException("both samples need at least one row");
    }
    double n = referenceRows;
    double m = currentRows;
    double pooled = (referenceSuccesses + currentSuccesses) / (n + m);
    double error = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
    double z = error == 0 ? 0 : (referenceSuccesses / n - currentSuccesses / m) / error;
    double p =
        switch (alternative) {
          case TWO_SIDED -> Tail.normalTwoSided(z);
          case GREATER -> Tail.normal(z);
          case LESS -> Tail.normal(-z);
        };
    return new TestResult(z, p, PValueMethod.ASYMPTOTIC);
  }
}
