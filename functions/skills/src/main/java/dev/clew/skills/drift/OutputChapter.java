package dev.clew.skills.drift;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.predictors.ColumnKind;
import dev.clew.skills.predictors.FactName;
import dev.clew.skills.predictors.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The model's outputs and the actuals, empty cells, and what there is to know besides.
final class OutputChapter {
  private static final int MOST_NAMED = 5;

  private final Page page;
  private final DriftCharts charts;
  private final Wording wording;
  private final String limit;

  OutputChapter(Page page, DriftCharts charts) {
    this.page = page;
    this.charts = charts;
    this.wording = new Wording(page);
    this.limit = ColumnFacts.limit(page);
  }

  /// Says which outputs moved.
  ///
  /// @param judged whether performance is known, which then says more than the outputs
  void outputs(List<Judged> drifted, boolean judged) {
    for (var output : drifted) {
      var report = output.report();
      Role role = report.variable().role();
      page.complaint(
          title(role),
          judged ? Severity.LOW : Severity.MEDIUM,
          Page.beyond(report.move().orElseThrow().effect()),
          "The "
              + role.word()
              + " {"
              + page.name(report.name())
              + "} drifted: its Jensen-Shannon distance from the baseline is {"
              + page.distance(report)
              + "}, where {"
              + limit
              + "} matters."
              + wording.how(report)
              + wording.since(report)
              + meaning(role),
          charts.shape(report).orElse(""));
    }
  }

  private static String title(Role role) {
    return switch (role) {
      case SCORE -> "The scores moved";
      case PREDICTION -> "The predictions moved";
      case ACTUAL -> "The outcomes moved";
      case FEATURE, TAG -> "An input moved";
    };
  }

  private static String meaning(Role role) {
    return switch (role) {
      case SCORE, PREDICTION ->
          " The model answers otherwise than it did: either it sees other rows, or it was changed.";
      case ACTUAL -> " What happens is distributed otherwise than in the baseline.";
      case FEATURE, TAG -> "";
    };
  }

  /// Says which columns became emptier or fuller.
  void gaps(List<Judged> columns) {
    var notebook = page.notebook();
    notebook.computing("shares of empty cells with Wilson's intervals", page.comparison().rows());
    for (var judged : columns) {
      var report = judged.report();
      var gap = report.gap();
      if (!gap.isMoved() || report.variable().role() == Role.ACTUAL) {
        continue;
      }
      String before =
          notebook.fact(
              FactName.of("drift.missing", "column", report.name(), "window", "baseline"),
              gap.before().value(),
              gap.before().low(),
              gap.before().high(),
              Unit.SHARE);
      String now =
          notebook.fact(
              FactName.of("drift.missing", "column", report.name(), "window", "current"),
              gap.now().value(),
              gap.now().low(),
              gap.now().high(),
              Unit.SHARE);
      boolean more = gap.change().change() > 0;
      page.complaint(
          "{" + page.name(report.name()) + "} " + (more ? "is emptier" : "is fuller"),
          gap.change().change() >= 5 * Gap.RELEVANT ? Severity.MEDIUM : Severity.LOW,
          gap.change().confidence(),
          "{"
              + page.name(report.name())
              + "} is empty in {"
              + now
              + "} of the current rows, against {"
              + before
              + "} in the baseline.");
    }
  }

  /// Names the columns that cannot be compared value by value; empty where there are none.
  private String notCompared(List<Judged> columns) {
    var parts = new ArrayList<String>();
    columns.stream()
        .map(Judged::report)
        .filter(report -> report.window().isEmpty() && report.kind() != ColumnKind.EMPTY)
        .limit(MOST_NAMED)
        .forEach(report ->
            parts.add("{" + page.name(report.name()) + "} (" + report.kind().word() + ")"));
    return parts.isEmpty()
        ? ""
        : "Left out of the comparison, since their values do not stand for groups of rows: "
            + String.join(", ", parts)
            + ".";
  }

  /// Says what was left out, beside what was found.
  void leftOut(List<Judged> columns) {
    String statement = notCompared(columns);
    if (!statement.isEmpty()) {
      page.remark("Columns left out", Severity.INFO, 0.99, statement);
    }
  }

  /// Says that nothing moved, where that is known.
  void calm(List<Judged> columns, String strengths) {
    List<ColumnReport> decided =
        columns.stream()
            .map(Judged::report)
            .filter(report -> report.window().isPresent() && !report.isUndecided())
            .toList();
    Optional<ColumnReport> strongest =
        decided.stream().max(Comparator.comparingDouble(ColumnReport::strength));
    if (strongest.isEmpty()) {
      leftOut(columns);
      return;
    }
    String left = notCompared(columns);
    String count =
        page.notebook().fact("drift.columns.decided", decided.size(), Unit.of("columns"));
    page.remark(
        "No drift",
        Severity.INFO,
        Math.min(0.99, 1 - Page.beyond(strongest.get().move().orElseThrow().effect())),
        "None of {"
            + count
            + "} drifted by an amount that matters. The largest move is that of {"
            + page.name(strongest.get().name())
            + "}: a Jensen-Shannon distance of {"
            + page.distance(strongest.get())
            + "}, where {"
            + limit
            + "} matters."
            + (left.isEmpty() ? "" : " " + left),
        strengths);
  }
}
