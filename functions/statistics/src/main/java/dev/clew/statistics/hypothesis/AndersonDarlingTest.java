package dev.clew.statistics.hypothesis;

import dev.clew.statistics.NumericSample;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealVector;

/// Whether two or more samples come from one distribution, with more weight on the tails than
/// Kolmogorov-Smirnov.
///
/// Scholz and Stephens, 1987, doi:10.1080/01621459.1987.10478517, equation 7 (midranks, for ties).
/// The statistic is standardised; p-values are interpolated between the paper's critical values and
/// cut to [0.001, 0.25]: scipy's `stats.anderson_ksamp(samples, midrank=True)`.
public final class AndersonDarlingTest {

  private static final double[] SIGNIFICANCE = {0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001};

  /// Table 2 of the paper: the critical value is b0 + b1 / sqrt(m) + b2 / m for m = samples - 1.
  private static final double[] B0 = {0.675, 1.281, 1.645, 1.96, 2.326, 2.573, 3.085};

  private static final double[] B1 = {-0.245, 0.25, 0.678, 1.149, 1.822, 2.364, 3.615};
  private static final double[] B2 = {-0.105, -0.305, -0.362, -0.391, -0.396, -0.345, -0.154};

  private AndersonDarlingTest() {}

  public static AndersonDarlingTest withDefaults() {
    return new AndersonDarlingTest();
  }

  /// Tests at least two samples of at least one value each, four values and two distinct ones
  /// together.
  public TestResult test(NumericSample... samples) {
    if (samples.length < 2) {
      throw new IllegalArgumentException("two samples are needed, not " + samples.length);
    }
    NumericSample pooled = samples[0];
    double inverses = 0;
    for (int i = 0; i < samples.length; i++) {
      if (samples[i].isEmpty()) {
        throw new IllegalArgumentException("sample " + i + " has no value");
      }
      pooled = i == 0 ? pooled : pooled.plus(samples[i]);
      inverses += 1.0 / samples[i].size();
    }
    if (pooled.size() < 4 || pooled.min() == pooled.max()) {
      throw new IllegalArgumentException("four values are needed, and two distinct ones");
    }
    double m = samples.length - 1;
    double statistic =
        (distance(pooled, samples) - m)
            / Math.sqrt(variance(pooled.size(), samples.length, inverses));
    return new TestResult(statistic, interpolate(statistic, m), PValueMethod.INTERPOLATED);
  }

  private static double distance(NumericSample pooled, NumericSample[] samples) {
    double total = pooled.size();
    int[] reached = new int[samples.length];
    double[] sums = new double[samples.length];
    int from = 0;
    while (from < pooled.size()) {
      double x = pooled.at(from);
      int to = from;
      while (to < pooled.size() && pooled.at(to) == x) {
        to++;
      }
      double ties = to - from;
      double below = from + ties / 2;
      double spread = below * (total - below) - total * ties / 4;
      for (int s = 0; s < samples.length; s++) {
        int before = reached[s];
        while (reached[s] < samples[s].size() && samples[s].at(reached[s]) == x) {
          reached[s]++;
        }
        double own = (before + reached[s]) / 2.0;
        double gap = total * own - below * samples[s].size();
        sums[s] += ties / total * gap * gap / spread;
      }
      from = to;
    }
    double distance = 0;
    for (int s = 0; s < samples.length; s++) {
      distance += sums[s] / samples[s].size();
    }
    return distance * (total - 1) / total;
  }

  private static double variance(int n, int k, double inverses) {
    double g = 0;
    double harmonic = 0;
    for (int i = 1; i <= n - 2; i++) {
      harmonic += 1.0 / (n - i);
      g += harmonic / (i + 1);
    }
    double h = harmonic + 1;
    double a = (4 * g - 6) * (k - 1) + (10 - 6 * g) * inverses;
    double b =
        (2 * g - 4) * k * k + 8 * h * k + (2 * g - 14 * h - 4) * inverses - 8 * h + 4 * g - 6;
    double c =
        (6 * h + 2 * g - 2) * k * k + (4 * h - 4 * g + 6) * k + (2 * h - 6) * inverses + 4 * h;
    double d = (2 * h + 6) * k * k - 4 * h * k;
    double size = n;
    return (((a * size + b) * size + c) * size + d) / ((size - 1) * (size - 2) * (size - 3));
  }

  /// ln p as a parabola in the statistic, fitted to the critical values.
  private static double interpolate(double statistic, double m) {
    double[][] powers = new double[SIGNIFICANCE.length][];
    double[] logs = new double[SIGNIFICANCE.length];
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logs.length; i++) {
      double critical = B0[i] + B1[i] / Math.sqrt(m) + B2[i] / m;
      powers[i] = new double[] {1, critical, critical * critical};
      logs[i] = Math.log(SIGNIFICANCE[i]);
      lowest = Math.min(lowest, critical);
      highest = Math.max(highest, critical);
    }
    if (statistic < lowest) {
      return SIGNIFICANCE[0];
    }
    if (statistic > highest) {
      return SIGNIFICANCE[SIGNIFICANCE.length - 1];
    }
    RealVector fit =
        new QRDecomposition(new Array2DRowRealMatrix(powers))
            .getSolver()
            .solve(new ArrayRealVector(logs));
    return Math.exp(
        fit.getEntry(0) + fit.getEntry(1) * statistic + fit.getEntry(2) * statistic * statistic);
  }
}
