package dev.clew.traces.rows;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One column of rows. Arrays are shared, not copied: do not write to them.
public sealed interface Column {
  String name();

  int size();

  /// How many cells are empty. Unparsed cells are not missing.
  int missing();

  /// What the cell holds, as text: whole numbers without a fraction, instants in ISO form, unparsed
  /// cells as they stand; empty where the cell is.
  default String text(int index) {
    return switch (this) {
      case Numbers numbers ->
          Double.isNaN(numbers.values[index])
              ? numbers.unparsed.getOrDefault(index, "")
              : NumberText.plain(numbers.values[index]);
      case Categories categories ->
          categories.codes[index] < 0 ? "" : categories.dictionary.get(categories.codes[index]);
      case Times times ->
          times.epochMillis[index] == Times.ABSENT
              ? times.unparsed.getOrDefault(index, "")
              : Instant.ofEpochMilli(times.epochMillis[index]).toString();
    };
  }

  /// Numbers.
  ///
  /// @param values one a row, NaN where the cell is empty or unparsed
  /// @param unparsed cells that are no number, by row index; empty for clean columns
  /// @param whole whether every number is an integer
  record Numbers(String name, double[] values, Map<Integer, String> unparsed, boolean whole)
      implements Column {
    @Override
    public int size() {
      return values.length;
    }

    @Override
    public int missing() {
      int count = 0;
      for (double value : values) {
        if (Double.isNaN(value)) {
          count++;
        }
      }
      return count - unparsed.size();
    }
  }

  /// Categories and texts, coded by a dictionary.
  ///
  /// @param codes index into `dictionary`, -1 where the cell is empty
  /// @param dictionary distinct values; shared by all rows of a log, baseline and current alike
  record Categories(String name, int[] codes, List<String> dictionary) implements Column {
    @Override
    public int size() {
      return codes.length;
    }

    @Override
    public int missing() {
      int count = 0;
      for (int code : codes) {
        if (code < 0) {
          count++;
        }
      }
      return count;
    }
  }

  /// Instants.
  ///
  /// @param epochMillis [#ABSENT] where the cell is empty or unparsed
  record Times(String name, long[] epochMillis, Map<Integer, String> unparsed) implements Column {
    public static final long ABSENT = Long.MIN_VALUE;

    @Override
    public int size() {
      return epochMillis.length;
    }

    @Override
    public int missing() {
      int count = 0;
      for (long value : epochMillis) {
        if (value == ABSENT) {
          count++;
        }
      }
      return count - unparsed.size();
    }
  }
}
