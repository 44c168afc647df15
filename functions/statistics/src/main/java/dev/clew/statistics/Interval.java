package dev.clew.statistics;

/// The values that the data leave open for a quantity, at a stated level.
///
/// @param low lower end, `low <= high`; may be infinite
/// @param high upper end
/// @param level share of repetitions in which such an interval holds the true value, in (0, 1),
///   usually 0.95
public record Interval(double low, double high, double level) {

  /// The level of every interval where the caller names none.
  public static final double LEVEL = 0.95;

  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("interval [" + low + ", " + high + "] is not ordered");
    }
    checkLevel(level);
  }

  /// `estimate` plus and minus `halfWidth`, cut to `[floor, ceiling]`.
  public static Interval around(
      double estimate, double halfWidth, double level, double floor, double ceiling) {
    double low = Math.min(Math.max(estimate - halfWidth, floor), ceiling);
    double high = Math.max(Math.min(estimate + halfWidth, ceiling), floor);
    return new Interval(low, high, level);
  }

  /// `estimate` plus and minus `halfWidth`.
  public static Interval around(double estimate, double halfWidth, double level) {
    return around(estimate, halfWidth, level, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  public double width() {
    return high - low;
  }

  /// Checks that `level` can be a level of confidence and returns it.
  public static double checkLevel(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level " + level + " is not in (0, 1)");
    }
    return level;
  }
}
