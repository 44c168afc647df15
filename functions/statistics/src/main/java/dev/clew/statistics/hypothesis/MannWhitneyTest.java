package dev.clew.statistics.hypothesis;

import dev.clew.statistics.NumericSample;
import dev.clew.statistics.Tail;

/// Whether values of one sample tend to be larger than those of the other (Wilcoxon's rank sum).
///
/// Normal approximation with correction for ties and for continuity: scipy's `stats.mannwhitneyu(x,
/// y, method='asymptotic')`. Mann and Whitney, 1947, doi:10.1214/aoms/1177730491. Fair from 8
/// values a side. The statistic is U of the reference: how many pairs it wins, ties counting half.
public final class MannWhitneyTest {

  private static final MannWhitneyTest DEFAULT = new MannWhitneyTest(Alternative.TWO_SIDED, true);

  private final Alternative alternative;
  private final boolean continuity;

  private MannWhitneyTest(Alternative alternative, boolean continuity) {
    this.alternative = alternative;
    this.continuity = continuity;
  }

  /// Two-sided, with continuity correction.
  public static MannWhitneyTest withDefaults() {
    return DEFAULT;
  }

  public MannWhitneyTest with(Alternative other) {
    return new MannWhitneyTest(other, continuity);
  }

  public MannWhitneyTest withContinuityCorrection(boolean correct) {
    return new MannWhitneyTest(alternative, correct);
  }

  /// Tests two samples, O(n + m). All values equal give p = 1.
  ///
  /// @throws IllegalArgumentException when one has no value
  public TestResult test(NumericSample reference, NumericSample current) {
    PairwiseWins wins = PairwiseWins.of(reference, current);
    double n = reference.size();
    double m = current.size();
    double u = wins.twice() / 2.0;
    double rows = n + m;
    double variance = n * m / 12 * (rows + 1 - wins.tieTerm() / (rows * (rows - 1)));
    double middle = n * m / 2;
    double excess =
        switch (alternative) {
          case TWO_SIDED -> Math.abs(u - middle);
          case LESS -> middle - u;
          case GREATER -> u - middle;
        };
    if (variance <= 0) {
      return new TestResult(u, 1, PValueMethod.ASYMPTOTIC);
    }
    double z = (excess - (continuity ? 0.5 : 0)) / Math.sqrt(variance);
    double tail = Tail.normal(z);
    double p = alternative == Alternative.TWO_SIDED ? Math.min(1, 2 * tail) : tail;
    return new TestResult(u, p, PValueMethod.ASYMPTOTIC);
  }
}
