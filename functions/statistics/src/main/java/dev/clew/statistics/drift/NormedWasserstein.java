package dev.clew.statistics.drift;

import dev.clew.statistics.NumericSample;

/// The Wasserstein distance in standard deviations of the reference: how far the mass moved,
/// without a unit.
///
/// Without drift `F - G` is a Brownian bridge over the quantiles, whose mean absolute values and
/// their covariances give mean and variance of the distance (del Barrio, Gine and Matran, 1999,
/// doi:10.1214/aop/1022677394), here summed over [#GRID] quantiles of the reference. With drift the
/// distance is a difference of two means of a function whose slope is at most 1, so that its
/// variance is at most that of the difference of the columns' own means.
public final class NormedWasserstein {

  private static final int GRID = 64;

  private NormedWasserstein() {}

  /// The distance over the reference's standard deviation (n in the denominator); 0 where the
  /// reference is constant and the distance 0, infinite where only the reference is constant.
  public static double of(EcdfDistance distance, NumericSample reference) {
    double deviation = reference.populationDeviation();
    return distance.wasserstein() == 0 ? 0 : distance.wasserstein() / deviation;
  }

  /// The effect of two samples whose distance is known.
  ///
  /// @param reference not constant
  public static DriftEffect effect(
      EcdfDistance distance, NumericSample reference, NumericSample current) {
    double deviation = reference.populationDeviation();
    if (deviation == 0) {
      throw new IllegalArgumentException("the reference is constant: its deviation is no unit");
    }
    double n = reference.size();
    double m = current.size();
    double rows = 1 / n + 1 / m;
    double[] noDrift = momentsWithoutDrift(reference, deviation);
    double mean = noDrift[0] * Math.sqrt(rows);
    double variance = noDrift[1] * rows;
    double spread = current.populationDeviation() / deviation;
    return DriftEffect.ofSquare(
        DriftMeasure.NORMED_WASSERSTEIN,
        of(distance, reference),
        mean * mean + variance,
        4 * mean * mean * variance + 2 * variance * variance,
        1 / n + spread * spread / m,
        reference.size(),
        current.size());
  }

  /// Mean and variance of the distance without drift, in deviations, for 1 / n + 1 / m = 1.
  private static double[] momentsWithoutDrift(NumericSample reference, double deviation) {
    double[] widths = new double[GRID];
    double[] shares = new double[GRID];
    double before = reference.min();
    for (int i = 0; i < GRID; i++) {
      double next = reference.quantile((i + 1.0) / GRID);
      widths[i] = (next - before) / deviation;
      shares[i] = (i + 0.5) / GRID;
      before = next;
    }
    double mean = 0;
    double variance = 0;
    for (int i = 0; i < GRID; i++) {
      double s = Math.sqrt(shares[i] * (1 - shares[i]));
      mean += Math.sqrt(2 / Math.PI) * s * widths[i];
      for (int j = 0; j < GRID; j++) {
        int low = Math.min(i, j);
        int high = Math.max(i, j);
        double t = Math.sqrt(shares[j] * (1 - shares[j]));
        double r = shares[low] * (1 - shares[high]) / (s * t);
        double covariance =
            2
                / Math.PI
                * s
                * t
                * (Math.sqrt(Math.max(0, 1 - r * r)) + r * Math.asin(Math.min(r, 1)) - 1);
        variance += covariance * widths[i] * widths[j];
      }
    }
    return new double[] {mean, variance};
  }
}
