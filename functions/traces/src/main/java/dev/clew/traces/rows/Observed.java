package dev.clew.traces.rows;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What the files of a predictor were seen to hold, before it is known what it means.
///
/// @param columns of baseline and current rows, one after the other; emptied once they are split
/// @param baselineRows how many of the rows are the baseline's
/// @param baselineHas columns that the baseline files have
/// @param currentHas columns that the current files have
/// @param actuals columns of the files of late actuals; none where there are no such files
record Observed(
    Map<String, Column> columns,
    int baselineRows,
    int rows,
    Set<String> baselineHas,
    Set<String> currentHas,
    Map<String, Column> actuals) {

  Column column(String name) {
    var column = columns.get(name);
    if (column == null) {
      throw new IllegalStateException("column " + name + " was not read");
    }
    return column;
  }

  /// The current rows' cells; the baseline's where there are no current rows.
  Column current(String name) {
    return baselineRows == rows ? column(name) : Cells.slice(column(name), baselineRows, rows);
  }

  /// The columns that rows may be described by: the current files' in their order.
  Set<String> candidates() {
    var names = new LinkedHashSet<>(currentHas);
    names.retainAll(columns.keySet());
    return names;
  }
}
