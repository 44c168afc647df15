package dev.clew.skills.aggregate;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;

/// One figure of one group.
///
/// @param value NaN where nothing in the group has one
/// @param low lower end of its interval, NaN or infinite where it has none
/// @param high upper end, likewise
/// @param whole whether it is a count
record Value(double value, double low, double high, boolean whole) {
  static final Value NONE = exact(Double.NaN);

  static Value count(long count) {
    return new Value((double) count, Double.NaN, Double.NaN, true);
  }

  static Value exact(double value) {
    return new Value(value, Double.NaN, Double.NaN, false);
  }

  static Value of(double value, Interval interval) {
    return new Value(value, interval.low(), interval.high(), false);
  }

  static Value of(Estimate estimate) {
    return new Value(estimate.value(), estimate.low(), estimate.high(), false);
  }

  boolean isKnown() {
    return Double.isFinite(value);
  }
}
