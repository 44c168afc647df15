package dev.clew.statistics.drift;

/// The Jensen-Shannon distance: the square root of the mean divergence, in bits, of both samples
/// from their even mixture.
///
/// 0 for equal shares, 1 where no cell holds both; a metric; needs no floor for empty cells. Lin,
/// 1991, doi:10.1109/18.61115; Endres and Schindelin, 2003, doi:10.1109/TIT.2003.813506. Equal to
/// scipy's `spatial.distance.jensenshannon(p, q, base=2)`: of the rows that have a value.
public final class JensenShannon {

  private static final double LN_2 = Math.log(2);

  private JensenShannon() {}

  public static double of(CountPair pair) {
    return Math.sqrt(divergence(pair));
  }

  /// The distance of the populations: corrected for what chance adds, with its interval.
  public static DriftEffect effect(CountPair pair) {
    return CellDivergence.JENSEN_SHANNON.effect(pair);
  }

  /// The squared distance, in bits.
  public static double divergence(CountPair pair) {
    double[] p = pair.referenceShares();
    double[] q = pair.currentShares();
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      double middle = (p[i] + q[i]) / 2;
      sum += (entropyTerm(p[i], middle) + entropyTerm(q[i], middle)) / 2;
    }
    return Math.min(Math.max(sum / LN_2, 0), 1);
  }

  private static double entropyTerm(double share, double middle) {
    return share == 0 ? 0 : share * Math.log(share / middle);
  }
}
