package dev.clew.skills.latency;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.skills.applications.Telling;
import dev.clew.statistics.NumericSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// Percentiles of single calls by what they belong to, and their own time.
final class Breakdown {
  private static final int TOLD = 3;

  /// What is called less often is not told first.
  private static final int OFTEN = 5;

  private Breakdown() {}

  static void write(Study study) {
    var dimensions = new LinkedHashSet<Dimension>();
    dimensions.add(study.by());
    dimensions.add(Dimension.OPERATION);
    dimensions.add(Dimension.MODEL);
    dimensions.add(Dimension.TOOL);
    boolean asked = true;
    for (var dimension : dimensions) {
      write(study, dimension, asked);
      asked = false;
    }
  }

  private static void write(Study study, Dimension dimension, boolean asked) {
    var book = study.book();
    var groups = study.groups(dimension);
    book.computing("percentiles and own time by " + dimension.word(), study.compared().spanCount());
    book.fact("groups.total[by=" + dimension.word() + "]", groups.size(), Unit.of("groups"));
    var rows = new ArrayList<Row>();
    for (var group : groups.entrySet()) {
      if (rows.size() == study.top()) {
        break;
      }
      rows.add(row(study, dimension, group));
    }
    if (rows.isEmpty()) {
      return;
    }
    rows.sort(
        Comparator.comparingDouble((Row row) -> -row.sample().quantile(0.95))
            .thenComparing(Row::name));
    // Who only waits for others is slow because of them.
    var workers = rows.stream().filter(Row::worksItself).toList();
    if (!workers.isEmpty()) {
      rows.retainAll(workers);
    }
    var often = rows.stream().filter(row -> row.of().size() >= OFTEN).toList();
    if (!often.isEmpty()) {
      rows.retainAll(often);
    }
    var telling =
        new Telling()
            .say(
                workers.isEmpty()
                    ? "Slowest by their ninety-fifth percentile: "
                    : "Slowest by their ninety-fifth percentile, of those that work themselves: ");
    for (int i = 0; i < Math.min(TOLD, rows.size()); i++) {
      var row = rows.get(i);
      telling
          .say(i == 0 ? "" : "; ")
          .put(
              book.fact(Label.of("slowest", dimension.word(), row.name()), Label.shown(row.name())))
          .say(" at ")
          .put(row.ids().getOrDefault("p95", ""));
      if (row.of().size() == 1) {
        telling.say(" in its only call");
      } else {
        telling
            .say(", half of its ")
            .put(row.calls())
            .say(" at most ")
            .put(row.ids().getOrDefault("p50", ""));
      }
    }
    Statement said = telling.say(".").done();
    if (asked) {
      book.finding(
          "Which calls are slow, by " + dimension.word(),
          Severity.INFO,
          study.counted(),
          said.text(),
          said.factIds(),
          List.of(
              chart(study, dimension, rows),
              book.spans(
                  "Slowest calls",
                  Study.spans(rows.getFirst().of()),
                  "The first took most time that its run waited for.")));
    }
  }

  private record Row(
      String name, List<CallTime> of, NumericSample sample, String calls, Map<String, String> ids) {

    boolean worksItself() {
      long own = of.stream().mapToLong(CallTime::selfNanos).sum();
      long all = of.stream().mapToLong(CallTime::nanos).sum();
      return 2 * own >= all;
    }
  }

  private static Row row(
      Study study, Dimension dimension, Map.Entry<String, List<CallTime>> group) {
    var book = study.book();
    var of = group.getValue();
    var name = group.getKey();
    var word = dimension.word();
    var sample = NumericSample.of(of.stream().mapToDouble(CallTime::seconds).toArray());
    var calls = book.fact(Label.of("calls.total", word, name), of.size(), Unit.CALLS);
    var ids = Percentiles.write(book, "seconds", word, name, sample);
    long self = of.stream().mapToLong(CallTime::selfNanos).sum();
    book.fact(Label.of("self.seconds", word, name), (double) self / 1e9, Unit.SECONDS);
    return new Row(name, of, sample, calls, ids);
  }

  private static String chart(Study study, Dimension dimension, List<Row> rows) {
    var points = new ArrayList<Chart.Point>();
    for (var row : rows) {
      var label = Label.shown(row.name());
      points.add(Chart.Point.of("half of the calls", label, row.sample().median()));
      points.add(Chart.Point.of("all but one in twenty", label, row.sample().quantile(0.95)));
    }
    return study
        .book()
        .chart(
            new Chart(
                Chart.Mark.HORIZONTAL_BAR,
                "How long calls take, by " + dimension.word(),
                new Chart.Axis(dimension.word(), Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis("at most", Chart.Scale.NUMBER, Unit.SECONDS),
                points,
                List.of()),
            "A long second bar beside a short first one is a call that is slow now and then.");
  }
}
