package dev.clew.skills.drift;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Unit;
import dev.clew.skills.predictors.Comparison;
import dev.clew.skills.predictors.Condition;
import dev.clew.skills.predictors.Place;
import dev.clew.skills.predictors.Variable;
import dev.clew.statistics.drift.DriftMeasure;
import dev.clew.traces.rows.Chunk;
import dev.clew.traces.rows.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The pictures beside the findings.
final class DriftCharts {
  private static final int MOST_BARS = 15;
  private static final int MOST_LINES = 5;
  private static final int MOST_SHAPES = 4;

  private final Notebook notebook;
  private final Comparison comparison;
  private final Place place;
  private final Map<String, String> shapes = new HashMap<>();

  DriftCharts(Notebook notebook, Comparison comparison, Place place) {
    this.notebook = notebook;
    this.comparison = comparison;
    this.place = place;
  }

  /// Every column's distance, the strongest first.
  Optional<String> strengths(List<Judged> columns) {
    var points = new ArrayList<Chart.Point>();
    columns.stream()
        .map(Judged::report)
        .filter(report -> report.move().isPresent())
        .sorted(Comparator.comparingDouble((ColumnReport report) -> -report.strength()))
        .limit(MOST_BARS)
        .forEach(report -> {
          var effect = report.move().orElseThrow().effect();
          points.add(
              Chart.Point.of(
                  "",
                  report.name(),
                  effect.value(),
                  effect.interval().low(),
                  effect.interval().high()));
        });
    if (points.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        notebook.chart(
            new Chart(
                Chart.Mark.HORIZONTAL_BAR,
                "How far each column moved",
                new Chart.Axis("column", Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis(
                    "Jensen-Shannon distance, less chance", Chart.Scale.NUMBER, Unit.NONE),
                points,
                List.of(limit())),
            "Bars that reach beyond the line moved by an amount that matters; where a whisker crosses"
                + " it, more rows would help to tell."));
  }

  /// The drifting columns from chunk to chunk.
  Optional<String> course(List<Judged> drifted) {
    var points = new ArrayList<Chart.Point>();
    for (var judged : drifted.subList(0, Math.min(MOST_LINES, drifted.size()))) {
      var report = judged.report();
      for (int i = 0; i < report.chunks().size(); i++) {
        Chunk chunk = comparison.chunks().get(i);
        var effect = report.chunks().get(i);
        if (effect.isPresent()) {
          points.add(Chart.Point.of(report.name(), place.x(chunk.from()), effect.get().value()));
        }
      }
    }
    if (points.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        notebook.chart(
            new Chart(
                Chart.Mark.LINE,
                "Distance from the baseline, chunk by chunk",
                place.axis(),
                new Chart.Axis(
                    "Jensen-Shannon distance, less chance", Chart.Scale.NUMBER, Unit.NONE),
                points,
                List.of(limit())),
            "A line that steps up and stays tells when its column moved; single peaks are episodes."));
  }

  private static Chart.Rule limit() {
    return new Chart.Rule(false, DriftMeasure.JENSEN_SHANNON.threshold(), "matters");
  }

  /// A column's values before and now.
  Optional<String> shape(ColumnReport report) {
    if (report.shape().isEmpty()) {
      return Optional.empty();
    }
    if (!shapes.containsKey(report.name())) {
      if (shapes.size() >= MOST_SHAPES) {
        return Optional.empty();
      }
      shapes.put(report.name(), draw(report.name(), report.shape().get()));
    }
    return Optional.ofNullable(shapes.get(report.name()));
  }

  private String draw(String column, Shape shape) {
    var points = new ArrayList<Chart.Point>();
    for (var part : shape.parts()) {
      points.add(Chart.Point.of("baseline", part.condition().text(), part.before()));
      points.add(Chart.Point.of("current", part.condition().text(), part.now()));
    }
    return notebook.chart(
        new Chart(
            Chart.Mark.BAR,
            "Values of " + column + ", before and now",
            new Chart.Axis(column, Chart.Scale.CATEGORY, Unit.NONE),
            new Chart.Axis("share of rows", Chart.Scale.NUMBER, Unit.SHARE),
            points,
            List.of()),
        "Bars of unequal height side by side are values that became more or less frequent.");
  }

  /// A category's share from chunk to chunk.
  Optional<String> life(Life life, Variable variable) {
    var points = new ArrayList<Chart.Point>();
    variable
        .current()
        .ifPresent(column -> {
          for (var chunk : comparison.chunks()) {
            long count = 0;
            for (int row = chunk.from(); row < chunk.to(); row++) {
              count += holds(column, row, life.category()) ? 1 : 0;
            }
            points.add(
                Chart.Point.of(
                    "", place.x(chunk.from()), (double) count / Math.max(1, chunk.count())));
          }
        });
    if (points.isEmpty()) {
      return Optional.empty();
    }
    var rules =
        life.edge() >= 0
            ? List.of(
                new Chart.Rule(
                    true, place.x(life.edge()), life.vanished() ? "last seen" : "first seen"))
            : List.<Chart.Rule>of();
    return Optional.of(
        notebook.chart(
            new Chart(
                Chart.Mark.LINE,
                "Share of " + life.column() + " = " + life.category(),
                place.axis(),
                new Chart.Axis("share of rows", Chart.Scale.NUMBER, Unit.SHARE),
                points,
                rules),
            "Where the line lies on the ground, no row holds the category."));
  }

  private static boolean holds(Column column, int row, String category) {
    return switch (column) {
      case Column.Categories(_, int[] codes, List<String> dictionary) ->
          codes[row] >= 0 && dictionary.get(codes[row]).equals(category);
      case Column.Numbers(_, double[] values, _, _) ->
          Double.isFinite(values[row]) && Condition.number(values[row]).equals(category);
      case Column.Times _ -> false;
    };
  }
}
