package dev.clew.skills.failurepatterns;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Statement;
import java.util.List;

/// How failures lie over groups of runs that belong together: trials of a task, a user's traces.
final class Tasks {
  /// A group that always fails is news where others do not.
  private static final int FEWEST_GROUPS = 3;

  private Tasks() {}

  static void write(Case found) {
    if (found.grouping().isEmpty() || found.runs().failed().isEmpty()) {
      return;
    }
    var grouping = found.grouping().get();
    var book = found.book();
    var endings = grouping.endings(found.failed());
    book.computing("endings by " + grouping.by(), found.known().size());
    var by = book.fact("groups.by", grouping.by());
    var groups = book.fact("groups.total", grouping.groups(), GROUPS);
    var failing = book.fact("groups.always_failed", endings.failing(), GROUPS);
    var passing = book.fact("groups.always_passed", endings.passing(), GROUPS);
    var mixed = book.fact("groups.mixed", endings.mixed(), GROUPS);
    var inFailing =
        book.fact("groups.always_failed.runs", endings.failuresInFailing(), Overview.RUNS);
    var failed = book.fact("groups.failed_runs", found.runs().failed().size(), Overview.RUNS);
    if (grouping.groups() < FEWEST_GROUPS) {
      return;
    }
    var share =
        book.fact(
            "groups.always_failed.share",
            endings.failuresInFailing() / (double) found.runs().failed().size(),
            Unit.SHARE);
    var said =
        Statement.of(
            "Of {} with the same {}, {} failed every time: {}, or {} of all {} that failed.",
            groups,
            by,
            failing,
            inFailing,
            share,
            failed);
    said =
        said.then(
            "{} always passed and {} ended both ways, so runs of one group are not independent, and every"
                + " comparison here deals out whole groups.",
            passing,
            mixed);
    var worst = endings.worst().stream().map(found.known()::get).sorted().toList();
    book.finding(
        endings.failing() > 0 ? "Some groups never pass" : "Runs come in groups",
        endings.failing() > 0 ? Severity.MEDIUM : Severity.INFO,
        found.judgedRuns(),
        said.text(),
        said.factIds(),
        worst.isEmpty()
            ? List.of()
            : List.of(
                book.spans(
                    "Runs of groups that never pass",
                    found.refs(worst),
                    "Read two runs of one group side by side: do they fail in the same way?")));
  }

  private static final Unit GROUPS = Unit.of("groups");
}
