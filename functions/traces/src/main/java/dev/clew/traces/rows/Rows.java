package dev.clew.traces.rows;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A stretch of rows, in columns.
///
/// @param firstRow number of the first row, as users name it
/// @param count number of rows
/// @param columns by name, in the order of the file; each of `count` cells
/// @param numbers the number of each row, where they do not simply count up: rows sorted by time,
///   or rows that could not be read left out
public record Rows(
    long firstRow, int count, Map<String, Column> columns, Optional<long[]> numbers) {
  public Rows {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    for (var column : columns.values()) {
      if (column.size() != count) {
        throw new IllegalArgumentException(
            "column " + column.name() + " has " + column.size() + " cells, rows are " + count);
      }
    }
    if (numbers.isPresent() && numbers.get().length != count) {
      throw new IllegalArgumentException(
          numbers.get().length + " row numbers for " + count + " rows");
    }
  }

  /// Rows whose numbers count up from the first.
  public Rows(long firstRow, int count, Map<String, Column> columns) {
    this(firstRow, count, columns, Optional.empty());
  }

  public Optional<Column> column(String name) {
    return Optional.ofNullable(columns.get(name));
  }

  /// The number that users know row `index` by.
  public long rowNumber(int index) {
    return numbers.isPresent() ? numbers.get()[index] : firstRow + index;
  }

  /// The rows from index `from` to before index `to`.
  public Rows slice(int from, int to) {
    if (from == 0 && to == count) {
      return this;
    }
    var cut = new LinkedHashMap<String, Column>();
    columns.forEach((name, column) -> cut.put(name, Cells.slice(column, from, to)));
    return new Rows(
        from < to ? rowNumber(from) : firstRow,
        to - from,
        cut,
        numbers.map(all -> Arrays.copyOfRange(all, from, to)));
  }

  /// The rows at these indices, in this order; each keeps its number.
  public Rows pick(int[] indices) {
    var picked = new LinkedHashMap<String, Column>();
    columns.forEach((name, column) -> picked.put(name, Cells.pick(column, indices)));
    var own = new long[indices.length];
    boolean counting = true;
    for (int i = 0; i < own.length; i++) {
      own[i] = rowNumber(indices[i]);
      counting &= own[i] == own[0] + i;
    }
    return new Rows(
        own.length > 0 ? own[0] : firstRow,
        own.length,
        picked,
        counting ? Optional.empty() : Optional.of(own));
  }
}
