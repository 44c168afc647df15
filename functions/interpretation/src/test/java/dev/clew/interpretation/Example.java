package dev.clew.interpretation;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Chart;
import dev.clew.evidence.Chart.Axis;
import dev.clew.evidence.Chart.Mark;
import dev.clew.evidence.Chart.Point;
import dev.clew.evidence.Chart.Rule;
import dev.clew.evidence.Chart.Scale;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.ObjectRead;
import dev.clew.evidence.Results;
import dev.clew.evidence.Severity;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.StepStatus;
import dev.clew.evidence.Unit;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/// An answer with something of everything, for tests.
final class Example {
  private Example() {}

  static Fact fact(String id, FactValue value, Unit unit) {
    return fact(id, "some.name[" + id + "]", value, unit);
  }

  static Fact fact(String id, String name, FactValue value, Unit unit) {
    return new Fact(id, name, value, OptionalDouble.empty(), OptionalDouble.empty(), unit, "C1");
  }

  static Fact fact(String id, String name, double value, Unit unit) {
    return fact(id, name, new FactValue.Real(value), unit);
  }

  static Fact between(String id, double value, double low, double high, Unit unit) {
    return new Fact(
        id,
        "some.name[" + id + "]",
        new FactValue.Real(value),
        OptionalDouble.of(low),
        OptionalDouble.of(high),
        unit,
        "C1");
  }

  static Windows windows() {
    return new Windows(new Window.BaselineFiles(), new Window.Rows(70_000, 85_000), "given");
  }

  static Results results() {
    var notebook =
        new Notebook(
            new Notebook.Author(
                "performance-degradation",
                "1",
                "employment",
                windows(),
                Map.of("max-slices", "20"),
                List.of(
                    new ObjectRead("inferences/employment/reference.csv", 1234, "ab".repeat(32)))));
    notebook.computing("ROC AUC, interval after DeLong (1988)", 83_785);
    var auc = notebook.fact("auc[window=current]", 0.8431, 0.8402, 0.8460, Unit.NONE);
    var before = notebook.fact("auc[window=baseline]", 0.8612, 0.8600, 0.8624, Unit.NONE);
    var change = notebook.fact("auc.change", -0.0181, -0.0212, -0.0150, Unit.CHANGE);
    notebook.computing("two-way slices, contribution to the change", 15_000);
    var slice = notebook.fact("slice.worst", "RELP = 17");
    var share = notebook.fact("slice.worst.share", 0.0432, Unit.SHARE);
    var since = notebook.fact("change.since", 69_124, Unit.ROW_NUMBER);
    notebook.fact("cost", Unit.USD.symbol().isEmpty() ? 0 : 0.0123, Unit.USD);
    notebook.fact("verdict.stable", false);
    notebook.unknown("price[model=x]", Unit.USD);
    notebook.fact("rows.examined", 15_000, Unit.ROWS);
    var line =
        notebook.chart(
            line(),
            "Each point is one chunk of rows; where the band leaves the baseline's, the change is no accident.");
    var bars = notebook.chart(bars(), "Longer bars hold more of the change.");
    var rows = notebook.rows("Rows of the slice", List.of("70001", "70017"), "Prediction ids.");
    notebook.spans(
        "Spans like it", List.of(new SpanRef("t1", "s1"), new SpanRef("t1", "s2")), "Open one.");
    notebook.finding(
        "Performance dropped",
        Severity.HIGH,
        0.97,
        "ROC AUC fell by {"
            + change
            + "}, from {"
            + before
            + "} to {"
            + auc
            + "}. It began at row {"
            + since
            + "}.",
        List.of(auc, before, change),
        List.of(line));
    notebook.finding(
        "One slice explains it",
        Severity.MEDIUM,
        0.8,
        "The slice {" + slice + "} holds {" + share + "} of the rows <b>and</b> most of the loss.",
        List.of(slice, share),
        List.of(bars, rows));
    return notebook
        .looked(321)
        .next("Which features drift in RELP = 17?")
        .results(
            new Coverage(
                15_001,
                15_000,
                true,
                List.of(
                    new Coverage.Unread(
                        "inferences/employment/x.csv.gz", "byte 512", "the gzip is cut"))));
  }

