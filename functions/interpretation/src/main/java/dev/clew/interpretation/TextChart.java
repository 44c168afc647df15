package dev.clew.interpretation;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Chart.Point;
import dev.clew.evidence.Chart.Scale;
import dev.clew.evidence.Unit;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A chart in characters: bars lie, lines and dots stand on a small grid. It shows the shape; the
/// figures are in the answer.
final class TextChart {
  private static final int ROWS = 7;
  private static final int MOST_BARS = 16;
  private static final int LONGEST_NAME = 34;
  private static final String EIGHTHS = " \u258f\u258e\u258d\u258c\u258b\u258a\u2589\u2588";
  private static final String MARKS = "\u25cf\u25cb\u25c6\u25c7\u25b2\u25b3\u25a0\u25a1";
  private static final String SHADES = "\u2588\u2593\u2592\u2591";

  private TextChart() {}

  /// The chart's lines, at most `width` columns each.
  static List<String> draw(Chart chart, int width) {
    return switch (chart.mark()) {
      case BAR, HORIZONTAL_BAR -> bars(chart, width);
      case STACKED_BAR -> stacks(chart, width);
      case LINE, DOT -> grid(chart, width);
    };
  }

  private static String name(Object x) {
    var text =
        x instanceof Double real
            ? FactWriter.number(real, Unit.NONE)
            : FactWriter.plain(x.toString());
    var line = PlainText.line(text);
    return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME - 1) + "\u2026";
  }

  private static String value(double y, Chart chart) {
    return FactWriter.number(y, chart.y().unit());
  }

  private static List<String> bars(Chart chart, int width) {
    boolean several = chart.points().stream().map(Point::series).distinct().count() > 1;
    var points = chart.points().stream().limit(MOST_BARS).toList();
    var names =
        points.stream()
            .map(p -> name(p.x()) + (several ? " \u00b7 " + name(p.series()) : ""))
            .toList();
    int nameWidth = names.stream().mapToInt(String::length).max().orElse(0);
    int valueWidth = points.stream().mapToInt(p -> value(p.y(), chart).length()).max().orElse(0);
    int room = Math.max(8, width - nameWidth - valueWidth - 4);
    double largest = points.stream().mapToDouble(p -> Math.abs(p.y())).max().orElse(1);
    var lines = new ArrayList<String>();
    for (int i = 0; i < points.size(); i++) {
      double y = points.get(i).y();
      var bar = bar(largest == 0 ? 0 : Math.abs(y) / largest, room);
      lines.add(
          (padded(names.get(i), nameWidth) + "  " + bar + " " + value(y, chart)).stripTrailing());
    }
    more(lines, chart.points().size() - points.size());
    return lines;
  }

  private static String bar(double share, int room) {
    int eighths = (int) Math.round(share * room * 8);
    var bar = "\u2588".repeat(eighths / 8);
    return eighths % 8 == 0 ? bar : bar + EIGHTHS.charAt(eighths % 8);
  }

  private static void more(List<String> lines, int left) {
    if (left > 0) {
      lines.add("... " + left + " more");
    }
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static List<String> stacks(Chart chart, int width) {
    var series = chart.points().stream().map(Point::series).distinct().toList();
    var bars = new LinkedHashMap<String, double[]>();
    for (var point : chart.points()) {
      bars.computeIfAbsent(name(point.x()), _ -> new double[series.size()])[
              series.indexOf(point.series())] +=
          Math.max(0, point.y());
    }
    double largest =
        bars.values().stream().mapToDouble(v -> Arrays.stream(v).sum()).max().orElse(1);
    int nameWidth = bars.keySet().stream().mapToInt(String::length).max().orElse(0);
    int room = Math.max(8, width - nameWidth - 14);
    var lines = new ArrayList<String>();
    bars.entrySet().stream()
        .limit(MOST_BARS)
        .forEach(entry -> {
          var line = new StringBuilder(padded(entry.getKey(), nameWidth)).append("  ");
          double total = 0;
          int drawn = 0;
          for (int s = 0; s < series.size(); s++) {
            total += entry.getValue()[s];
            int upTo = largest == 0 ? 0 : (int) Math.round(total / largest * room);
            line.append(String.valueOf(shade(s)).repeat(Math.max(0, upTo - drawn)));
            drawn = Math.max(drawn, upTo);
          }
          lines.add(line.append(' ').append(value(total, chart)).toString());
        });
    more(lines, Math.max(0, bars.size() - MOST_BARS));
    legend(lines, series, TextChart::shade);
    return lines;
  }

  private static char shade(int series) {
    return SHADES.charAt(series % SHADES.length());
  }

  private static char mark(int series) {
    return MARKS.charAt(series % MARKS.length());
  }

  private interface Glyph {
    char of(int series);
  }

  private static void legend(List<String> lines, List<String> series, Glyph glyph) {
    if (series.size() > 1) {
      var names = new ArrayList<String>();
      for (int s = 0; s < Math.min(8, series.size()); s++) {
        names.add(glyph.of(s) + " " + name(series.get(s)));
      }
      lines.add(names.stream().collect(Collectors.joining("   ")));
    }
  }

  private static List<String> grid(Chart chart, int width) {
    var series = chart.points().stream().map(Point::series).distinct().toList();
    var places = places(chart);
    var ys = chart.points().stream().mapToDouble(Point::y).summaryStatistics();
    double low = ys.getMin();
    double high = ys.getMax();
    for (var rule : chart.rules()) {
      if (!rule.vertical() && rule.at() instanceof Number at) {
        low = Math.min(low, at.doubleValue());
        high = Math.max(high, at.doubleValue());
      }
    }
    double span = high > low ? high - low : 1;
    var top = value(high, chart);
    var bottom = value(low, chart);
    int axis = Math.max(top.length(), bottom.length());
    int columns = Math.max(12, Math.min(width - axis - 3, 72));
    var cells = new char[ROWS][columns];
    for (var row : cells) {
      Arrays.fill(row, ' ');
    }
    for (var rule : chart.rules()) {
      if (!rule.vertical() && rule.at() instanceof Number at) {
        Arrays.fill(cells[row(at.doubleValue(), low, span)], '\u2504');
      } else if (rule.vertical() && places.at(rule.at()) >= 0) {
        for (var row : cells) {
          row[column(places.at(rule.at()), columns)] = '\u2506';
        }
      }
    }
    for (var point : chart.points()) {
      cells[row(point.y(), low, span)][column(places.at(point.x()), columns)] =
          mark(series.indexOf(point.series()));
    }
    var lines = new ArrayList<String>();
    for (int r = 0; r < ROWS; r++) {
      var label = r == 0 ? top : r == ROWS - 1 ? bottom : "";
      lines.add(
          (" ".repeat(axis - label.length()) + label + " \u2524" + new String(cells[r]))
              .stripTrailing());
    }
    lines.add(" ".repeat(axis + 1) + "\u2514" + "\u2500".repeat(columns));
    lines.add(" ".repeat(axis + 2) + scale(places, VegaLite.axisTitle(chart.x()), columns));
    legend(lines, series, TextChart::mark);
    var rules =
        chart.rules().stream()
            .filter(rule -> !rule.label().isEmpty())
            .map(rule -> (rule.vertical() ? "\u2506 " : "\u2504 ") + PlainText.line(rule.label()))
            .collect(Collectors.joining("   "));
    if (!rules.isEmpty()) {
      lines.add(rules);
    }
    return lines;
  }

  /// First and last x, and between them, where there is room, what they are.
  private static String scale(Places places, String title, int columns) {
    if (places.first().equals(places.last())) {
      return places.first() + "  " + title;
    }
    int room = columns - places.first().length() - places.last().length();
    var between = title.length() + 2 <= room ? title : "";
    int before = Math.max(1, (room - between.length()) / 2);
    return places.first()
        + " ".repeat(before)
        + between
        + " ".repeat(Math.max(1, room - between.length() - before))
        + places.last();
  }

  private static int row(double y, double low, double span) {
    return (int) Math.round((1 - (y - low) / span) * (ROWS - 1));
  }

  private static int column(double share, int columns) {
    return (int) Math.round(share * (columns - 1));
  }

  /// Where each x stands, from 0 at the left to 1 at the right.
  private record Places(Map<Object, Double> shares, String first, String last) {
    double at(Object x) {
      return shares.getOrDefault(x, -1.0);
    }
  }

  private static Places places(Chart chart) {
    var xs = new LinkedHashMap<Object, Double>();
    chart.points().forEach(point -> xs.put(point.x(), 0.0));
    chart.rules().stream()
        .filter(rule -> rule.vertical() && chart.x().scale() != Scale.CATEGORY)
        .forEach(rule -> xs.put(rule.at(), 0.0));
    int index = 0;
    for (var entry : xs.entrySet()) {
      entry.setValue(position(entry.getKey(), chart.x().scale(), index++));
    }
    double low = xs.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double high = xs.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
    double span = high > low ? high - low : 1;
    Object first = "";
    Object last = "";
    for (var entry : xs.entrySet()) {
      if (entry.getValue() == low) {
        first = entry.getKey();
      }
      if (entry.getValue() == high) {
        last = entry.getKey();
      }
      entry.setValue((entry.getValue() - low) / span);
    }
    return new Places(xs, label(first, chart), label(last, chart));
  }

  private static String label(Object x, Chart chart) {
    return switch (x) {
      case Long whole -> FactWriter.number(whole.doubleValue(), chart.x().unit());
      case Double real -> FactWriter.number(real, chart.x().unit());
      default -> name(x);
    };
  }

  private static double position(Object x, Scale scale, int index) {
    if (x instanceof Number number && scale != Scale.CATEGORY) {
      return number.doubleValue();
    }
    if (scale == Scale.TIME) {
      try {
        return Instant.parse(x.toString()).toEpochMilli();
      } catch (DateTimeParseException _) {
        return index;
      }
    }
    return index;
  }
}
