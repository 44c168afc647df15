package dev.clew.traces.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Counts distinct cells, as far as somebody wants to know.
final class Distinct {
  private Distinct() {}

  /// The distinct texts of the filled cells, in order of first appearance, or one more than `most`
  /// of them if there are that many.
  static List<String> upTo(Column column, int most) {
    var texts = new ArrayList<String>();
    switch (column) {
      case Column.Categories categories -> {
        var seen = new boolean[categories.dictionary().size()];
        for (int code : categories.codes()) {
          if (code >= 0 && !seen[code]) {
            seen[code] = true;
            texts.add(categories.dictionary().get(code));
            if (texts.size() > most) {
              return texts;
            }
          }
        }
      }
      case Column.Numbers numbers -> {
        var seen = new NumberIndex(16);
        for (int row = 0; row < numbers.values().length; row++) {
          double value = numbers.values()[row];
          if (!Double.isNaN(value) && seen.put(value, row)) {
            texts.add(NumberText.plain(value));
            if (texts.size() > most) {
              return texts;
            }
          }
        }
      }
      case Column.Times times -> {
        Set<Long> seen = new HashSet<>();
        for (int row = 0; row < times.size(); row++) {
          if (times.epochMillis()[row] != Column.Times.ABSENT
              && seen.add(times.epochMillis()[row])) {
            texts.add(times.text(row));
            if (texts.size() > most) {
              return texts;
            }
          }
        }
      }
    }
    return texts;
  }

  /// Whether every row has a cell of its own.
  static boolean everyRow(Column column) {
    return column.size() > 0
        && switch (column) {
          case Column.Categories categories -> {
            var seen = new boolean[categories.dictionary().size()];
            boolean unique = true;
            for (int code : categories.codes()) {
              unique &= code >= 0 && !seen[code];
              if (!unique) {
                break;
              }
              seen[code] = true;
            }
            yield unique;
          }
          case Column.Numbers numbers -> {
            var sorted = numbers.values().clone();
            Arrays.sort(sorted); // NaN stands last
            boolean unique = numbers.whole() && !Double.isNaN(sorted[sorted.length - 1]);
            for (int i = 1; unique && i < sorted.length; i++) {
              unique = sorted[i] != sorted[i - 1];
            }
            yield unique;
          }
          case Column.Times _ -> false;
        };
  }

  /// Whether the column does nothing but count rows: up by one from each to the next.
  static boolean counts(Column column) {
    if (!(column instanceof Column.Numbers numbers) || column.size() < 3) {
      return false;
    }
    var values = numbers.values();
    for (int i = 1; i < values.length; i++) {
      if (values[i] != values[i - 1] + 1) {
        return false;
      }
    }
    return true;
  }
}
