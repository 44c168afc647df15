package dev.clew.statistics.hypothesis;

import java.util.Arrays;

/// The exact two-sided distribution of the two-sample Kolmogorov-Smirnov statistic, by counting
/// lattice paths.
///
/// Each order of the pooled values is a path from (0, 0) to (n, m); those that touch or leave the
/// band of half-width D are as extreme. The recursion carries the share of paths that have been
/// outside, a sum of positive terms only, so that tiny p-values keep their digits. Hodges, 1958,
/// doi:10.1007/BF02589501. O(n m D).
final class KolmogorovPaths {

  private KolmogorovPaths() {}

  static double outside(int n, int m, double statistic) {
    // The statistic is a whole multiple of 1 / (n m).
    long bound = Math.round(statistic * n * m);
    if (bound == 0) {
      return 1;
    }
    double[] outside = new double[m + 1];
    Arrays.fill(outside, 1);
    for (int i = 0; i <= n; i++) {
      // Inside means |i m - j n| < bound.
      int first = (int) Math.max(0, Math.floorDiv((long) i * m - bound, (long) n) + 1);
      int last = (int) Math.min(m, Math.ceilDiv((long) i * m + bound, (long) n) - 1);
      for (int j = first; j <= last; j++) {
        if (i == 0 && j == 0) {
          outside[j] = 0;
        } else {
          double fromBelow = i == 0 ? 0 : outside[j] * i;
          double fromLeft = j == 0 ? 0 : (j == first ? 1 : outside[j - 1]) * j;
          outside[j] = (fromBelow + fromLeft) / (i + j);
        }
      }
    }
    return Math.min(1, outside[m]);
  }
}
