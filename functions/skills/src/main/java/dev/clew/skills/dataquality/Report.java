package dev.clew.skills.dataquality;

import dev.clew.evidence.Chart;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Inputs;
import dev.clew.traces.rows.Column;
import dev.clew.traces.rows.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Issues written down as facts, evidence and findings: those asked about, then the others, each
/// worst first.
final class Report {
  private final Inputs inputs;
  private final Table table;
  private final List<Issue> issues;
  private final Set<Fault> asked;
  private final Notebook notebook;

  Report(Inputs inputs, Table table, List<Issue> issues, Set<Fault> asked, long looks) {
    this.inputs = inputs;
    this.table = table;
    this.issues = issues;
    this.asked = asked;
    this.notebook = inputs.notebook().looked(looks);
  }

  Measurement measurement() {
    long rows = (long) table.current().count() + table.baseline().count();
    notebook.computing(
        "checks of missing, typed, ranged, coded, repeated and dependent cells", rows);
    var examined = notebook.fact("data-quality.rows", table.current().count(), Unit.ROWS);
    var columns =
        notebook.fact("data-quality.columns", table.current().columns().size(), Unit.of("columns"));
    var count = notebook.fact("data-quality.issues", issues.size(), Unit.of("issues"));
    int told = Math.min(issues.size(), inputs.parameters().whole("top"));
    boolean met = issues.stream().anyMatch(this::isAsked);
    if (!met) {
      absent(examined, columns).ifPresent(notebook::opens);
    }
    for (var issue : issues.subList(0, told)) {
      write(issue);
      if (isAsked(issue)) {
        notebook.asAsked();
      }
    }
    if (met) {
      absent(examined, columns);
    }
    if (issues.size() > told) {
      var more = notebook.fact("data-quality.more", (long) issues.size() - told, Unit.of("issues"));
      notebook.finding(
          "More of lesser weight",
          Severity.INFO,
          1.0,
          "Besides these, {"
              + more
              + "} of lesser weight were found; ask with a larger 'top' for them.",
          List.of(more),
          List.of());
    }
    suggest();
    if (issues.isEmpty()) {
      notebook.finding(
          "Nothing wrong with the data",
          Severity.INFO,
          table.hasBaseline() ? 0.9 : 0.7,
          "In {" + examined + "} and {" + columns + "} nothing looks wrong: {" + count + "}.",
          List.of(examined, columns, count),
          List.of());
    }
    var results = notebook.results(inputs.log().coverage());
    return issues.isEmpty() ? new Measurement.Clean(results) : new Measurement.Found(results);
  }

  private boolean isAsked(Issue issue) {
    return asked.stream().anyMatch(one -> one.means(issue));
  }

  /// Says of what was asked about that it is not there, or cannot be seen; empty where all is
  /// there.
  private Optional<String> absent(String examined, String columns) {
    var timeless = asked.contains(Fault.GAPS) && table.times().isEmpty();
    var none =
        asked.stream()
            .filter(one -> issues.stream().noneMatch(one::means))
            .filter(one -> one != Fault.GAPS || !timeless)
            .map(Fault::plural)
            .toList();
    var said = new ArrayList<String>();
    var list =
        none.size() < 2
            ? String.join("", none)
            : String.join(", no ", none.subList(0, none.size() - 1)) + " and no " + none.getLast();
    if (!none.isEmpty()) {
      said.add("In {" + examined + "} and {" + columns + "} no " + list + " were found.");
    }
    if (timeless) {
      said.add(
          "None of {" + columns + "} holds a time, so gaps between rows would leave no trace.");
    }
    if (said.isEmpty()) {
      return Optional.empty();
    }
    var statement = String.join(" ", said);
    notebook.finding(
        none.isEmpty() ? "Gaps in time cannot be seen" : "No " + list,
        Severity.INFO,
        table.hasBaseline() ? 0.9 : 0.7,
        statement,
        List.of(examined, columns),
        List.of());
    notebook.asAsked();
    return Optional.of(statement);
  }

