package dev.clew.skills.dataquality;

import dev.clew.traces.rows.Column;
import dev.clew.traces.rows.InferenceLog;
import dev.clew.traces.rows.Rows;
import dev.clew.traces.rows.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The two windows side by side, as the checks see them.
///
/// @param columns names of the columns of either window, in the order of the files
record Table(InferenceLog log, Rows baseline, Rows current, List<String> columns) {

  static Table of(InferenceLog log, Rows baseline, Rows current) {
    var names = new ArrayList<>(current.columns().keySet());
    for (var name : baseline.columns().keySet()) {
      if (!current.columns().containsKey(name)) {
        names.add(name);
      }
    }
    return new Table(log, baseline, current, List.copyOf(names));
  }

  Schema schema() {
    return log.schema();
  }

  Role role(String column) {
    return Role.of(column, schema());
  }

  boolean hasBaseline() {
    return baseline.count() > 0;
  }

  /// A column of the baseline that has something to compare with: rows, and not only empty cells.
  Optional<Column> before(String name) {
    return baseline.column(name).filter(column -> column.missing() < column.size());
  }

  /// Numeric columns of the current window.
  List<Column.Numbers> numbers() {
    var found = new ArrayList<Column.Numbers>();
    for (var column : current.columns().values()) {
      if (column instanceof Column.Numbers numbers) {
        found.add(numbers);
      }
    }
    return found;
  }

  /// Columns of categories and texts of the current window.
  List<Column.Categories> categories() {
    var found = new ArrayList<Column.Categories>();
    for (var column : current.columns().values()) {
      if (column instanceof Column.Categories categories) {
        found.add(categories);
      }
    }
    return found;
  }

  /// Columns of instants of the current window.
  List<Column.Times> times() {
    var found = new ArrayList<Column.Times>();
    for (var column : current.columns().values()) {
      if (column instanceof Column.Times times) {
        found.add(times);
      }
    }
    return found;
  }

  Optional<Column.Numbers> numbersBefore(String name) {
    return before(name).filter(Column.Numbers.class::isInstance).map(Column.Numbers.class::cast);
  }

  Optional<Column.Categories> categoriesBefore(String name) {
    return before(name)
        .filter(Column.Categories.class::isInstance)
        .map(Column.Categories.class::cast);
  }
}
