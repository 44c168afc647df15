package dev.clew.statistics.hypothesis;

import dev.clew.statistics.NumericSample;
import dev.clew.statistics.Tail;

/// Whether values of one sample tend to be larger than those of the other (Wilcoxon's rank sum).
///
/// Normal approximation with correction for ties and for continuity: scipy's `stats.mannwhitneyu(x,
/// y, method='asymptotic')`. Mann and Whitney, 1947, doi:10.1214/aoms/1177730491. Fair from 8
/// values a side. The statistic is U of the reference: how many pairs it wins, ties counting half.
public final class MannWhitneyTest {

  /// The number of pairs up to which exact p-values can be asked for: 100 values a side.
  public static final int EXACT_PAIRS = 10_000;

  private static final MannWhitneyTest DEFAULT =
      new MannWhitneyTest(Alternative.TWO_SIDED, true, false);

  private final Alternative alternative;
  private final boolean continuity;
  private final boolean exact;

  private MannWhitneyTest(Alternative alternative, boolean continuity, boolean exact) {
    this.alternative = alternative;
    this.continuity = continuity;
    this.exact = exact;
  }

  /// Two-sided, with continuity correction.
  public static MannWhitneyTest withDefaults() {
    return DEFAULT;
  }

  public MannWhitneyTest with(Alternative other) {
    return new MannWhitneyTest(other, continuity, exact);
  }

  public MannWhitneyTest withContinuityCorrection(boolean correct) {
    return new MannWhitneyTest(alternative, correct, exact);
  }

  /// The same test with exact or asymptotic p-values; exact ones need samples without ties and at
  /// most [#EXACT_PAIRS] pairs.
  public MannWhitneyTest with(PValueMethod method) {
    return switch (method) {
      case EXACT -> new MannWhitneyTest(alternative, continuity, true);
      case ASYMPTOTIC -> new MannWhitneyTest(alternative, continuity, false);
      case INTERPOLATED, PERMUTATION ->
          throw new IllegalArgumentException("no " + method + " p-value for this test");
    };
  }

  /// Tests two samples, O(n + m). All values equal give p = 1.
  ///
  /// @throws IllegalArgumentException when one has no value, or an exact p-value cannot be had
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
    if (exact) {
      return exact(wins, reference.size(), current.size(), middle + excess);
    }
    if (variance <= 0) {
      return new TestResult(u, 1, PValueMethod.ASYMPTOTIC);
    }
    double z = (excess - (continuity ? 0.5 : 0)) / Math.sqrt(variance);
    double tail = Tail.normal(z);
    double p = alternative == Alternative.TWO_SIDED ? Math.min(1, 2 * tail) : tail;
    return new TestResult(u, p, PValueMethod.ASYMPTOTIC);
  }

  private TestResult exact(PairwiseWins wins, int n, int m, double atLeast) {
    if (wins.tieTerm() > 0 || wins.pairs() > EXACT_PAIRS) {
      throw new IllegalArgumentException(
          "an exact p-value needs samples without ties and at most "
              + EXACT_PAIRS
              + " pairs, not "
              + wins.pairs());
    }
    double[] chances = chances(n, m);
    double tail = 0;
    for (int u = (int) Math.ceil(atLeast); u < chances.length; u++) {
      tail += chances[u];
    }
    double p = alternative == Alternative.TWO_SIDED ? 2 * tail : tail;
    return new TestResult(wins.twice() / 2.0, Math.min(1, p), PValueMethod.EXACT);
  }

  /// P(U = u) of n and m values: the largest of all belongs to the first sample in n / (n + m) of
  /// the orders, and then wins m pairs.
  private static double[] chances(int n, int m) {
    double[][] before = new double[m + 1][];
    for (int i = 0; i <= n; i++) {
      double[][] row = new double[m + 1][];
      for (int j = 0; j <= m; j++) {
        double[] chances = new double[i * j + 1];
        if (i == 0 || j == 0) {
          chances[0] = 1;
        } else {
          for (int u = 0; u < chances.length; u++) {
            double won = u >= j ? before[j][u - j] * i : 0;
            double lost = u < row[j - 1].length ? row[j - 1][u] * j : 0;
            chances[u] = (won + lost) / (i + j);
          }
        }
        row[j] = chances;
      }
      before = row;
    }
    return before[m];
  }
}