  private void write(Issue issue) {
    Map<String, String> ids = new LinkedHashMap<>();
    var qualifier = "[column=" + issue.subject() + "]";
    for (var value : issue.values().entrySet()) {
      var name = "data-quality." + issue.kind() + "." + value.getKey() + qualifier;
      ids.put(value.getKey(), fact(name, value.getValue()));
    }
    var statement = issue.statement();
    for (var id : ids.entrySet()) {
      statement = statement.replace("{" + id.getKey() + "}", "{" + id.getValue() + "}");
    }
    var title = issue.title();
    for (var value : issue.values().entrySet()) {
      // Column names stand in titles as facts do: they may hold digits.
      if (value.getValue().value() instanceof FactValue.Text(String text) && !text.isBlank()) {
        var id = "{" + ids.get(value.getKey()) + "}";
        title =
            title
                .replaceFirst("^" + Pattern.quote(text) + "(?=: )", Matcher.quoteReplacement(id))
                .replaceFirst(
                    "(?<=: contradicts )" + Pattern.quote(text) + "$",
                    Matcher.quoteReplacement(id));
      }
    }
    var evidence = new ArrayList<String>();
    chart(issue).ifPresent(chart -> evidence.add(notebook.chart(chart.chart(), chart.reading())));
    if (!issue.rows().isEmpty()) {
      int shown = Math.min(issue.rows().size(), inputs.parameters().whole("examples"));
      evidence.add(
          notebook.rows(
              "Rows",
              issue.rows().subList(0, shown).stream().map(this::rowId).toList(),
              "Rows that show it, by prediction id or row number; open one beside a sound row."));
    }
    notebook.finding(
        title,
        issue.severity(),
        issue.confidence(),
        statement,
        List.copyOf(ids.values()),
        evidence);
  }

  private String fact(String name, Issue.Value value) {
    return switch (value.value()) {
      case FactValue.Whole whole -> notebook.fact(name, whole.value(), value.unit());
      case FactValue.Real real -> notebook.fact(name, real.value(), value.unit());
      case FactValue.Text text -> notebook.fact(name, text.value(), value.unit());
      case FactValue.Flag flag -> notebook.fact(name, flag.value());
      case FactValue.Nothing _ -> notebook.unknown(name, value.unit());
    };
  }

  private String rowId(int row) {
    return table
        .schema()
        .id()
        .flatMap(table.current()::column)
        .flatMap(column -> Cells.text(column, row))
        .orElseGet(() -> Long.toString(table.current().rowNumber(row)));
  }

  private record Drawn(Chart chart, String reading) {}

  /// Where in the log an issue's rows stand, when their places are known: all of it or a stretch.
  private Optional<Drawn> chart(Issue issue) {
    var column = table.current().column(issue.subject());
    if (issue.kind().equals("missing") && column.isPresent()) {
      return Optional.of(missingByChunk(column.get()));
    }
    if (issue.kind().equals("actuals") && column.isPresent()) {
      return Optional.of(missingByChunk(column.get()));
    }
    return Optional.empty();
  }

  private Drawn missingByChunk(Column column) {
    var points = new ArrayList<Chart.Point>();
    Rows rows = table.current();
    var chunks = inputs.log().chunks(rows);
    boolean inOrder = isInOrder(rows);
    int part = 0;
    for (var chunk : chunks) {
      part++;
      int missing = 0;
      for (int row = chunk.from(); row < chunk.to(); row++) {
        missing += Cells.text(column, row).isEmpty() ? 1 : 0;
      }
      points.add(
          Chart.Point.of(
              "",
              inOrder ? chunk.label() : "part " + part + " of " + chunks.size() + " by time",
              chunk.count() == 0 ? 0 : (double) missing / chunk.count()));
    }
    var rules = new ArrayList<Chart.Rule>();
    table
        .baseline()
        .column(column.name())
        .filter(_ -> table.hasBaseline())
        .ifPresent(before ->
            rules.add(
                new Chart.Rule(
                    false, (double) before.missing() / table.baseline().count(), "baseline")));
    return new Drawn(
        new Chart(
            Chart.Mark.BAR,
            column.name() + ": share without a value",
            new Chart.Axis("rows", Chart.Scale.CATEGORY, Unit.NONE),
            new Chart.Axis("missing", Chart.Scale.NUMBER, Unit.SHARE),
            points,
            rules),
        "Each bar is a stretch of the log: one tall bar is an outage, a step a change in the pipeline,"
            + " the same height everywhere the nature of the column.");
  }

  /// Whether a stretch of rows can be named by its first and last row: where rows are put in order
  /// of time their numbers jump.
  private static boolean isInOrder(Rows rows) {
    for (int row = 1; row < rows.count(); row++) {
      if (rows.rowNumber(row) < rows.rowNumber(row - 1)) {
        return false;
      }
    }
    return true;
  }

  private void suggest() {
    var schema = table.schema();
    boolean judged =
        schema.actual().isPresent()
            && (schema.prediction().isPresent() || schema.score().isPresent());
    if (judged) {
      notebook.next("Is the model still as good as before?");
    }
    if (table.hasBaseline() || table.current().count() > 1) {
      notebook.next("Which inputs drifted?");
    }
    issues.stream()
        .map(Issue::subject)
        .filter(subject -> schema.features().contains(subject))
        .findFirst()
        .ifPresent(column -> notebook.next("Which values does " + column + " have?"));
  }
}
