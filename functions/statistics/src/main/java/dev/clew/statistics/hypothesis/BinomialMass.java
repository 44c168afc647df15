package dev.clew.statistics.hypothesis;

import org.apache.commons.math3.special.Gamma;

/// Probabilities of binomial and hypergeometric counts to full relative precision, also for
/// millions of rows, where differences of log-gamma values would lose the digits.
///
/// Loader, *Fast and accurate computation of binomial probabilities*, 2000 (saddle-point
/// expansion).
final class BinomialMass {

  private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

  private BinomialMass() {}

  /// P(X = k) for n draws with probability p.
  static double binomial(double k, double n, double p) {
    return Math.exp(logBinomial(k, n, p));
  }

  /// P(X = k) for `drawn` of `good + bad` rows.
  static double hypergeometric(double k, double good, double bad, double drawn) {
    double p = drawn / (good + bad);
    return Math.exp(
        logBinomial(k, good, p)
            + logBinomial(drawn - k, bad, p)
            - logBinomial(drawn, good + bad, p));
  }

  private static double logBinomial(double k, double n, double p) {
    if (p == 0) {
      return k == 0 ? 0 : Double.NEGATIVE_INFINITY;
    }
    if (p == 1) {
      return k == n ? 0 : Double.NEGATIVE_INFINITY;
    }
    if (k == 0) {
      return n * Math.log1p(-p);
    }
    if (k == n) {
      return n * Math.log(p);
    }
    return stirlingError(n)
        - stirlingError(k)
        - stirlingError(n - k)
        - deviance(k, n * p)
        - deviance(n - k, n * (1 - p))
        - HALF_LOG_2_PI
        + 0.5 * Math.log(n / (k * (n - k)));
  }

  /// What Stirling's formula lacks of ln n!.
  static double stirlingError(double n) {
    if (n < 16) {
      return Gamma.logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - HALF_LOG_2_PI;
    }
    double s = 1 / (n * n);
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - s / 1188) * s) * s) * s) / n;
  }

  /// x ln(x / m) + m - x, without cancellation where x is near m.
  private static double deviance(double x, double m) {
    double relative = (x - m) / (x + m);
    if (Math.abs(relative) >= 0.1) {
      return x * Math.log(x / m) + m - x;
    }
    double sum = (x - m) * relative;
    double power = 2 * x * relative;
    double square = relative * relative;
    for (int j = 3; ; j += 2) {
      power *= square;
      double next = sum + power / j;
      if (next == sum) {
        return sum;
      }
      sum = next;
    }
  }
}
