package dev.clew.skills.latency;

import dev.clew.statistics.Quantile;
import java.util.Arrays;
import java.util.OptionalDouble;

/// Which runs count as slow: those above a gap in the times, where there is one beyond chance; else
/// the slowest quarter; or the share that was asked for.
///
/// In an exponential tail of the logarithms, the gap below the k-th longest run times k is the same
/// for every k on average, and independent (Rényi, 1953, doi:10.1007/BF02127580). The largest share
/// that one of m such gaps holds of all surprises by at most m (1 - share)^(m - 1) (Fisher, 1929,
/// doi:10.1098/rspa.1929.0151): the m looks are counted in it.
///
/// @param least seconds from which a run is slow
/// @param gap how many times the slowest of the other runs the quickest slow one takes, where a gap
///   was found
record SlowGroup(double least, OptionalDouble gap) {
  private static final double CHOSEN = 0.25;

  /// Fewer make no group.
  private static final int FEWEST = 3;

  private static final double NOTABLE_GAP = 1.25;
  private static final double CHANCE = 0.01;

  /// @param seconds of all runs
  /// @param share which share of them counts as slow; zero: chosen here
  static SlowGroup of(double[] seconds, double share) {
    if (share > 0) {
      return slowest(seconds, share);
    }
    var sorted = seconds.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    int gaps = n / 2;
    double sum = 0;
    double largest = 0;
    int at = 0;
    for (int k = 1; k <= gaps; k++) {
      double gap = k * Math.log(sorted[n - k] / sorted[n - k - 1]);
      sum += gap;
      if (k >= FEWEST && gap > largest) {
        largest = gap;
        at = k;
      }
    }
    if (at > 0) {
      double ratio = sorted[n - at] / sorted[n - at - 1];
      if (ratio >= NOTABLE_GAP && gaps * Math.pow(1 - largest / sum, gaps - 1.0) <= CHANCE) {
        return new SlowGroup(sorted[n - at], OptionalDouble.of(ratio));
      }
    }
    return slowest(seconds, CHOSEN);
  }

  private static SlowGroup slowest(double[] seconds, double share) {
    return new SlowGroup(Quantile.of(seconds, 1 - share), OptionalDouble.empty());
  }
}
