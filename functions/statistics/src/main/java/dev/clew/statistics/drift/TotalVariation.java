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

  /// The distance of the populations: corrected for what chance adds, with its interval.
  ///
  /// Without drift the difference of a cell with pooled share s is normal with variance `s (1 - s)
  /// (1 / n + 1 / m)`, so that the sum of the half-normals' means and variances are those of the
  /// distance.
  public static DriftEffect effect(CountPair pair) {
    double[] p = pair.referenceShares();
    double[] q = pair.currentShares();
    double n = pair.referenceSize();
    double m = pair.currentSize();
    double mean = 0;
    double variance = 0;
    double lost = 0;
    double gained = 0;
    for (int i = 0; i < p.length; i++) {
      double pooled = (n * p[i] + m * q[i]) / (n + m);
      double spread = pooled * (1 - pooled) * (1 / n + 1 / m);
      mean += Math.sqrt(2 / Math.PI * spread) / 2;
      variance += (1 - 2 / Math.PI) * spread / 4;
      lost += p[i] > q[i] ? p[i] : 0;
      gained += p[i] > q[i] ? q[i] : 0;
    }
    return DriftEffect.ofSquare(
        DriftMeasure.TOTAL_VARIATION,
        of(pair),
        mean * mean + variance,
        4 * mean * mean * variance + 2 * variance * variance,
        lost * (1 - lost) / n + gained * (1 - gained) / m,
        pair.referenceSize(),
        pair.currentSize());
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
