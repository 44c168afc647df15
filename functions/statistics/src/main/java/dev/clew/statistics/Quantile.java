package dev.clew.statistics;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

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
    if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException("a quantile needs numbers, and none of them NaN");
    }
    return of(share, sorted.length, rank -> sorted[rank]);
  }

  /// Quantile of so many numbers, asking for the one or two that decide it by their rank.
  static double of(double share, int size, IntToDoubleFunction at) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + share + " is not in [0, 1]");
    }
    double rank = share * (size - 1);
    int below = (int) rank;
    double weight = rank - below;
    double low = at.applyAsDouble(below);
    double high = at.applyAsDouble(Math.min(below + 1, size - 1));
    double step = high - low;
    // From the nearer end, as numpy does, so that the result never leaves [low, high].
    return weight < 0.5 ? low + step * weight : high - step * (1 - weight);
  }
}
