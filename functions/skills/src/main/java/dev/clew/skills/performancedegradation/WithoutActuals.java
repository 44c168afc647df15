package dev.clew.skills.performancedegradation;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Inputs;
import dev.clew.skills.predictors.Cells;
import dev.clew.skills.predictors.Comparison;
import dev.clew.skills.predictors.Performance;
import dev.clew.skills.predictors.Role;
import dev.clew.skills.predictors.RowLoss;
import dev.clew.skills.predictors.Variable;
import dev.clew.statistics.drift.CountPair;
import dev.clew.statistics.drift.DriftVerdict;
import dev.clew.statistics.drift.JensenShannon;
import dev.clew.traces.rows.UsualNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the model's own outputs tell as long as nobody knows what really happened.
final class WithoutActuals {
  /// Actuals that a window needs before a metric's interval is of use.
  static final long NEED = 1_000;

  private final Inputs inputs;
  private final Comparison comparison;
  private final Notebook notebook;

  WithoutActuals(Inputs inputs, Comparison comparison) {
    this.inputs = inputs;
    this.comparison = comparison;
    this.notebook = inputs.notebook();
  }

  /// @param why what is missing, for the reader
  /// @param remedy what to add
  Measurement measure(String why, String remedy) {
    long rows = comparison.rows();
    notebook.computing("distribution of the model's outputs in both windows", rows);
    notebook.fact("performance.rows[window=current]", 0, Unit.ROWS);
    notebook.fact("performance.judged[window=current]", 0.0, Unit.SHARE);
    tellThatItIsOpen(why, remedy);
    List<Variable> outputs =
        Variable.of(comparison).stream()
            .filter(v -> v.role() == Role.SCORE || v.role() == Role.PREDICTION)
            .toList();
    for (var output : outputs) {
      Cells.of(output).ifPresent(cells -> tell(output, cells));
    }
    notebook.next("Which inputs drifted?");
    notebook.next("Are there missing, impossible or unseen values in the current rows?");
    return new Measurement.TooLittleData(
        0,
        NEED,
        Unit.of("actuals"),
        "whether the model still performs as before",
        notebook.results(inputs.log().coverage().part(rows)));
  }

  private void tellThatItIsOpen(String why, String remedy) {
    var rows =
        notebook.fact(
            "performance.unjudged[window=current]", comparison.current().count(), Unit.ROWS);
    var looked =
        comparison.schema().actual().isPresent()
            ? ""
            : " No column and no file of actuals was found by a name such as "
                + WithoutPredictions.lookedFor(notebook, "actual", UsualNames.ofActuals())
                + ".";
    var statement =
        "Whether the model is as good as before cannot be told for any of {"
            + rows
            + "}: "
            + why
            + "."
            + looked
            + " To judge it, "
            + remedy
            + ".";
    notebook.finding(
        "Performance cannot be judged",
        Severity.MEDIUM,
        0.99,
        statement,
        Story.cited(statement),
        List.of());
  }

  private void tell(Variable output, Cells cells) {
    long[] before = counts(cells.feature().reference(), cells.feature().cells());
    long[] now = counts(cells.feature().current(), cells.feature().cells());
    if (sum(before) == 0 || sum(now) == 0) {
      return;
    }
    var effect = JensenShannon.effect(CountPair.of(before, now));
    notebook.looked(1);
    String path = "performance." + output.role().word();
    String name = notebook.fact(path + ".column", output.name());
    String distance = notebook.fact(path + ".js", effect.value(), Unit.NONE);
    String limit = notebook.fact(path + ".js.relevant", effect.measure().threshold(), Unit.NONE);
    String chart = chart(cells, before, now);
    String expected = output.role() == Role.SCORE ? expected(cells, now) : "";
    switch (effect.verdict()) {
      case DriftVerdict.Drift _ ->
          finding(
              "The model's outputs moved",
              Severity.MEDIUM,
              "The distribution of {"
                  + name
                  + "} moved by a Jensen-Shannon distance of {"
                  + distance
                  + "}, where {"
                  + limit
                  + "} matters: the model now sees other rows, or decides otherwise."
                  + expected,
              chart);
      case DriftVerdict.None _ ->
          finding(
              "The model's outputs are distributed as before",
              Severity.INFO,
              "The distribution of {"
                  + name
                  + "} is as before: its Jensen-Shannon distance of {"
                  + distance
                  + "} stays within {"
                  + limit
                  + "}. That does not show that outcomes still follow the outputs."
                  + expected,
              chart);
      case DriftVerdict.Undecided _ -> {}
    }
  }

  /// What the baseline's losses give for the current scores, as long as outcomes follow the scores.
  private String expected(Cells cells, long[] now) {
    if (!(Performance.read(comparison) instanceof Performance.Reading.Judged(Performance known))
        || known.baseline().judged() < Investigation.LEAST_ROWS
        || known.baseline().losses().isEmpty()) {
      return "";
    }
    RowLoss loss = known.baseline().losses().getFirst();
    double[] unknown = new double[cells.feature().current().length];
    Arrays.fill(unknown, Double.NaN);
    var sums = cells.sums(loss.values(), unknown);
    double mean = 0;
    double before = 0;
    long rows = 0;
    long total = sum(now);
    for (int cell = 0; cell < now.length; cell++) {
      if (sums.get(cell).referenceRows() == 0) {
        if (now[cell] > 0) {
          return "";
        }
        continue;
      }
      mean += (double) now[cell] / total * sums.get(cell).referenceMean();
      before += sums.get(cell).referenceSum();
      rows += sums.get(cell).referenceRows();
    }
    String was =
        notebook.fact(
            "performance." + loss.kind().id() + "[window=baseline]",
            before / rows,
            loss.kind().unit());
    String is =
        notebook.fact(
            "performance." + loss.kind().id() + ".expected[window=current]",
            mean,
            loss.kind().unit());
    return " If outcomes still follow the scores as they did, expect an "
        + loss.kind().word()
        + " of {"
        + is
        + "}, against {"
        + was
        + "} in the baseline.";
  }

  private void finding(String title, Severity severity, String statement, String chart) {
    notebook.finding(title, severity, 0.9, statement, Story.cited(statement), List.of(chart));
  }

  private String chart(Cells cells, long[] before, long[] now) {
    var points = new ArrayList<Chart.Point>();
    for (int cell = 0; cell < before.length; cell++) {
      String label = cells.conditions().get(cell).text();
      points.add(Chart.Point.of("baseline", label, (double) before[cell] / sum(before)));
      points.add(Chart.Point.of("current", label, (double) now[cell] / sum(now)));
    }
    return notebook.chart(
        new Chart(
            Chart.Mark.BAR,
            "Distribution of " + cells.column(),
            new Chart.Axis(cells.column(), Chart.Scale.CATEGORY, Unit.NONE),
            new Chart.Axis("share of rows", Chart.Scale.NUMBER, Unit.SHARE),
            points,
            List.of()),
        "Bars of unequal height side by side are outputs that became more or less frequent.");
  }

  private static long[] counts(byte[] cells, int size) {
    long[] counts = new long[size];
    for (byte cell : cells) {
      counts[cell]++;
    }
    return counts;
  }

  private static long sum(long[] counts) {
    return Arrays.stream(counts).sum();
  }
}
