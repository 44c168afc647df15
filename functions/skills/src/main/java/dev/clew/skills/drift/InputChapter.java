package dev.clew.skills.drift;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.predictors.FactName;
import dev.clew.statistics.Interval;
import dev.clew.statistics.Tail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Inputs that drifted, by impact; the harmless ones together.
final class InputChapter {
  /// Columns that get a finding of their own; the others stand in the facts.
  private static final int MOST_TOLD = 5;

  private final Page page;
  private final PerformanceFacts performance;
  private final DriftCharts charts;
  private final Wording wording;
  private final String limit;

  InputChapter(Page page, PerformanceFacts performance, DriftCharts charts) {
    this.page = page;
    this.performance = performance;
    this.charts = charts;
    this.wording = new Wording(page);
    this.limit = ColumnFacts.limit(page);
  }

  /// @param drifted in order of impact
  /// @param inputs how many inputs were compared
  void write(List<Judged> drifted, long inputs) {
    if (drifted.isEmpty()) {
      return;
    }
    page.notebook()
        .computing(
            "mean loss split into mix and within along each drifting column (Kitagawa 1955,"
                + " doi:10.2307/2281213)",
            page.comparison().rows());
    String course = charts.course(drifted).orElse("");
    List<Judged> telling =
        drifted.stream().filter(judged -> judged.impact().kind() != Impact.Kind.NONE).toList();
    String amongAll = telling.size() > MOST_TOLD ? amongAll(drifted.size(), inputs) : "";
    for (int i = 0; i < Math.min(MOST_TOLD, telling.size()); i++) {
      tell(telling.get(i), course, i == 0 ? amongAll : "");
    }
    List<Judged> harmless =
        drifted.stream().filter(judged -> judged.impact().kind() == Impact.Kind.NONE).toList();
    if (!harmless.isEmpty()) {
      harmless(harmless, inputs, course);
    }
  }

  /// Said once, where more columns drifted than are told one by one.
  private String amongAll(long drifted, long inputs) {
    var notebook = page.notebook();
    String many = notebook.fact("drift.inputs.drifted", drifted, Unit.of("inputs"));
    String all = notebook.fact("drift.inputs.compared", inputs, Unit.of("inputs"));
    return " It comes first of {" + many + "} that drifted, of {" + all + "} compared.";
  }

  private void tell(Judged judged, String course, String amongAll) {
    var report = judged.report();
    page.complaint(
        title(judged),
        severity(judged),
        Page.beyond(report.move().orElseThrow().effect())
            * performance.judgedShare(judged.impact()),
        "{"
            + page.name(report.name())
            + "} drifted"
            + wording.went(report)
            + ": its Jensen-Shannon distance from the baseline is {"
            + page.distance(report)
            + "}, where {"
            + limit
            + "} matters."
            + wording.rest(report)
            + wording.since(report)
            + impact(judged)
            + amongAll,
        charts.shape(report).orElse(""),
        course);
    if (page.asked().contains(report.name())) {
      page.notebook().asAsked();
    }
  }

  private String title(Judged judged) {
    String column = "{" + page.name(judged.report().name()) + "}";
    return switch (judged.impact().kind()) {
      case EXPLAINS -> "Drift of " + column + " costs performance";
      case AFFECTED_PART -> "The model got worse where " + column + " drifted";
      case TOGETHER -> "Drift of " + column + " moves with the loss";
      case OFFSET -> "Drift of " + column + " whose cost is made up for";
      case UNKNOWN -> "Drift of " + column + ", impact unknown";
      case ELSEWHERE -> "Drift of " + column + ", but the loss lies elsewhere";
      case NONE -> "Drift without harm";
    };
  }

  private static Severity severity(Judged judged) {
    return switch (judged.impact().kind()) {
      case EXPLAINS -> Severity.HIGH;
      case AFFECTED_PART, TOGETHER -> Severity.MEDIUM;
      case UNKNOWN -> judged.report().strength() >= 2 ? Severity.MEDIUM : Severity.LOW;
      case OFFSET, ELSEWHERE, NONE -> Severity.LOW;
    };
  }

