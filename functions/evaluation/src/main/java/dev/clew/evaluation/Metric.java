package dev.clew.evaluation;

import dev.clew.statistics.interval.WilsonInterval;

/// A figure with the interval that the number of cases leaves open, at 95 %.
public record Metric(double value, double low, double high) {
  public Metric {
    if (!(low <= value && value <= high)) {
      throw new IllegalArgumentException(value + " is not in [" + low + ", " + high + "]");
    }
  }

  /// The share of cases that came out right, with Wilson's interval.
  ///
  /// @param of at least 1
  public static Metric share(long right, long of) {
    var interval = WilsonInterval.of(right, of);
    return new Metric((double) right / of, interval.low(), interval.high());
  }
}
