package dev.clew.statistics.drift;

import dev.clew.statistics.EcdfDifference;
import dev.clew.statistics.NumericSample;

/// The distances between the empirical distribution functions F of the reference and G of the
/// current sample.
///
/// @param ks largest |F - G|: the two-sample Kolmogorov-Smirnov statistic, in [0, 1]
/// @param ksAt the value where it is reached first
/// @param below largest F - G: how much more of the reference lies low (scipy's
///   `alternative='greater'`)
/// @param above largest G - F (`alternative='less'`)
/// @param wasserstein integral of |F - G|, in the column's unit: the mean distance that mass moved
///   (`wasserstein_distance`)
public record EcdfDistance(double ks, double ksAt, double below, double above, double wasserstein) {

  /// Compares two samples; ties exact.
  ///
  /// @throws IllegalArgumentException when one has no value
  public static EcdfDistance of(NumericSample reference, NumericSample current) {
    var difference = EcdfDifference.of(reference, current);
    double below = difference.most();
    double above = -difference.least();
    boolean lower = below >= above;
    return new EcdfDistance(
        lower ? below : above,
        lower ? difference.mostAt() : difference.leastAt(),
        below,
        above,
        difference.area());
  }
}
