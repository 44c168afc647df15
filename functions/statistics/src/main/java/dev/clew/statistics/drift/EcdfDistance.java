package dev.clew.statistics.drift;

import dev.clew.statistics.NumericSample;
import dev.clew.statistics.PooledValues;

/// The distances between the empirical distribution functions F of the reference and G of the
/// current sample, all from one walk over both sorted samples.
///
/// @param ks largest |F - G|: the two-sample Kolmogorov-Smirnov statistic, in [0, 1]
/// @param ksAt the value where it is reached first
/// @param below largest F - G: how much more of the reference lies low (scipy's
///   `alternative='greater'`)
/// @param above largest G - F (`alternative='less'`)
/// @param wasserstein integral of |F - G|, in the column's unit: the mean distance that mass moved
///   (`wasserstein_distance`)
/// @param cramer integral of (F - G)^2, in the column's unit
public record EcdfDistance(
    double ks, double ksAt, double below, double above, double wasserstein, double cramer) {

  /// Compares two samples; O(n + m), ties exact.
  ///
  /// @throws IllegalArgumentException when one has no value
  public static EcdfDistance of(NumericSample reference, NumericSample current) {
    int n = reference.size();
    int m = current.size();
    if (n == 0 || m == 0) {
      throw new IllegalArgumentException("both samples need at least one value");
    }
    // F - G is (i m - j n) / (n m): whole numbers until the end keep ties and symmetry exact.
    long most = 0;
    long least = 0;
    long difference = 0;
    double mostAt = Math.min(reference.min(), current.min());
    double leastAt = mostAt;
    double before = mostAt;
    double area = 0;
    double areaLost = 0;
    double square = 0;
    double squareLost = 0;
    for (var walk = new PooledValues(reference, current); walk.next(); ) {
      double x = walk.value();
      double height = Math.abs((double) difference);
      double strip = height * (x - before) - areaLost;
      double sum = area + strip;
      areaLost = (sum - area) - strip;
      area = sum;
      double squareStrip = height * height * (x - before) - squareLost;
      double squareSum = square + squareStrip;
      squareLost = (squareSum - square) - squareStrip;
      square = squareSum;
      before = x;
      difference = (long) walk.firstUpTo() * m - (long) walk.secondUpTo() * n;
      if (difference > most) {
        most = difference;
        mostAt = x;
      } else if (difference < least) {
        least = difference;
        leastAt = x;
      }
    }
    double product = (double) n * m;
    boolean lower = most >= -least;
    return new EcdfDistance(
        (lower ? most : -least) / product,
        lower ? mostAt : leastAt,
        most / product,
        -least / product,
        area / product,
        square / product / product);
  }

  /// The energy distance `sqrt(2 integral (F - G)^2)`: scipy's `stats.energy_distance`.
  ///
  /// Szekely and Rizzo, 2013, doi:10.1016/j.jspi.2013.03.018; some writers mean its square.
  public double energy() {
    return Math.sqrt(2 * cramer);
  }
}
