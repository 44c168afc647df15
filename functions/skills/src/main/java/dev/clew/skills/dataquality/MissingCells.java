package dev.clew.skills.dataquality;

import dev.clew.evidence.Severity;
import dev.clew.traces.rows.Column;
import java.util.ArrayList;
import java.util.List;

/// Cells without a value: more of them than in the baseline, or, without a baseline, many. The
/// actual's are [ActualsThatNeverCame]'s. Where all are asked for, columns that lack few, or no
/// more than before, are told too, as no fault.
final class MissingCells implements Check {
  /// A rise of a share by this much changes what a model sees in one row of fifty, which moves an
  /// AUC by about its default tolerance of 0.01 when those rows are guessed.
  static final double RISE = 0.02;

  /// Without a baseline, a column that lacks one value in twenty is worth a look.
  static final double MANY = 0.05;

  /// Below this share a column is not used as if it were full, so its gaps are its nature.
  static final double MOSTLY_EMPTY = 0.95;

  private final boolean all;

  /// @param all whether each column with a cell that is missing is told
  MissingCells(boolean all) {
    this.all = all;
  }

  @Override
  public List<Issue> look(Table table) {
    var issues = new ArrayList<Issue>();
    int rows = table.current().count();
    for (var column : table.current().columns().values()) {
      var role = table.role(column.name());
      if (role == Role.ACTUAL) {
        continue;
      }
      double now = (double) column.missing() / rows;
      var before = table.baseline().column(column.name());
      if (table.hasBaseline() && before.isPresent()) {
        double then = (double) before.get().missing() / table.baseline().count();
        // Half the rise guards against the noise of small windows; RISE itself is the effect.
        double noise = 2 * Math.sqrt(then * (1 - then) / rows + now * (1 - now) / rows);
        if (now - then >= RISE && now - then > noise) {
          issues.add(
              new Issue.Draft("missing", column.name())
                  .with("share", Issue.Value.share(now))
                  .with("baseline", Issue.Value.share(then))
                  .says(
                      column.name() + ": more values missing",
                      "{subject} has no value in {affected} ({share}); in the baseline that was"
                          + " {baseline} of rows.",
                      where(column),
                      role.severity(now - then),
                      0.95));
        } else if (all && now > 0) {
          issues.add(
              new Issue.Draft("missing", column.name())
                  .with("share", Issue.Value.share(now))
                  .with("baseline", Issue.Value.share(then))
                  .says(
                      column.name() + ": values missing, as before",
                      "{subject} has no value in {affected} ({share}); in the baseline that was"
                          + " {baseline} of rows.",
                      where(column),
                      Severity.INFO,
                      0.95));
        }
      } else if (!table.hasBaseline() && (now >= MANY || (all && now > 0))) {
        issues.add(
            new Issue.Draft("missing", column.name())
                .with("share", Issue.Value.share(now))
                .says(
                    column.name() + ": values missing",
                    "{subject} has no value in {affected} ({share}).",
                    where(column),
                    now < MANY
                        ? Severity.INFO
                        : now > MOSTLY_EMPTY ? Severity.LOW : role.severity(now / 2),
                    0.7));
      }
    }
    return issues;
  }

  @Override
  public long looks(Table table) {
    return table.current().columns().size();
  }

  private static Found where(Column column) {
    var found = Found.none();
    switch (column) {
      case Column.Numbers numbers -> {
        for (int row = 0; row < numbers.size(); row++) {
          if (Double.isNaN(numbers.values()[row]) && !numbers.unparsed().containsKey(row)) {
            found.add(row);
          }
        }
      }
      case Column.Categories categories -> {
        for (int row = 0; row < categories.size(); row++) {
          if (categories.codes()[row] < 0) {
            found.add(row);
          }
        }
      }
      case Column.Times times -> {
        for (int row = 0; row < times.size(); row++) {
          if (times.epochMillis()[row] == Column.Times.ABSENT
              && !times.unparsed().containsKey(row)) {
            found.add(row);
          }
        }
      }
    }
    return found;
  }
}
