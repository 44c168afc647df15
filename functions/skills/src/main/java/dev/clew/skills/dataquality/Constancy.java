package dev.clew.skills.dataquality;

import dev.clew.evidence.Severity;
import dev.clew.traces.rows.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// Columns that stopped varying, or began to.
final class Constancy implements Check {
  /// Fewer cells than this say nothing about whether a column varies.
  static final int ENOUGH = 30;

  @Override
  public List<Issue> look(Table table) {
    var issues = new ArrayList<Issue>();
    for (var column : table.current().columns().values()) {
      var role = table.role(column.name());
      if (column.size() - column.missing() < ENOUGH || role == Role.ACTUAL) {
        continue;
      }
      var only = only(column);
      var before = table.before(column.name());
      if (before.isPresent() && before.get().size() - before.get().missing() >= ENOUGH) {
        var onlyBefore = only(before.get());
        if (only.isPresent() && onlyBefore.isEmpty() && !rareVariation(before.get(), column)) {
          issues.add(
              new Issue.Draft("constant", column.name())
                  .with("value", Issue.Value.text(only.get()))
                  .says(
                      column.name() + ": stopped varying",
                      "{subject} is '{value}' in all of {affected}; in the baseline it varied.",
                      Found.absent((long) column.size() - column.missing()),
                      role.isUsedByModel() ? Severity.HIGH : Severity.MEDIUM,
                      0.95));
        } else if (only.isEmpty() && onlyBefore.isPresent()) {
          var found = differing(column, onlyBefore.get());
          issues.add(
              new Issue.Draft("live", column.name())
                  .with("value", Issue.Value.text(onlyBefore.get()))
                  .says(
                      column.name() + ": suddenly varies",
                      "{subject} was always '{value}' in the baseline, so the model learned nothing"
                          + " from it; now {affected} [holds|hold] something else.",
                      found,
                      role.isUsedByModel() ? Severity.HIGH : Severity.MEDIUM,
                      0.95));
        }
      } else if (!table.hasBaseline() && only.isPresent()) {
        issues.add(
            new Issue.Draft("constant", column.name())
                .with("value", Issue.Value.text(only.get()))
                .says(
                    column.name() + ": never varies",
                    "{subject} is '{value}' in all of {affected}: it tells nothing.",
                    Found.absent((long) column.size() - column.missing()),
                    Severity.LOW,
                    0.9));
      }
    }
    return issues;
  }

  @Override
  public long looks(Table table) {
    return table.current().columns().size();
  }

  /// Whether the baseline varied so rarely that a window of this size is constant by chance.
  private static boolean rareVariation(Column before, Column now) {
    double share = commonestShare(before);
    return Math.pow(share, now.size() - now.missing()) > 1e-3;
  }

  private static double commonestShare(Column column) {
    var counts = new HashMap<String, Integer>();
    int present = 0;
    int most = 0;
    for (int row = 0; row < column.size(); row++) {
      var cell = cell(column, row);
      if (cell.isPresent()) {
        present++;
        most = Math.max(most, counts.merge(cell.get(), 1, Integer::sum));
      }
    }
    return present == 0 ? 1 : (double) most / present;
  }

  /// The only value of a column that has just one.
  private static Optional<String> only(Column column) {
    Optional<String> first = Optional.empty();
    for (int row = 0; row < column.size(); row++) {
      var cell = cell(column, row);
      if (cell.isEmpty()) {
        continue;
      }
      if (first.isEmpty()) {
        first = cell;
      } else if (!first.equals(cell)) {
        return Optional.empty();
      }
    }
    return first;
  }

  private static Found differing(Column column, String from) {
    var found = Found.none();
    for (int row = 0; row < column.size(); row++) {
      if (cell(column, row).filter(value -> !value.equals(from)).isPresent()) {
        found.add(row);
      }
    }
    return found;
  }

  private static Optional<String> cell(Column column, int row) {
    return Cells.text(column, row);
  }
}
