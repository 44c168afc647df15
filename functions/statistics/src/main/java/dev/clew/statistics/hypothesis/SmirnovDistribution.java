package dev.clew.statistics.hypothesis;

/// The distribution of the one-sided one-sample Kolmogorov-Smirnov statistic for n values: exact.
///
/// Smirnov, 1944; Birnbaum and Tingey, 1951, doi:10.1214/aoms/1177729550: `P(D+ > x) = x sum_j C(n,
/// j) (x + j / n)^(j - 1) (1 - x - j / n)^(n - j)`, where each term is a binomial probability over
/// `x + j / n` and is computed as such.
final class SmirnovDistribution {

  /// Up to here every term is added. Beyond, terms change so slowly from one to the next that every
  /// k-th, counted k times, gives the same sum to 1e-12 (trapezoidal rule for a function that is
  /// flat at both ends).
  private static final int ALL_TERMS = 1 << 15;

  private SmirnovDistribution() {}

  static double survival(double n, double x) {
    double t = n * x;
    long last = (long) Math.floor(n - t);
    long step = Math.max(1, (long) n / ALL_TERMS);
    double sum = 0;
    for (long j = step; j <= last; j += step) {
      sum += term(n, t, (double) j);
    }
    return Math.min(1, x * sum * step + Math.exp(n * Math.log1p(-x)));
  }

  /// With p = x + j / n the count j misses its mean by exactly n x, so that most of the
  /// saddle-point expansion cancels.
  private static double term(double n, double t, double k) {
    double rest = n - k;
    if (rest <= t) {
      return 0;
    }
    double log =
        k * Math.log1p(t / k)
            + rest * Math.log1p(-t / rest)
            + BinomialMass.stirlingError(n)
            - BinomialMass.stirlingError(k)
            - BinomialMass.stirlingError(rest);
    return Math.exp(log) * Math.sqrt(n / (2 * Math.PI * k * rest)) * n / (t + k);
  }
}
