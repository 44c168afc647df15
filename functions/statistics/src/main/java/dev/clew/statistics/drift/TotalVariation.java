package dev.clew.statistics.drift;

/// Total variation: half the sum of `|p - q|`, the share of rows that would have to change cells;
/// in [0, 1].
///
/// Over the shares of the rows that have a value. NannyML calls twice this value the L1 and the
/// largest single difference the L-infinity distance.
public final class TotalVariation {

  private TotalVariation() {}

  public static double of(CountPair pair) {
    double[] p = pair.referenceShares();
    double[] q = pair.currentShares();
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += Math.abs(p[i] - q[i]);
    }
    return Math.min(sum / 2, 1);
  }

  /// The largest `|p - q|` of a single cell: NannyML's L-infinity distance.
  public static double largest(CountPair pair) {
    double[] p = pair.referenceShares();
    double[] q = pair.currentShares();
    double largest = 0;
    for (int i = 0; i < p.length; i++) {
      largest = Math.max(largest, Math.abs(p[i] - q[i]));
    }
    return largest;
  }
}
