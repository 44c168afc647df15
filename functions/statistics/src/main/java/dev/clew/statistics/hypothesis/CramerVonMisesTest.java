package dev.clew.statistics.hypothesis;

import dev.clew.statistics.NumericSample;
import dev.clew.statistics.PooledValues;

/// Whether two samples come from one distribution, by the squared distance between their
/// distribution functions summed over the pooled values.
///
/// Anderson, 1962, doi:10.1214/aoms/1177704477: p from the limiting distribution after matching
/// mean and variance, scipy's `stats.cramervonmises_2samp(x, y, method='asymptotic')`. Fair from 20
/// values a side. Ties take midranks.
public final class CramerVonMisesTest {

  /// Below this the limiting distribution function is 0 to all digits.
  private static final double NO_DISTANCE = 0.003;

  private CramerVonMisesTest() {}

  public static CramerVonMisesTest withDefaults() {
    return new CramerVonMisesTest();
  }

  /// Tests two samples of at least two values each.
  public TestResult test(NumericSample reference, NumericSample current) {
    double n = reference.size();
    double m = current.size();
    if (n < 2 || m < 2) {
      throw new IllegalArgumentException("both samples need at least two values");
    }
    double u = rankDistance(reference, current);
    double k = n * m;
    double rows = n + m;
    double statistic = u / (k * rows) - (4 * k - 1) / (6 * rows);
    double mean = (1 + 1 / rows) / 6;
    double variance =
        (rows + 1) * (4 * k * rows - 3 * (n * n + m * m) - 2 * k) / (45 * rows * rows * 4 * k);
    double standard = 1.0 / 6 + (statistic - mean) / Math.sqrt(45 * variance);
    double p = standard < NO_DISTANCE ? 1 : Math.max(0, 1 - limit(standard));
    return new TestResult(statistic, p, PValueMethod.ASYMPTOTIC);
  }

  /// n sum (r_i - i)^2 + m sum (s_j - j)^2 over the ranks r, s of both samples in the pooled one.
  private static double rankDistance(NumericSample reference, NumericSample current) {
    double ofReference = 0;
    double ofCurrent = 0;
    for (var walk = new PooledValues(reference, current); walk.next(); ) {
      double below = (double) walk.firstBelow() + walk.secondBelow();
      double rank = (below + walk.firstUpTo() + walk.secondUpTo() + 1) / 2;
      for (int own = walk.firstBelow() + 1; own <= walk.firstUpTo(); own++) {
        ofReference += (rank - own) * (rank - own);
      }
      for (int own = walk.secondBelow() + 1; own <= walk.secondUpTo(); own++) {
        ofCurrent += (rank - own) * (rank - own);
      }
    }
    return reference.size() * ofReference + current.size() * ofCurrent;
  }

  /// The limiting distribution function: Anderson and Darling, 1952, doi:10.1214/aoms/1177729437,
  /// equation 1.3. With y = (4 k + 1)^2 / (16 x) its terms are Gamma(k + 1/2) / (k! sqrt pi) sqrt(4
  /// k + 1) exp(-y) K_(1/4)(y).
  private static double limit(double x) {
    double sum = 0;
    double factor = 1;
    for (int k = 0; ; k++) {
      double odd = 4 * k + 1;
      double term = factor * Math.sqrt(odd) * scaledBessel(odd * odd / (16 * x));
      sum += term;
      if (term < 1e-17 * sum) {
        return sum / (Math.PI * Math.sqrt(x));
      }
      factor *= (k + 0.5) / (k + 1);
    }
  }

  /// exp(-y) K_(1/4)(y) as the integral of exp(-y (1 + cosh t)) cosh(t / 4) over t >= 0, by the
  /// trapezoidal rule, which converges faster than any power here.
  private static double scaledBessel(double y) {
    double step = 1.0 / 64;
    double sum = 0.5 * Math.exp(-2 * y);
    for (int i = 1; ; i++) {
      double t = i * step;
      double value = Math.exp(-y * (1 + Math.cosh(t))) * Math.cosh(t / 4);
      sum += value;
      if (value < 1e-18 * sum) {
        return sum * step;
      }
    }
  }
}
