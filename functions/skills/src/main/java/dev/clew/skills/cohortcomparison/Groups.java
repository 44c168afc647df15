package dev.clew.skills.cohortcomparison;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Statement;
import java.util.List;

/// How the cohorts lie over groups of what belongs together: where whole groups lie in one cohort,
/// the cohorts differ in their tasks as much as in anything.
final class Groups {
  private static final Unit GROUPS = Unit.of("groups");

  private Groups() {}

  static void write(Case found) {
    if (found.grouping().isEmpty()) {
      return;
    }
    var grouping = found.grouping().get();
    var book = found.book();
    var endings = grouping.endings(found.first());
    int alone = grouping.groups() - endings.failing() - endings.passing() - endings.mixed();
    book.computing("cohorts by " + grouping.by(), found.members().size());
    var by = book.fact("groups.by", grouping.by());
    var groups = book.fact("groups.total", grouping.groups(), GROUPS);
    var first = book.fact("groups.first_only", endings.failing(), Unit.NONE);
    var units = book.fact("groups.first_only.units", endings.failuresInFailing(), found.unit());
    var all = book.fact("groups.first.units", found.size(true), found.unit());
    var second = book.fact("groups.second_only", endings.passing(), Unit.NONE);
    var mixed = book.fact("groups.in_both", endings.mixed(), Unit.NONE);
    book.fact("groups.of_one", alone, GROUPS);
    var said =
        Statement.of(
            "Of {} with the same {}, {} lie wholly in the first cohort, {} of all {} there; {} lie wholly"
                + " in the second, and {} in both.",
            groups,
            by,
            first,
            units,
            all,
            second,
            mixed);
    said =
        said.then(
            "So the cohorts may differ in what was tried rather than in how it went; every"
                + " comparison deals out whole groups, and the difference within the same group"
                + " stands beside each.");
    book.finding(
        "The cohorts come in groups",
        Severity.INFO,
        found.counted(),
        said.text(),
        said.factIds(),
        endings.worst().isEmpty()
            ? List.of()
            : List.of(
                book.spans(
                    "Of groups wholly in the first cohort",
                    found.refs(endings.worst().stream().sorted().toList()),
                    "Do these differ from the others in more than the group?")));
  }
}
