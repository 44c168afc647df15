package dev.clew.traces.rows;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A stretch of rows, in columns.
///
/// @param firstRow number of the first row, as users name it
/// @param count number of rows
/// @param columns by name, in the order of the file; each of `count` cells
public record Rows(long firstRow, int count, Map<String, Column> columns) {
  public Rows {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    for (var column : columns.values()) {
      if (column.size() != count) {
        throw new IllegalArgumentException(
            "column " + column.name() + " has " + column.size() + " cells, rows are " + count);
      }
    }
  }

  public Optional<Column> column(String name) {
    return Optional.ofNullable(columns.get(name));
  }

  /// The number that users know row `index` by.
  public long rowNumber(int index) {
    return firstRow + index;
  }
}
