package dev.clew.statistics.hypothesis;

/// Whether the rows of a 2 x 2 table have the same odds: exact given the margins. scipy's
/// `stats.fisher_exact`.
///
/// Fisher, 1922, doi:10.2307/2340521. Two-sided: all tables that are not more probable than the one
/// at hand. The statistic is the sample odds ratio a d / (b c), infinite where only b c is 0 and
/// NaN-free: 0 / 0 counts as 1.
public final class FisherExactTest {

  private static final FisherExactTest DEFAULT = new FisherExactTest(Alternative.TWO_SIDED);

  /// Tables as probable as the one at hand count as such in spite of rounding, by R's factor.
  private static final double AS_PROBABLE = 1 + 1e-7;

  /// What is so much less probable than the one at hand adds no digit.
  private static final double NOTHING = 1e-20;

  private final Alternative alternative;

  private FisherExactTest(Alternative alternative) {
    this.alternative = alternative;
  }

  /// Two-sided.
  public static FisherExactTest withDefaults() {
    return DEFAULT;
  }

  /// LESS looks for an odds ratio below 1, GREATER for one above.
  public FisherExactTest with(Alternative other) {
    return new FisherExactTest(other);
  }

  /// Tests the table `[[a, b], [c, d]]` of counts.
  public TestResult test(long a, long b, long c, long d) {
    if (a < 0 || b < 0 || c < 0 || d < 0) {
      throw new IllegalArgumentException("counts must not be negative");
    }
    double products = (double) b * c;
    double cross = (double) a * d;
    double odds = cross == products ? 1 : cross / products;
    Margins margins = new Margins(a + b, c + d, a + c);
    double p =
        switch (alternative) {
          case LESS -> margins.sum(margins.lowest(), a, Double.POSITIVE_INFINITY);
          case GREATER -> margins.sum(a, margins.highest(), Double.POSITIVE_INFINITY);
          case TWO_SIDED ->
              margins.sum(
                  margins.lowest(), margins.highest(), margins.probability(a) * AS_PROBABLE);
        };
    return new TestResult(odds, Math.min(1, p), PValueMethod.EXACT);
  }

  /// The tables with given margins, by their upper left count.
  private record Margins(long good, long bad, long drawn) {

    long lowest() {
      return Math.max(0, drawn - bad);
    }

    long highest() {
      return Math.min(good, drawn);
    }

    double probability(long k) {
      return good + bad == 0
          ? 1
          : BinomialMass.hypergeometric((double) k, (double) good, (double) bad, (double) drawn);
    }

    /// Sum from both ends inwards would start with nothing: from the mode outwards, until nothing
    /// is added.
    double sum(long from, long to, double atMost) {
      long mode = (long) Math.floor((drawn + 1.0) * (good + 1.0) / (good + bad + 2.0));
      long start = Math.clamp(mode, from, to);
      double sum = 0;
      for (long k = start; k >= from; k--) {
        double p = probability(k);
        if (p <= atMost) {
          sum += p;
          if (p < sum * NOTHING) {
            break;
          }
        }
      }
      double upper = 0;
      for (long k = start + 1; k <= to; k++) {
        double p = probability(k);
        if (p <= atMost) {
          upper += p;
          if (p < upper * NOTHING) {
            break;
          }
        }
      }
      return sum + upper;
    }
  }
}
