package dev.clew.statistics;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/// Upper tails of the usual distributions, exact in relative terms far out, where one minus the
/// distribution function would be 0 or noise.
public final class Tail {

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);
  private static final double SQRT_2 = Math.sqrt(2);

  private Tail() {}

  /// P(Z > z) of the standard normal.
  public static double normal(double z) {
    return z >= 0 ? 0.5 * Erf.erfc(z / SQRT_2) : 1 - 0.5 * Erf.erfc(-z / SQRT_2);
  }

  /// P(|Z| > |z|) of the standard normal.
  public static double normalTwoSided(double z) {
    return Erf.erfc(Math.abs(z) / SQRT_2);
  }

  /// P(T > t) of Student's t.
  ///
  /// @param degreesOfFreedom positive, need not be whole
  public static double studentT(double t, double degreesOfFreedom) {
    double half = 0.5 * studentTTwoSided(t, degreesOfFreedom);
    return t >= 0 ? half : 1 - half;
  }

  /// P(|T| > |t|) of Student's t.
  public static double studentTTwoSided(double t, double degreesOfFreedom) {
    if (!(degreesOfFreedom > 0)) {
      throw new IllegalArgumentException(
          "degrees of freedom must be positive, not " + degreesOfFreedom);
    }
    if (Double.isInfinite(t)) {
      return 0;
    }
    double x = degreesOfFreedom / (degreesOfFreedom + t * t);
    return Beta.regularizedBeta(x, degreesOfFreedom / 2, 0.5);
  }

  /// P(X > x) of chi-square.
  ///
  /// @param degreesOfFreedom positive
  public static double chiSquare(double x, double degreesOfFreedom) {
    if (!(degreesOfFreedom > 0)) {
      throw new IllegalArgumentException(
          "degrees of freedom must be positive, not " + degreesOfFreedom);
    }
    if (x <= 0) {
      return 1;
    }
    return Gamma.regularizedGammaQ(degreesOfFreedom / 2, x / 2);
  }

  /// The z that a standard normal exceeds with probability `tail`.
  public static double normalQuantile(double tail) {
    return -NORMAL.inverseCumulativeProbability(tail);
  }

  /// The z with P(|Z| <= z) = `level`: 1.96 at level 0.95.
  public static double twoSidedZ(double level) {
    return normalQuantile((1 - Interval.checkLevel(level)) / 2);
  }

  /// The t with P(|T| <= t) = `level`: 1.984 at level 0.95 with 98 degrees of freedom.
  ///
  /// @param degreesOfFreedom positive
  public static double twoSidedT(double level, double degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom)
        .inverseCumulativeProbability((1 + Interval.checkLevel(level)) / 2);
  }
}
