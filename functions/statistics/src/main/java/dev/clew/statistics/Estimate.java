package dev.clew.statistics;

/// A quantity computed from a sample, with what the sample leaves open about it.
///
/// @param value the computed value
/// @param interval where the true value may lie
/// @param method how the interval was made
/// @param rows the rows that the value rests on, `>= 1`
public record Estimate(double value, Interval interval, IntervalMethod method, long rows) {

  public Estimate {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("an estimate must be a number");
    }
    if (rows < 1) {
      throw new IllegalArgumentException("an estimate rests on at least one row, not " + rows);
    }
  }

  public double low() {
    return interval.low();
  }

  public double high() {
    return interval.high();
  }

  /// The standard deviation that a normal variable with this interval would have.
  public double standardError() {
    return interval.width() / (2 * Tail.twoSidedZ(interval.level()));
  }
}
