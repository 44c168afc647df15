package dev.clew.statistics.drift;

/// Hellinger's distance: `sqrt(sum (sqrt p - sqrt q)^2 / 2)` over the shares of the rows that have
/// a value, in [0, 1].
///
/// Hellinger, 1909, doi:10.1515/crll.1909.136.210.
public final class Hellinger {

  private Hellinger() {}

  public static double of(CountPair pair) {
    double[] p = pair.referenceShares();
    double[] q = pair.currentShares();
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double difference = Math.sqrt(p[i]) - Math.sqrt(q[i]);
      sum += difference * difference;
    }
    return Math.min(Math.sqrt(sum / 2), 1);
  }

  /// The distance of the populations: corrected for what chance adds, with its interval.
  public static DriftEffect effect(CountPair pair) {
    return CellDivergence.HELLINGER.effect(pair);
  }
}
