package dev.clew.skills.promptoptimization;

import dev.clew.statistics.Interval;
import dev.clew.statistics.interval.Bootstrap;
import dev.clew.statistics.interval.PairedNewcombeInterval;
import dev.clew.statistics.interval.WilsonInterval;
import java.util.Arrays;
import java.util.Optional;

/// Mean scores with their intervals.
final class Shares {
  private static final long SEED = 20_250_719;

  private Shares() {}

  private static boolean isBinary(double[] scores) {
    return Arrays.stream(scores).allMatch(score -> score == 0 || score == 1);
  }

  /// @param scores at least one, each in [0, 1]
  static double mean(double[] scores) {
    return Arrays.stream(scores).average().orElse(Double.NaN);
  }

  /// Wilson's interval of a share, the bootstrap's of a mean of other scores; empty where there is
  /// none.
  static Optional<Interval> interval(double[] scores) {
    if (scores.length == 0) {
      return Optional.empty();
    }
    if (isBinary(scores)) {
      return Optional.of(WilsonInterval.of((long) Arrays.stream(scores).sum(), scores.length));
    }
    return resampled(scores);
  }

  /// Of the mean of pairs: after less before.
  static Optional<Interval> difference(double[] before, double[] after) {
    if (isBinary(before) && isBinary(after)) {
      long[] cells = new long[4];
      for (int i = 0; i < before.length; i++) {
        cells[(before[i] == 1 ? 0 : 1) + (after[i] == 1 ? 0 : 2)]++;
      }
      return Optional.of(
          PairedNewcombeInterval.of(cells[0], cells[1], cells[2], cells[3], Interval.LEVEL));
    }
    var gains = new double[before.length];
    Arrays.setAll(gains, i -> after[i] - before[i]);
    return resampled(gains);
  }

  private static Optional<Interval> resampled(double[] values) {
    return Bootstrap.withSeed(SEED)
        .percentile(
            values.length,
            rows -> Arrays.stream(rows).mapToDouble(row -> values[row]).average().orElse(0))
        .map(estimate -> estimate.interval());
  }
}