  private String impact(Judged judged) {
    Impact impact = judged.impact();
    String column = judged.report().name();
    Optional<PerformanceFacts.Ids> ids = performance.since(judged.report().from());
    if (impact.kind() == Impact.Kind.UNKNOWN || ids.isEmpty() || impact.overall().isEmpty()) {
      return " Its impact is not known: " + performance.whyUnknown() + ".";
    }
    var kind = impact.overall().get().kind();
    var split = impact.split().orElseThrow();
    var grown = impact.grown().orElseThrow();
    double half = Tail.twoSidedZ(Interval.LEVEL) * split.mixError();
    var notebook = page.notebook();
    String mix =
        notebook.fact(
            FactName.of("drift.mix", "column", column),
            split.mix(),
            split.mix() - half,
            split.mix() + half,
            kind.changeUnit());
    String ofTheRise = "of the change of the " + kind.word() + ", {" + ids.get().rise() + "}";
    return switch (impact.kind()) {
      case EXPLAINS -> " Performance fell. This move brings {" + mix + "} " + ofTheRise + ".";
      case AFFECTED_PART -> {
        String path = "drift.grown." + kind.id();
        String was =
            notebook.fact(
                FactName.of(path, "column", column, "window", "baseline"),
                grown.referenceMean(),
                kind.unit());
        String is =
            notebook.fact(
                FactName.of(path, "column", column, "window", "since"),
                grown.currentMean(),
                kind.unit());
        yield " Where it holds a larger part of the rows than before, the "
            + kind.word()
            + " went from {"
            + was
            + "} to {"
            + is
            + "}, further than elsewhere.";
      }
      case TOGETHER ->
          " Performance fell chunk by chunk with it. Other rows alone bring only {"
              + mix
              + "} "
              + ofTheRise
              + ".";
      case OFFSET ->
          " By itself it would have changed the "
              + kind.word()
              + " by {"
              + mix
              + "}; over all it changed by {"
              + ids.get().rise()
              + "}.";
      case ELSEWHERE ->
          " Performance fell, but not for this. The move brings only {"
              + mix
              + "} "
              + ofTheRise
              + ".";
      case NONE, UNKNOWN -> "";
    };
  }

  private void harmless(List<Judged> harmless, long compared, String course) {
    Judged strongest = harmless.getFirst();
    int from = harmless.stream().mapToInt(judged -> judged.report().from()).min().orElse(0);
    PerformanceFacts.Ids ids = performance.since(from).orElseThrow();
    Overall overall = performance.overall(from).orElseThrow();
    var notebook = page.notebook();
    String count = notebook.fact("drift.harmless", harmless.size(), Unit.of("inputs"));
    String inputs = notebook.fact("drift.inputs", compared, Unit.of("inputs"));
    var names = new ArrayList<String>();
    var distances = new ArrayList<String>();
    for (var judged : harmless.subList(0, Math.min(MOST_TOLD, harmless.size()))) {
      String name = "{" + page.name(judged.report().name()) + "}";
      names.add(name);
      distances.add(name + " with {" + page.distance(judged.report()) + "}");
    }
    String most = harmless.size() > MOST_TOLD ? ", most of all " : ", ";
    page.complaint(
        "Drift without harm",
        Severity.LOW,
        Math.min(
                Page.beyond(strongest.report().move().orElseThrow().effect()),
                Math.max(overall.headline().loss().confidence(), overall.loss().confidence()))
            * performance.judgedShare(strongest.impact()),
        "{"
            + count
            + "} of {"
            + inputs
            + "} drifted"
            + most
            + String.join(", ", names)
            + ", and performance did not follow: "
            + overall.headline().metric().word()
            + " is {"
            + ids.now()
            + "} against {"
            + ids.before()
            + "} in the baseline. Their Jensen-Shannon distances, of which {"
            + limit
            + "} matters: "
            + String.join(", ", distances)
            + "."
            + wording.how(strongest.report())
            + wording.since(strongest.report()),
        charts.shape(strongest.report()).orElse(""),
        course);
    if (harmless.stream().anyMatch(judged -> page.asked().contains(judged.report().name()))) {
      page.notebook().asAsked();
    }
  }
}
