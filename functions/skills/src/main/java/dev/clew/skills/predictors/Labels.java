package dev.clew.skills.predictors;

import dev.clew.traces.rows.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The classes that actuals and predictions name, each by its text, whatever kind of column they
/// stand in: `1`, `1.0` and the category `1` are one class.
final class Labels {
  /// More classes than this are no classification.
  static final int MOST = 1_000;

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,15}([.][0-9]{1,15})?");

  private final Map<String, Integer> codes;

  private Labels(Map<String, Integer> codes) {
    this.codes = codes;
  }

  /// The classes of some columns: numbers ascending, then texts in the order of the dictionaries.
  static Labels of(List<Column> columns) {
    var numbers = new TreeSet<Double>();
    for (var column : columns) {
      if (column instanceof Column.Numbers(_, double[] values, _, _)) {
        for (double value : values) {
          if (Double.isFinite(value) && numbers.size() <= MOST) {
            numbers.add(value + 0.0);
          }
        }
      }
    }
    var codes = new LinkedHashMap<String, Integer>();
    numbers.forEach(value -> codes.putIfAbsent(Condition.number(value), codes.size()));
    for (var column : columns) {
      if (column instanceof Column.Categories categories) {
        boolean[] used = new boolean[categories.dictionary().size()];
        for (int code : categories.codes()) {
          if (code >= 0) {
            used[code] = true;
          }
        }
        for (int code = 0; code < used.length; code++) {
          if (used[code]) {
            codes.putIfAbsent(normal(categories.dictionary().get(code)), codes.size());
          }
        }
      }
    }
    return new Labels(codes);
  }

  int size() {
    return codes.size();
  }

  List<String> names() {
    return new ArrayList<>(codes.keySet());
  }

  /// The code of a class, or -1 when no column names it.
  int code(String name) {
    return codes.getOrDefault(normal(name), -1);
  }

  /// A column in codes, -1 where it names no class.
  int[] codes(Column column) {
    return switch (column) {
      case Column.Numbers(_, double[] values, _, _) -> {
        int[] result = new int[values.length];
        var known = new LinkedHashMap<Double, Integer>();
        for (int i = 0; i < values.length; i++) {
          result[i] =
              Double.isFinite(values[i])
                  ? known.computeIfAbsent(values[i] + 0.0, v -> code(Condition.number(v)))
                  : -1;
        }
        yield result;
      }
      case Column.Categories(_, int[] own, List<String> dictionary) -> {
        int[] translated = dictionary.stream().mapToInt(this::code).toArray();
        int[] result = new int[own.length];
        for (int i = 0; i < own.length; i++) {
          result[i] = own[i] < 0 ? -1 : translated[own[i]];
        }
        yield result;
      }
      case Column.Times(_, long[] epochMillis, _) -> {
        int[] result = new int[epochMillis.length];
        Arrays.fill(result, -1);
        yield result;
      }
    };
  }

  private static String normal(String name) {
    var text = name.strip();
    return NUMBER.matcher(text).matches() ? Condition.number(Double.parseDouble(text)) : text;
  }
}
