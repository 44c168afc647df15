package dev.clew.skills.drift;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.predictors.FactName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Categories that came and went.
final class LifeChapter {
  private static final int MOST_TOLD = 6;
  private static final int MOST_ALONE = 2;
  private static final int MOST_NAMED = 3;

  private final Page page;
  private final PerformanceFacts performance;
  private final DriftCharts charts;

  LifeChapter(Page page, PerformanceFacts performance, DriftCharts charts) {
    this.page = page;
    this.performance = performance;
    this.charts = charts;
  }

  /// @param told columns whose drift was told before their categories: what came and went there is
  ///   part of it
  void write(List<Judged> columns, Set<String> told) {
    var groups = new ArrayList<Group>();
    long vanished = 0;
    long fresh = 0;
    for (var judged : columns) {
      var report = judged.report();
      if (report.shape().filter(shape -> shape.overlap() < Wording.LEAST_OVERLAP).isPresent()) {
        // All of its values came or went: that is said of the column.
        continue;
      }
      List<Life> gone = report.lives().stream().filter(Life::vanished).toList();
      List<Life> come = report.lives().stream().filter(life -> !life.vanished()).toList();
      vanished += gone.size();
      fresh += come.size();
      groups.addAll(groups(report, gone));
      groups.addAll(groups(report, come));
    }
    var notebook = page.notebook();
    notebook.computing(
        "categories by the last and the first row that holds them", page.comparison().rows());
    notebook.fact("drift.categories.vanished", vanished, Unit.of("categories"));
    notebook.fact("drift.categories.new", fresh, Unit.of("categories"));
    groups.sort(Comparator.comparingDouble((Group group) -> -group.lives().getFirst().before()));
    groups.stream()
        .limit(MOST_TOLD)
        .forEach(group -> tell(group, told.contains(group.report().name())));
  }

  /// Categories of one column that went, or came.
  ///
  /// @param lives the most frequent first
  private record Group(ColumnReport report, List<Life> lives) {}

  /// One or two are told each by itself, more of them together.
  private static List<Group> groups(ColumnReport report, List<Life> lives) {
    List<Life> ordered =
        lives.stream().sorted(Comparator.comparingDouble((Life life) -> -life.before())).toList();
    return ordered.size() > MOST_ALONE
        ? List.of(new Group(report, ordered))
        : ordered.stream().map(life -> new Group(report, List.of(life))).toList();
  }

  private void tell(Group group, boolean part) {
    Life life = group.lives().getFirst();
    int after =
        group.lives().stream()
            .mapToInt(one -> one.vanished() ? one.edge() + 1 : one.edge())
            .min()
            .orElseThrow();
    Optional<Overall> since = performance.overall(after);
    boolean harmful = since.filter(Overall::isWorse).isPresent();
    String openings = opening(life);
    for (var other : group.lives().stream().skip(1).limit(MOST_NAMED - 1L).toList()) {
      openings += " " + opening(other);
    }
    String column = page.name(life.column());
    String title;
    if (group.lives().size() > 1) {
      String count =
          page.notebook()
              .fact(
                  FactName.of(
                      life.vanished() ? "drift.vanished.count" : "drift.new.count",
                      "column",
                      life.column()),
                  group.lives().size(),
                  Unit.of("categories"));
      title = "{" + count + "} of {" + column + "} " + (life.vanished() ? "vanished" : "are new");
    } else {
      title = "A category of {" + column + "} " + (life.vanished() ? "vanished" : "is new");
    }
    page.complaint(
        title,
        harmful ? Severity.MEDIUM : part ? Severity.INFO : Severity.LOW,
        Math.min(0.99, 1 - life.pValue()),
        openings + followed(after, since),
        charts.life(life, group.report().variable()).orElse(""));
  }

  private String opening(Life life) {
    var notebook = page.notebook();
    String[] key = {"column", life.column(), "category", life.category()};
    String path = life.vanished() ? "drift.vanished" : "drift.new";
    String category = notebook.fact(FactName.of(path + ".category", key), life.category());
    String share = notebook.fact(FactName.of(path + ".share", key), life.before(), Unit.SHARE);
    String rows = notebook.fact(FactName.of(path + ".rows", key), life.rows(), Unit.ROWS);
    String what = "Category {" + category + "} of {" + page.name(life.column()) + "} ";
    if (!life.vanished()) {
      String first = page.place().fact(notebook, FactName.of(path + ".first", key), life.edge());
      return what
          + "is new: the baseline never held it, it was first seen in {"
          + first
          + "} and holds {"
          + share
          + "} of the rows since.";
    }
    if (life.edge() < 0) {
      return what
          + "is gone: it held {"
          + share
          + "} of the baseline and none of the {"
          + rows
          + "} of the current window.";
    }
    String last = page.place().fact(notebook, FactName.of(path + ".last", key), life.edge());
    return what
        + "vanished: it was last seen in {"
        + last
        + "} and is missing from the {"
        + rows
        + "} since, having held {"
        + share
        + "} of the rows before.";
  }

  /// Whether performance followed, for the rows from an index on.
  private String followed(int from, Optional<Overall> since) {
    Optional<PerformanceFacts.Ids> ids = performance.since(from);
    if (since.isEmpty() || ids.isEmpty()) {
      return " What it did to performance is not known: " + performance.whyUnknown() + ".";
    }
    String figures =
        since.get().headline().metric().word()
            + " is {"
            + ids.get().now()
            + "} on the rows since, against {"
            + ids.get().before()
            + "} in the baseline.";
    return since.get().isWorse()
        ? " Performance fell as well: " + figures
        : since.get().isOpen()
            ? " Whether performance followed is open: " + figures
            : " Performance did not follow: " + figures;
  }
}
