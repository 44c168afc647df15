package dev.clew.skills.dataquality;

import dev.clew.evidence.Severity;
import dev.clew.traces.rows.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// Rows that a regular clock should have brought and did not. A clock is regular where one step
/// between instants, or one number of rows per instant, holds nearly always; other clocks are
/// [SilentStretches]'. Hours of the week in which there is never a row, such as nights or weekends,
/// are the clock's calendar: nothing is missing from them.
final class TimeGaps implements Check {
  /// The step, or the number of rows, that makes a clock regular holds in this share of instants.
  static final double REGULAR = 0.8;

  static final int ENOUGH = 20;

  @Override
  public List<Issue> look(Table table) {
    var issues = new ArrayList<Issue>();
    for (var column : table.times()) {
      var rowsAt = new TreeMap<Long, Integer>();
      for (long at : column.epochMillis()) {
        if (at != Column.Times.ABSENT) {
          rowsAt.merge(at, 1, Integer::sum);
        }
      }
      if (rowsAt.size() < ENOUGH) {
        continue;
      }
      gaps(table, column, rowsAt, issues);
    }
    return issues;
  }

  @Override
  public long looks(Table table) {
    return table.times().size();
  }

  private static void gaps(
      Table table, Column.Times column, NavigableMap<Long, Integer> rowsAt, List<Issue> issues) {
    var step = commonest(steps(rowsAt.keySet()));
    if (!isRegular(step, rowsAt.size())) {
      return;
    }
    var calendar = Calendar.of(rowsAt.navigableKeySet());
    var perInstant = new TreeMap<Long, Integer>();
    for (int rows : rowsAt.values()) {
      perInstant.merge((long) rows, 1, Integer::sum);
    }
    var usual = commonest(perInstant);
    boolean steady = usual.count() >= REGULAR * rowsAt.size();
    if (!steady && usual.value() != 1) {
      // Instants of varying size: only whole instants that are missing can be counted.
      usual = new Commonest(1, 0);
    }
    long missing = 0;
    long worstAt = 0;
    long worst = 0;
    long last = Long.MIN_VALUE;
    for (var entry : rowsAt.entrySet()) {
      if (last != Long.MIN_VALUE) {
        long between = Math.round((double) (entry.getKey() - last) / step.value()) - 1;
        long absent = calendar.expected(last, step.value(), between);
        if (absent > 0) {
          missing += absent * usual.value();
          if (absent * usual.value() > worst) {
            worst = absent * usual.value();
            worstAt = last + step.value();
          }
        }
      }
      long less = steady ? usual.value() - entry.getValue() : 0;
      if (less > 0) {
        missing += less;
        if (less > worst) {
          worst = less;
          worstAt = entry.getKey();
        }
      }
      last = entry.getKey();
    }
    if (missing == 0) {
      return;
    }
    double share = (double) missing / (missing + table.current().count());
    issues.add(
        new Issue.Draft("gap", column.name())
            .with("share", Issue.Value.share(share))
            .with("step", Issue.Value.seconds(step.value() / 1e3))
            .with("per_step", Issue.Value.rows(usual.value()))
            .with("worst", Issue.Value.rows(worst))
            .with("worst_at", Issue.Value.text(Instant.ofEpochMilli(worstAt).toString()))
            .says(
                column.name() + ": gaps in time",
                "{affected} [is|are] missing from {subject} ({share} of what should be there): it steps by"
                    + " {step} with {per_step} each; the largest gap, {worst}, is at {worst_at}.",
                Found.absent(missing),
                steady && share >= 0.05 ? Severity.MEDIUM : Severity.LOW,
                steady ? 0.85 : 0.5));
  }

  /// Whether instants follow each other by one step nearly always.
  static boolean isRegular(SortedSet<Long> instants) {
    return isRegular(commonest(steps(instants)), instants.size());
  }

  private static boolean isRegular(Commonest step, int instants) {
    return step.count() >= REGULAR * (instants - 1);
  }

  private static SortedMap<Long, Integer> steps(Iterable<Long> instants) {
    var steps = new TreeMap<Long, Integer>();
    long last = Long.MIN_VALUE;
    for (long at : instants) {
      if (last != Long.MIN_VALUE) {
        steps.merge(at - last, 1, Integer::sum);
      }
      last = at;
    }
    return steps;
  }

  private record Commonest(long value, int count) {}

  private static Commonest commonest(SortedMap<Long, Integer> counts) {
    var best = new Commonest(0, 0);
    for (var entry : counts.entrySet()) {
      if (entry.getValue() > best.count()) {
        best = new Commonest(entry.getKey(), entry.getValue());
      }
    }
    return best;
  }
}
