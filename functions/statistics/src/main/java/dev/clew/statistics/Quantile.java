package dev.clew.statistics;

import java.util.Arrays;

/// The one definition of a quantile: definition 7 of Hyndman and Fan, 1996,
/// doi:10.1080/00031305.1996.10473566.
public final class Quantile {

  private Quantile() {}

  /// Quantile of numbers in any order; the array stays as it is.
  ///
  /// @param values at least one, none NaN
  /// @param share in [0, 1]
  public static double of(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, share);
  }

  /// Quantile of numbers that are already ascending.
  public static double ofSorted(double[] sorted, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + share + " is not in [0, 1]");
    }
    if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException("a quantile needs numbers, and none of them NaN");
    }
    double rank = share * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    double weight = rank - below;
    double low = sorted[below];
    double high = sorted[above];
    double step = high - low;
    // From the nearer end, as numpy does, so that the result never leaves [low, high].
    return weight < 0.5 ? low + step * weight : high - step * (1 - weight);
  }
}
