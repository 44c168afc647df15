package dev.clew.evidence;

import java.util.List;
import java.util.OptionalDouble;

/// A chart as data: what stands on which axis. Drawing it is somebody else's matter.
///
/// @param points at least one, in drawing order; at most [#MAX_POINTS], callers reduce first
/// @param rules reference lines across the chart: thresholds, the moment of change
public record Chart(Mark mark, String title, Axis x, Axis y, List<Point> points, List<Rule> rules) {

  /// More than a reader can see, and what still opens at once in a browser.
  public static final int MAX_POINTS = 5_000;

  public Chart {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("chart '" + title + "' has no points");
    }
    if (points.size() > MAX_POINTS) {
      throw new IllegalArgumentException(
          "chart '" + title + "' has " + points.size() + " points, more than " + MAX_POINTS);
    }
    points = List.copyOf(points);
    rules = List.copyOf(rules);
  }

  /// How points are drawn. Intervals (`low`, `high`) become bands on lines and whiskers on bars and
  /// dots.
  public enum Mark {
    /// Ordered x, one line a series.
    LINE,
    /// One bar a point, x a category; several series stand side by side.
    BAR,
    /// As [#BAR] lying down, for long names: x is still the category.
    HORIZONTAL_BAR,
    /// Several series on top of each other.
    STACKED_BAR,
    /// Two numbers against each other, labelled by series.
    DOT
  }

  /// What an axis measures.
  public enum Scale {
    NUMBER,
    CATEGORY,
    TIME
  }

  /// @param unit written after the title; [Unit#SHARE] as percentages
  public record Axis(String title, Scale scale, Unit unit) {}

  /// @param series empty where there is only one
  /// @param x a number, a category or an ISO 8601 instant as the axis says
  /// @param label shown when pointed at; may be empty
  public record Point(
      String series, Object x, double y, OptionalDouble low, OptionalDouble high, String label) {
    public Point {
      if (!(x instanceof String || x instanceof Double || x instanceof Long)) {
        throw new IllegalArgumentException("x must be String, Double or Long: " + x.getClass());
      }
      if (!Double.isFinite(y)) {
        throw new IllegalArgumentException("y of '" + x + "' must be finite, got " + y);
      }
    }

    public static Point of(String series, Object x, double y) {
      return new Point(series, x, y, OptionalDouble.empty(), OptionalDouble.empty(), "");
    }

    public static Point of(String series, Object x, double y, double low, double high) {
      return new Point(series, x, y, OptionalDouble.of(low), OptionalDouble.of(high), "");
    }
  }

  /// A line across the chart.
  ///
  /// @param vertical whether it stands at an x (else lies at a y)
  /// @param at a number, category or instant
  public record Rule(boolean vertical, Object at, String label) {}
}
