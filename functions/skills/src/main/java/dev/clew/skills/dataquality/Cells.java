package dev.clew.skills.dataquality;

import dev.clew.traces.rows.Column;
import java.time.Instant;
import java.util.Optional;

/// A cell as text, the way a user would write it.
final class Cells {
  private Cells() {}

  /// Empty for missing cells; unparsed cells as they stand.
  static Optional<String> text(Column column, int row) {
    return switch (column) {
      case Column.Numbers numbers ->
          Double.isNaN(numbers.values()[row])
              ? Optional.ofNullable(numbers.unparsed().get(row))
              : Optional.of(number(numbers.values()[row]));
      case Column.Categories categories ->
          categories.codes()[row] < 0
              ? Optional.empty()
              : Optional.of(categories.dictionary().get(categories.codes()[row]));
      case Column.Times times ->
          times.epochMillis()[row] == Column.Times.ABSENT
              ? Optional.ofNullable(times.unparsed().get(row))
              : Optional.of(Instant.ofEpochMilli(times.epochMillis()[row]).toString());
    };
  }

  /// Whole numbers without a fraction.
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
