package dev.clew.skills.dataquality;

import dev.clew.evidence.Severity;
import java.util.ArrayList;
import java.util.List;

/// Columns that one window has and the other has not. Actuals are left out: they come late by
/// nature.
final class ColumnsThatCameAndWent implements Check {
  @Override
  public List<Issue> look(Table table) {
    var issues = new ArrayList<Issue>();
    if (!table.hasBaseline()) {
      return issues;
    }
    for (var name : table.columns()) {
      var role = table.role(name);
      if (role == Role.ACTUAL) {
        continue;
      }
      boolean now = table.current().columns().containsKey(name);
      boolean then = table.baseline().columns().containsKey(name);
      if (then && !now) {
        issues.add(
            new Issue.Draft("column-gone", name)
                .says(
                    name + ": the column is gone",
                    "{subject} stands in the baseline and is not in the current files at all.",
                    Found.absent(table.current().count()),
                    role.isUsedByModel() ? Severity.HIGH : Severity.MEDIUM,
                    1.0));
      } else if (now && !then && role != Role.TIMESTAMP && role != Role.ID) {
        issues.add(
            new Issue.Draft("column-new", name)
                .says(
                    name + ": a new column",
                    "{subject} is new: the baseline has no such column.",
                    Found.absent(0),
                    Severity.LOW,
                    1.0));
      }
    }
    return issues;
  }

  @Override
  public long looks(Table table) {
    return table.hasBaseline() ? table.columns().size() : 0;
  }
}
