package dev.clew.skills.drift;

import dev.clew.evidence.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What became of the columns that somebody asked about by name, where no other chapter says it:
/// that they did not move, that it is open, or that they can not be compared.
final class AskedChapter {
  private final Page page;
  private final DriftCharts charts;
  private final Wording wording;
  private final String limit;

  AskedChapter(Page page, DriftCharts charts) {
    this.page = page;
    this.charts = charts;
    this.wording = new Wording(page);
    this.limit = ColumnFacts.limit(page);
  }

  /// Writes a finding for each, and opens the summary with all of them.
  void write(List<Judged> columns, Set<String> asked) {
    var said = new ArrayList<String>();
    for (var judged : columns) {
      var report = judged.report();
      if (asked.contains(report.name()) && !report.isDrifted()) {
        said.add(tell(report));
      }
    }
    if (!said.isEmpty()) {
      page.notebook().opens(String.join(" ", said));
    }
  }

  private String tell(ColumnReport report) {
    String column = "{" + page.name(report.name()) + "}";
    if (report.window().isEmpty()) {
      String kind =
          page.text("drift.asked.kind[column=" + report.name() + "]", report.kind().word());
      return told(
          "{column} is not compared".replace("{column}", column),
          0.99,
          column
              + " is not compared, since its values ("
              + "{"
              + kind
              + "}) do not stand for groups of rows.",
          report);
    }
    double beyond = Page.beyond(report.move().orElseThrow().effect());
    String distance =
        "its Jensen-Shannon distance from the baseline is {"
            + page.distance(report)
            + "}, where {"
            + limit
            + "} matters";
    return report.isUndecided()
        ? told(
            "Whether " + column + " changed is open",
            0.5,
            "Whether " + column + " changed" + wording.went(report) + " is open: " + distance + ".",
            report)
        : told(
            column + " did not change",
            1 - beyond,
            column
                + " did not change by an amount that matters"
                + wording.went(report)
                + ": "
                + distance
                + ".",
            report);
  }

  private String told(String title, double confidence, String statement, ColumnReport report) {
    page.remark(
        title,
        Severity.INFO,
        Math.min(0.99, confidence),
        statement,
        charts.shape(report).orElse(""));
    page.notebook().asAsked();
    return statement;
  }
}
