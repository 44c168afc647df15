package dev.clew.statistics.drift;

import dev.clew.statistics.NumericSample;

/// The Kolmogorov-Smirnov distance as an effect: the largest difference of the populations'
/// distribution functions.
///
/// Without drift its square has the mean `pi^2 / 12` and the variance `7 pi^4 / 720 - pi^4 / 144`,
/// times 1 / n + 1 / m to the first and second power: moments of Kolmogorov's distribution
/// (Marsaglia, Tsang and Wang, 2003, doi:10.18637/jss.v008.i18). For columns of few values they are
/// too large, and the correction a little too strong.
public final class KolmogorovSmirnov {

  private static final double PI_2 = Math.PI * Math.PI;
  private static final double MEAN_OF_SQUARE = PI_2 / 12;
  private static final double VARIANCE_OF_SQUARE = PI_2 * PI_2 * (7.0 / 720 - 1.0 / 144);

  private KolmogorovSmirnov() {}

  /// The effect of two samples whose distance is known.
  public static DriftEffect effect(
      EcdfDistance distance, NumericSample reference, NumericSample current) {
    double n = reference.size();
    double m = current.size();
    double rows = 1 / n + 1 / m;
    double f = reference.countAtMost(distance.ksAt()) / n;
    double g = current.countAtMost(distance.ksAt()) / m;
    return DriftEffect.ofSquare(
        DriftMeasure.KOLMOGOROV_SMIRNOV,
        distance.ks(),
        MEAN_OF_SQUARE * rows,
        VARIANCE_OF_SQUARE * rows * rows,
        f * (1 - f) / n + g * (1 - g) / m,
        reference.size(),
        current.size());
  }
}
