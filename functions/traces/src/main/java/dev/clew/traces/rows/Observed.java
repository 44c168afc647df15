package dev.clew.traces.rows;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What the files of a predictor were seen to hold, before it is known what it means.
///
/// @param columns of baseline and current rows
/// @param baselineRows how many of the rows are the baseline's
/// @param baselineHas columns that the baseline files have
/// @param currentHas columns that the current files have
/// @param actuals columns of the files of late actuals; none where there are no such files
record Observed(
    Map<String, Halves> columns,
    int baselineRows,
    int rows,
    Set<String> baselineHas,
    Set<String> currentHas,
    Map<String, Column> actuals) {

  /// The cells of all rows, baseline first.
  Column column(String name) {
    return halves(name).whole();
  }

  /// A column of which only the kind matters.
  Column kind(String name) {
    return halves(name).current();
  }

  Halves halves(String name) {
    var column = columns.get(name);
    if (column == null) {
      throw new IllegalStateException("column " + name + " was not read");
    }
    return column;
  }

  /// The current rows' cells; the baseline's where there are no current rows.
  Column current(String name) {
    return baselineRows == rows ? column(name) : halves(name).current();
  }

  /// The columns that rows may be described by: the current files' in their order.
  Set<String> candidates() {
    var names = new LinkedHashSet<>(currentHas);
    names.retainAll(columns.keySet());
    return names;
  }
}
