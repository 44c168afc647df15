package dev.clew.statistics.interval;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;
import dev.clew.statistics.IntervalMethod;
import dev.clew.statistics.Quantile;
import dev.clew.statistics.Tail;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/// The interval of any statistic of rows, by drawing the rows again with replacement; seeded, so
/// that it is the same every time and on every machine.
///
/// For statistics without a formula of their own; its cost is that of the statistic times the
/// resamples. A statistic may be NaN for a resample (a class is missing): such resamples are left
/// out, and with more than [#UNDEFINED] of them there is no interval. Efron and Tibshirani, *An
/// Introduction to the Bootstrap*, 1993, chapters 13 and 14.
public final class Bootstrap {

  /// Enough that the ends of a 95 % interval rest on 50 resamples each.
  public static final int RESAMPLES = 2000;

  /// The share of resamples without a value that is put up with.
  public static final double UNDEFINED = 0.05;

  /// The acceleration is estimated from so many groups of rows left out, or from single rows when
  /// there are no more.
  private static final int GROUPS = 200;

  private static final String GENERATOR = "L64X128MixRandom";

  private final long seed;
  private final int resamples;

  private Bootstrap(long seed, int resamples) {
    this.seed = seed;
    this.resamples = resamples;
  }

  public static Bootstrap withSeed(long seed) {
    return new Bootstrap(seed, RESAMPLES);
  }

  public Bootstrap withResamples(int count) {
    if (count < 100) {
      throw new IllegalArgumentException("resamples " + count + " are under 100");
    }
    return new Bootstrap(seed, count);
  }

  /// The statistic with the percentiles of its resamples.
  ///
  /// @param rows how many there are, at least 1
  /// @param statistic of the rows with these numbers, which repeat; must not keep the array
  /// @return nothing where the statistic has no value for these rows or for too many resamples
  public Optional<Estimate> percentile(int rows, ToDoubleFunction<int[]> statistic) {
    double value = statistic.applyAsDouble(identity(rows));
    double[] drawn = draw(rows, statistic);
    if (Double.isNaN(value) || drawn.length == 0) {
      return Optional.empty();
    }
    double tail = (1 - Interval.LEVEL) / 2;
    Interval interval =
        new Interval(
            Quantile.ofSorted(drawn, tail), Quantile.ofSorted(drawn, 1 - tail), Interval.LEVEL);
    return Optional.of(new Estimate(value, interval, IntervalMethod.BOOTSTRAP_PERCENTILE, rows));
  }

  /// The statistic with percentiles moved for bias and skewness (BCa): holds its level better for
  /// small samples and skewed statistics.
  ///
  /// Efron, 1987, doi:10.1080/01621459.1987.10478410.
  ///
  /// @return as [#percentile]
  public Optional<Estimate> biasCorrected(int rows, ToDoubleFunction<int[]> statistic) {
    double value = statistic.applyAsDouble(identity(rows));
    double[] drawn = draw(rows, statistic);
    if (Double.isNaN(value) || drawn.length == 0) {
      return Optional.empty();
    }
    double below = 0;
    for (double one : drawn) {
      below += one < value ? 1 : one == value ? 0.5 : 0;
    }
    double share = Math.clamp(below / drawn.length, 0.5 / drawn.length, 1 - 0.5 / drawn.length);
    double bias = -Tail.normalQuantile(share);
    double acceleration = acceleration(rows, statistic);
    double z = Tail.twoSidedZ(Interval.LEVEL);
    double low = Quantile.ofSorted(drawn, moved(-z, bias, acceleration));
    double high = Quantile.ofSorted(drawn, moved(z, bias, acceleration));
    return Optional.of(
        new Estimate(
            value,
            new Interval(Math.min(low, high), Math.max(low, high), Interval.LEVEL),
            IntervalMethod.BOOTSTRAP_BCA,
            rows));
  }

  private static double moved(double z, double bias, double acceleration) {
    double reach = bias + z;
    return 1 - Tail.normal(bias + reach / (1 - acceleration * reach));
  }

  /// Values of the resamples, ascending; none when too many have no value.
  private double[] draw(int rows, ToDoubleFunction<int[]> statistic) {
    SplittableGenerator random =
        RandomGeneratorFactory.<SplittableGenerator>of(GENERATOR).create(seed);
    double[] values = new double[resamples];
    int[] drawn = new int[rows];
    int defined = 0;
    for (int i = 0; i < resamples; i++) {
      for (int row = 0; row < rows; row++) {
        drawn[row] = random.nextInt(rows);
      }
      double value = statistic.applyAsDouble(drawn);
      if (!Double.isNaN(value)) {
        values[defined++] = value;
      }
    }
    if (resamples - defined > UNDEFINED * resamples) {
      return new double[0];
    }
    double[] sorted = Arrays.copyOf(values, defined);
    Arrays.sort(sorted);
    return sorted;
  }

  /// A sixth of the skewness of the statistic with one group of rows left out at a time.
  private static double acceleration(int rows, ToDoubleFunction<int[]> statistic) {
    int groups = Math.min(rows, GROUPS);
    double[] values = new double[groups];
    int defined = 0;
    for (int g = 0; g < groups; g++) {
      int from = (int) ((long) rows * g / groups);
      int to = (int) ((long) rows * (g + 1) / groups);
      int[] kept = new int[rows - (to - from)];
      for (int row = 0, k = 0; row < rows; row++) {
        if (row < from || row >= to) {
          kept[k++] = row;
        }
      }
      double value = kept.length == 0 ? Double.NaN : statistic.applyAsDouble(kept);
      if (!Double.isNaN(value)) {
        values[defined++] = value;
      }
    }
    double mean = Arrays.stream(values, 0, defined).sum() / Math.max(defined, 1);
    double squares = 0;
    double cubes = 0;
    for (int i = 0; i < defined; i++) {
      double gap = mean - values[i];
      squares += gap * gap;
      cubes += gap * gap * gap;
    }
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  private static int[] identity(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("rows " + rows + " are not positive");
    }
    int[] identity = new int[rows];
    Arrays.setAll(identity, i -> i);
    return identity;
  }
}
