package dev.clew.skills.dataquality;

import dev.clew.evidence.Severity;
import dev.clew.traces.rows.Column;
import dev.clew.traces.rows.Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The same prediction id twice, and whole rows that repeat.
final class Duplicates implements Check {
  /// Rows that repeat more than twice as often as in the baseline, and by at least this share.
  static final double SHARE = 0.01;

  /// A table of fewer columns repeats by nature.
  static final int COLUMNS = 4;

  @Override
  public List<Issue> look(Table table) {
    var issues = new ArrayList<Issue>();
    ids(table, issues);
    rows(table, issues);
    return issues;
  }

  @Override
  public long looks(Table table) {
    return 2;
  }

  private static void ids(Table table, List<Issue> issues) {
    var id = table.schema().id().flatMap(table.current()::column);
    if (id.isEmpty()) {
      return;
    }
    var seen = new HashMap<String, Integer>();
    var found = Found.none();
    var example = "";
    for (int row = 0; row < table.current().count(); row++) {
      var cell = Cells.text(id.get(), row);
      if (cell.isPresent() && seen.merge(cell.get(), 1, Integer::sum) > 1) {
        found.add(row);
        if (example.isEmpty()) {
          example = cell.get();
        }
      }
    }
    if (found.isEmpty()) {
      return;
    }
    double share = (double) found.count() / table.current().count();
    issues.add(
        new Issue.Draft("duplicate-id", id.get().name())
            .with("share", Issue.Value.share(share))
            .with("example", Issue.Value.text(example))
            .says(
                "prediction ids that repeat",
                "{affected} ({share}) [carries|carry] a {subject} that an earlier row has, such as {example}:"
                    + " actuals joined by it count more than once.",
                found,
                share >= 0.01 ? Severity.HIGH : Severity.MEDIUM,
                1.0));
  }

  private static void rows(Table table, List<Issue> issues) {
    var columns =
        table.current().columns().values().stream()
            .filter(column -> table.role(column.name()) != Role.ID)
            .toList();
    if (columns.size() < COLUMNS) {
      return;
    }
    var now = repeated(table.current(), columns);
    double share = (double) now.count() / Math.max(1, table.current().count());
    double then = 0;
    if (table.hasBaseline()) {
      var same = new ArrayList<Column>();
      for (var column : columns) {
        table.baseline().column(column.name()).ifPresent(same::add);
      }
      if (same.size() < COLUMNS) {
        return;
      }
      var nowSame =
          repeated(
              table.current(),
              columns.stream()
                  .filter(column -> table.baseline().columns().containsKey(column.name()))
                  .toList());
      // The more rows, the more repeat by chance: compare windows of one size.
      int size = Math.min(table.baseline().count(), table.current().count());
      then = (double) repeatedWithin(table.baseline(), same, size).count() / Math.max(1, size);
      double nowComparable =
          table.current().count() == size
              ? (double) nowSame.count() / size
              : (double)
                      repeatedWithin(
                              table.current(),
                              columns.stream()
                                  .filter(column ->
                                      table.baseline().columns().containsKey(column.name()))
                                  .toList(),
                              size)
                          .count()
                  / Math.max(1, size);
      if (nowComparable < then + SHARE || nowComparable < 2 * then) {
        return;
      }
    } else if (share < SHARE / 10 || now.count() < 2) {
      return;
    }
    var draft =
        new Issue.Draft("duplicate-row", "all columns but the id")
            .with("share", Issue.Value.share(share));
    if (table.hasBaseline()) {
      draft.with("baseline", Issue.Value.share(then));
    }
    issues.add(
        draft.says(
            "Rows that repeat",
            table.hasBaseline()
                ? "{affected} ({share}) [repeats|repeat] an earlier row in {subject}; in as many rows of the"
                    + " baseline that is {baseline}."
                : "{affected} ({share}) [repeats|repeat] an earlier row in {subject}.",
            now,
            table.hasBaseline() ? Severity.MEDIUM : Severity.LOW,
            table.hasBaseline() ? 0.85 : 0.5));
  }

  private static Found repeated(Rows rows, List<Column> columns) {
    return repeatedWithin(rows, columns, rows.count());
  }

  private static Found repeatedWithin(Rows rows, List<Column> columns, int size) {
    Map<Long, List<Integer>> seen = new HashMap<>();
    var found = Found.none();
    for (int row = 0; row < Math.min(size, rows.count()); row++) {
      long hash = hash(columns, row);
      var same = seen.computeIfAbsent(hash, _ -> new ArrayList<>(1));
      boolean repeats = false;
      for (int earlier : same) {
        if (equal(columns, earlier, row)) {
          repeats = true;
          break;
        }
      }
      if (repeats) {
        found.add(row);
      } else {
        same.add(row);
      }
    }
    return found;
  }

  private static long hash(List<Column> columns, int row) {
    long hash = 17;
    for (var column : columns) {
      hash = hash * 0x9E3779B97F4A7C15L + bits(column, row);
      hash ^= hash >>> 29;
    }
    return hash;
  }

  private static boolean equal(List<Column> columns, int one, int other) {
    for (var column : columns) {
      if (bits(column, one) != bits(column, other)) {
        return false;
      }
    }
    return true;
  }

  private static long bits(Column column, int row) {
    return switch (column) {
      case Column.Numbers numbers -> Double.doubleToLongBits(numbers.values()[row]);
      case Column.Categories categories -> categories.codes()[row];
      case Column.Times times -> times.epochMillis()[row];
    };
  }
}
