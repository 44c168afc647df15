package dev.clew.skills.dataquality;

import dev.clew.evidence.Severity;
import dev.clew.traces.rows.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Rows without their actual. At the end of a log that is delay; in its midst, loss.
final class ActualsThatNeverCame implements Check {
  static final double SHARE = 0.01;

  @Override
  public List<Issue> look(Table table) {
    var issues = new ArrayList<Issue>();
    var actual = table.schema().actual().flatMap(table.current()::column);
    if (actual.isEmpty()) {
      return issues;
    }
    int rows = table.current().count();
    int lastPresent = -1;
    var missing = Found.none();
    var lost = Found.none();
    var absent = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      absent[row] = Cells.text(actual.get(), row).isEmpty();
      if (absent[row]) {
        missing.add(row);
      } else {
        lastPresent = row;
      }
    }
    for (int row = 0; row < lastPresent; row++) {
      if (absent[row]) {
        lost.add(row);
      }
    }
    if (missing.isEmpty()) {
      return issues;
    }
    double share = (double) missing.count() / rows;
    double lostShare = (double) lost.count() / rows;
    if (share < SHARE) {
      return issues;
    }
    var draft =
        new Issue.Draft("actuals", actual.get().name())
            .with("share", Issue.Value.share(share))
            .with("late", Issue.Value.rows(missing.count() - lost.count()))
            .with("lost", Issue.Value.rows(lost.count()));
    if (lost.count() == missing.count() || lostShare >= SHARE) {
      var skew = skew(table, absent);
      skew.ifPresent(mean -> draft.with("score_difference", Issue.Value.difference(mean)));
      issues.add(
          draft.says(
              actual.get().name() + ": actuals that never came",
              "{affected} ({share}) [has|have] no {subject}: {lost} of them stand before rows that have one,"
                  + " so they will hardly come any more, and {late} after the last one."
                  + (skew.isPresent()
                      ? " The mean score of rows without one differs by {score_difference}: where that is"
                          + " far from nothing, figures from the rest do not speak for them."
                      : ""),
              missing,
              lostShare >= 0.1 ? Severity.HIGH : Severity.MEDIUM,
              0.85));
    } else {
      issues.add(
          draft.says(
              actual.get().name() + ": actuals still to come",
              "{affected} ({share}) [has|have] no {subject} yet, {late} of them after the last row that has"
                  + " one: figures about performance do not cover these.",
              missing,
              Severity.INFO,
              0.85));
    }
    return issues;
  }

  @Override
  public long looks(Table table) {
    return table.schema().actual().isPresent() ? 1 : 0;
  }

  /// Mean score of rows without an actual less that of rows with one; empty without scores.
  private static OptionalDouble skew(Table table, boolean[] absent) {
    var score = table.schema().score().flatMap(table.current()::column);
    if (score.isEmpty() || !(score.get() instanceof Column.Numbers numbers)) {
      return OptionalDouble.empty();
    }
    double with = 0;
    double without = 0;
    int countWith = 0;
    int countWithout = 0;
    for (int row = 0; row < absent.length; row++) {
      double value = numbers.values()[row];
      if (Double.isNaN(value)) {
        continue;
      }
      if (absent[row]) {
        without += value;
        countWithout++;
      } else {
        with += value;
        countWith++;
      }
    }
    return countWith == 0 || countWithout == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(without / countWithout - with / countWith);
  }
}