  static Chart line() {
    var points = new ArrayList<Point>();
    for (int i = 0; i < 12; i++) {
      double value = 0.86 - (i < 5 ? 0 : 0.02) + 0.002 * Math.sin(i);
      points.add(
          Point.of("current", (long) (60_000 + 5_000 * i), value, value - 0.008, value + 0.008));
    }
    return new Chart(
        Mark.LINE,
        "ROC AUC per 5,000 rows",
        new Axis("first row of the chunk", Scale.NUMBER, Unit.ROW_NUMBER),
        new Axis("ROC AUC", Scale.NUMBER, Unit.NONE),
        points,
        List.of(new Rule(false, 0.8612, "baseline"), new Rule(true, 85_000L, "change")));
  }

  static Chart bars() {
    return new Chart(
        Mark.HORIZONTAL_BAR,
        "Contribution to the change",
        new Axis("slice", Scale.CATEGORY, Unit.NONE),
        new Axis("contribution", Scale.NUMBER, Unit.POINTS),
        List.of(
            Point.of("", "RELP = 17", -0.011),
            Point.of("", "SCHL = 1 and a rather long name of a second attribute", -0.004),
            Point.of("", "MAR = 5", 0.001)),
        List.of());
  }

  static Answer answer() {
    return answer(results());
  }

  static Answer answer(Results results) {
    var words = new Interpreter().interpret(new Measurement.Found(results));
    return new Answer(
        "a-1",
        "s-1",
        "Is the employment model still good?",
        "employment",
        windows(),
        Answer.Mode.PLAYBOOK,
        words.status(),
        words.summary(),
        words.findings(),
        results.facts(),
        results.evidence(),
        new Answer.Plan(
            List.of(
                new Answer.Step(
                    "1",
                    "performance-degradation",
                    "employment",
                    windows(),
                    StepStatus.DONE,
                    "the question asks whether the model is still good",
                    results.facts().stream().map(Fact::id).toList()))),
        results.coverage(),
        results.looks(),
        words.refusals().size(),
        new Answer.Routing(
            List.of("performance-degradation"),
            List.of(
                new Answer.Considered(
                    "performance-degradation", "employment", 0.91, "says 'still good'"),
                new Answer.Considered("drift", "employment", 0.4, ""))),
        results.next(),
        new Answer.Usage(0, 0, 0, 0, 1234, 83_785, 812),
        new Answer.Versions("0.1.0", "", ""),
        new Answer.Receipt(results.computations()),
        Answer.Voice.OFF);
  }

  /// The same answer as that of an investigation: one cause of each verdict.
  static Answer investigated() {
    var answer = answer();
    return new Answer(
        answer.answerId(),
        answer.sessionId(),
        answer.question(),
        answer.target(),
        answer.windows(),
        answer.mode(),
        answer.status(),
        answer.summary(),
        answer.findings(),
        answer.facts(),
        answer.evidence(),
        answer.plan(),
        answer.coverage(),
        answer.looks(),
        answer.dropped(),
        answer.routing(),
        answer.next(),
        answer.usage(),
        answer.versions(),
        answer.receipt(),
        answer.voice(),
        List.of(
            new Answer.Cause(
                "the model is worse",
                "employment",
                Answer.Verdict.SUPPORTED,
                "ROC AUC fell by {F3}.",
                List.of("N1"),
                List.of("F3")),
            new Answer.Cause(
                "the slice is to blame",
                "employment",
                Answer.Verdict.RULED_OUT,
                "It holds {F5} of the rows. That is little.",
                List.of("N2"),
                List.of("F5")),
            new Answer.Cause(
                "rows come late",
                "employment",
                Answer.Verdict.OPEN,
                "It takes a clock.",
                List.of(),
                List.of())));
  }
}
