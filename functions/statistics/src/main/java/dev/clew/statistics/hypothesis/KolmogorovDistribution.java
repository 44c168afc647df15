package dev.clew.statistics.hypothesis;

/// The distribution of the two-sided one-sample Kolmogorov-Smirnov statistic for n values.
///
/// Chooses, as Simard and L'Ecuyer, 2011, doi:10.18637/jss.v039.i11, propose, the cheapest method
/// that is precise where the statistic lies; the same regions as scipy's `stats.kstwo`, so that
/// even where a method is an approximation (Pelz and Good) the digits are scipy's.
final class KolmogorovDistribution {

  /// From here on n x^2 leaves less than the smallest double.
  private static final double NOTHING_LEFT = 370;

  /// Beyond this n x^2 both one-sided events together are the two-sided one to all digits.
  private static final double ONE_SIDED_SMALL = 4;

  private static final double ONE_SIDED_LARGE = 2.2;
  private static final int SMALL = 140;
  private static final int MATRIX_LIMIT = 100_000;
  private static final double MATRIX_REACH = 1.4;

  private KolmogorovDistribution() {}

  /// P(D > x) for n values.
  ///
  /// @param n at least 1, whole
  static double survival(double n, double x) {
    double t = n * x;
    if (x >= 1) {
      return 0;
    }
    if (t <= 0.5) {
      return 1;
    }
    if (t <= 1) {
      return 1 - smallest(n, t);
    }
    if (t >= n - 1) {
      return 2 * Math.pow(1 - x, n);
    }
    if (x >= 0.5) {
      return bothSides(n, x);
    }
    double square = t * x;
    if (n <= SMALL) {
      return square > ONE_SIDED_SMALL ? bothSides(n, x) : 1 - KolmogorovMatrix.below((long) n, x);
    }
    if (square >= NOTHING_LEFT) {
      return 0;
    }
    if (square >= ONE_SIDED_LARGE) {
      return bothSides(n, x);
    }
    boolean matrix = n <= MATRIX_LIMIT && n * Math.pow(x, 1.5) <= MATRIX_REACH;
    double below = matrix ? KolmogorovMatrix.below((long) n, x) : pelzGood(n, x);
    return Math.min(Math.max(1 - below, 0), 1);
  }

  private static double bothSides(double n, double x) {
    return Math.min(1, 2 * SmirnovDistribution.survival(n, x));
  }

  /// Ruben and Gambino: n! (2 x - 1 / n)^n for 1 / 2 n <= x <= 1 / n.
  private static double smallest(double n, double t) {
    double power = n * Math.log(2 * t - 1);
    double stirling = BinomialMass.stirlingError(n) + 0.5 * Math.log(2 * Math.PI * n) - n;
    return Math.exp(stirling + power);
  }

  /// Pelz and Good, 1976, doi:10.1111/j.2517-6161.1976.tb01579.x: Kolmogorov's limit and three
  /// corrections in 1 / sqrt(n), as Simard and L'Ecuyer write them in their equation 10.
  private static double pelzGood(double n, double x) {
    double z2 = n * x * x;
    double z = Math.sqrt(z2);
    double z4 = z2 * z2;
    double z6 = z4 * z2;
    double pi2 = Math.PI * Math.PI;
    double k0 = 0;
    double k1 = 0;
    double k2 = 0;
    double k3 = 0;
    double k2More = 0;
    double k3More = 0;
    int terms = (int) Math.ceil(16 * z / Math.PI) + 1;
    for (int k = terms; k >= 0; k--) {
      double h2 = pi2 * (k + 0.5) * (k + 0.5);
      double h4 = h2 * h2;
      double weight = Math.exp(-h2 / (2 * z2));
      k0 += weight;
      k1 += weight * (h2 - z2);
      k2 += weight * (6 * z6 + 2 * z4 + h2 * (2 * z4 - 5 * z2) + h4 * (1 - 2 * z2));
      k3 +=
          weight
              * (h4 * h2 * (5 - 30 * z2)
                  + h4 * (-60 * z2 + 212 * z4)
                  + h2 * (135 * z4 - 96 * z6)
                  - 30 * z6
                  - 90 * z4 * z4);
      double w2 = pi2 * k * k;
      double whole = Math.exp(-w2 / (2 * z2));
      k2More += whole * w2;
      k3More += whole * (3 * w2 * z2 - w2 * w2);
    }
    double scale = Math.sqrt(2 * Math.PI);
    double limit = scale * k0 / z;
    double first = scale * k1 / (6 * z4);
    double second = scale * (k2 / (72 * z6 * z) - k2More / (36 * z2 * z));
    double third = scale * (k3 / (6480 * z6 * z4) + k3More / (216 * z6));
    double root = Math.sqrt(n);
    return limit + first / root + second / n + third / (n * root);
  }
}
