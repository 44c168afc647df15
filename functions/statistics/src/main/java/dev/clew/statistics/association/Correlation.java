package dev.clew.statistics.association;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;
import dev.clew.statistics.IntervalMethod;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.Tail;
import java.util.Arrays;
import java.util.Optional;

/// How far two numeric columns rise together, in [-1, 1]. Rows where either is missing or infinite
/// are left out; nothing when fewer than four are left or one column is constant.
///
/// Interval: Fisher's z; for ranks with the variance of Bonett and Wright, 2000,
/// doi:10.1007/BF02294183. A point-biserial correlation is [#pearson] with 0 and 1 for the labels.
public final class Correlation {

  private static final int LEAST_ROWS = 4;

  private Correlation() {}

  /// The linear correlation: scipy's `stats.pearsonr`.
  public static Optional<Estimate> pearson(double[] x, double[] y) {
    double[][] complete = complete(x, y);
    return estimate(complete, false);
  }

  /// The correlation of the ranks, ties at their mean rank: scipy's `stats.spearmanr`.
  public static Optional<Estimate> spearman(double[] x, double[] y) {
    double[][] complete = complete(x, y);
    return estimate(new double[][] {ranks(complete[0]), ranks(complete[1])}, true);
  }

  private static Optional<Estimate> estimate(double[][] columns, boolean ranked) {
    double[] x = columns[0];
    double[] y = columns[1];
    int n = x.length;
    if (n < LEAST_ROWS) {
      return Optional.empty();
    }
    double meanX = Arrays.stream(x).sum() / n;
    double meanY = Arrays.stream(y).sum() / n;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < n; i++) {
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
      xy += (x[i] - meanX) * (y[i] - meanY);
    }
    if (xx == 0 || yy == 0) {
      return Optional.empty();
    }
    double r = Math.clamp(xy / Math.sqrt(xx) / Math.sqrt(yy), -1.0, 1.0);
    double error = Math.sqrt((ranked ? 1 + r * r / 2 : 1) / (n - 3.0));
    double half = Tail.twoSidedZ(Interval.LEVEL) * error;
    double z = 0.5 * (Math.log1p(r) - Math.log1p(-r));
    Interval interval =
        Math.abs(r) == 1
            ? new Interval(r, r, Interval.LEVEL)
            : new Interval(Math.tanh(z - half), Math.tanh(z + half), Interval.LEVEL);
    return Optional.of(new Estimate(r, interval, IntervalMethod.FISHER_Z, n));
  }

  private static double[][] complete(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException("columns of " + x.length + " and " + y.length + " rows");
    }
    double[] left = new double[x.length];
    double[] right = new double[x.length];
    int n = 0;
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
        left[n] = x[i];
        right[n++] = y[i];
      }
    }
    return new double[][] {Arrays.copyOf(left, n), Arrays.copyOf(right, n)};
  }

  private static double[] ranks(double[] values) {
    NumericSample sample = NumericSample.of(values);
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      ranks[i] = ((double) sample.countBelow(values[i]) + sample.countAtMost(values[i]) + 1) / 2;
    }
    return ranks;
  }
}
