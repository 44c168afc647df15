package dev.clew.statistics.drift;

import dev.clew.statistics.NumericSample;
import dev.clew.statistics.PooledValues;

/// The energy distance: how far apart the values of two samples lie on average, beyond what they
/// lie apart among themselves.
public final class EnergyDistance {

  private EnergyDistance() {}

  /// The distance `sqrt(2 integral (F - G)^2)` of the empirical distribution functions: scipy's
  /// `stats.energy_distance`; O(n + m) over the sorted samples.
  ///
  /// Szekely and Rizzo, 2013, doi:10.1016/j.jspi.2013.03.018; some writers mean its square.
  ///
  /// @throws IllegalArgumentException when one sample has no value
  public static double of(NumericSample reference, NumericSample current) {
    int n = reference.size();
    int m = current.size();
    if (n == 0 || m == 0) {
      throw new IllegalArgumentException("both samples need at least one value");
    }
    double product = (double) n * m;
    double height = 0;
    double before = Math.min(reference.min(), current.min());
    double area = 0;
    double lost = 0;
    for (var walk = new PooledValues(reference, current); walk.next(); ) {
      double strip = height * height * (walk.value() - before) - lost;
      double sum = area + strip;
      lost = (sum - area) - strip;
      area = sum;
      before = walk.value();
      height = ((long) walk.firstUpTo() * m - (long) walk.secondUpTo() * n) / product;
    }
    return Math.sqrt(2 * area);
  }
}
