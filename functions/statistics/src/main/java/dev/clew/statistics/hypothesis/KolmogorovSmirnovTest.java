package dev.clew.statistics.hypothesis;

import dev.clew.statistics.NumericSample;
import dev.clew.statistics.drift.EcdfDistance;

/// Whether two samples come from one distribution, by the largest distance between their
/// distribution functions; two-sided.
///
/// Equal to scipy's `stats.ks_2samp`: exact up to [#EXACT_ROWS] rows in the larger sample,
/// asymptotic beyond. Asymptotic means the distribution of the *one-sample* statistic at `n =
/// round(n1 n2 / (n1 + n2))` values, which is closer than Kolmogorov's limit. Ties make both
/// conservative.
public final class KolmogorovSmirnovTest {

  /// The larger sample's rows up to which the exact p-value is computed unless another method is
  /// asked for.
  public static final int EXACT_ROWS = 10_000;

  private static final KolmogorovSmirnovTest DEFAULT = new KolmogorovSmirnovTest(EXACT_ROWS);

  private final int exactRows;

  private KolmogorovSmirnovTest(int exactRows) {
    this.exactRows = exactRows;
  }

  public static KolmogorovSmirnovTest withDefaults() {
    return DEFAULT;
  }

  /// The same test with exact or asymptotic p-values whatever the sample sizes.
  public KolmogorovSmirnovTest with(PValueMethod method) {
    return switch (method) {
      case EXACT -> new KolmogorovSmirnovTest(Integer.MAX_VALUE);
      case ASYMPTOTIC -> new KolmogorovSmirnovTest(0);
      case INTERPOLATED, PERMUTATION ->
          throw new IllegalArgumentException("no " + method + " p-value for this test");
    };
  }

  /// Tests two samples.
  ///
  /// @throws IllegalArgumentException when one has no value
  public TestResult test(NumericSample reference, NumericSample current) {
    return test(EcdfDistance.of(reference, current), reference.size(), current.size());
  }

  /// Tests two samples whose distance is known already.
  public TestResult test(EcdfDistance distance, int referenceSize, int currentSize) {
    double statistic = distance.ks();
    if (Math.max(referenceSize, currentSize) <= exactRows) {
      double p = KolmogorovPaths.outside(referenceSize, currentSize, statistic);
      return new TestResult(statistic, p, PValueMethod.EXACT);
    }
    double n = referenceSize;
    double m = currentSize;
    double effective = Math.max(1, Math.rint(n * m / (n + m)));
    double p = KolmogorovDistribution.survival(effective, statistic);
    return new TestResult(statistic, p, PValueMethod.ASYMPTOTIC);
  }
}
