package dev.clew.statistics.hypothesis;

import dev.clew.statistics.NumericSample;
import dev.clew.statistics.Tail;

/// Whether two means differ, the variances being as they are: Welch's t, scipy's `ttest_ind(x, y,
/// equal_var=False)`.
///
/// Welch, 1947, doi:10.1093/biomet/34.1-2.28. The statistic is positive where the reference's mean
/// is larger.
public final class WelchTest {

  private static final WelchTest DEFAULT = new WelchTest(Alternative.TWO_SIDED);

  private final Alternative alternative;

  private WelchTest(Alternative alternative) {
    this.alternative = alternative;
  }

  /// Two-sided.
  public static WelchTest withDefaults() {
    return DEFAULT;
  }

  public WelchTest with(Alternative other) {
    return new WelchTest(other);
  }

  /// Tests two samples of at least two values each. Two constants give t = 0, p = 1 when equal,
  /// else an infinite t, p = 0.
  public TestResult test(NumericSample reference, NumericSample current) {
    double v = reference.variance() / reference.size();
    double w = current.variance() / current.size();
    double difference = reference.mean() - current.mean();
    if (v + w == 0) {
      double t = difference == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, difference);
      return new TestResult(t, p(t, 1), PValueMethod.EXACT);
    }
    double t = difference / Math.sqrt(v + w);
    double degrees =
        (v + w) * (v + w) / (v * v / (reference.size() - 1) + w * w / (current.size() - 1));
    return new TestResult(t, p(t, degrees), PValueMethod.ASYMPTOTIC);
  }

  private double p(double t, double degrees) {
    return switch (alternative) {
      case TWO_SIDED -> Tail.studentTTwoSided(t, degrees);
      case GREATER -> Tail.studentT(t, degrees);
      case LESS -> Tail.studentT(-t, degrees);
    };
  }
}
