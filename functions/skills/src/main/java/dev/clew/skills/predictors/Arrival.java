package dev.clew.skills.predictors;

import dev.clew.traces.rows.Column;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Optional;

/// From which row on actuals are still on their way. Those that come first are seldom like those
/// that come late (who churns is known at once, who stays only later), so what the rows of this
/// stretch hold tells nothing yet of how the outcomes are distributed.
///
/// @param settled index of the first current row of the stretch; the number of rows where there is
///   none
/// @param rows current rows
public record Arrival(int settled, int rows) {

  /// Where fewer have arrived than this part of what usually does, one outcome may be missing.
  static final double LEAST_PART = 0.9;

  /// That of a comparison's actuals; empty where there are none on both sides.
  public static Optional<Arrival> of(Comparison comparison) {
    return comparison
        .schema()
        .actual()
        .flatMap(name ->
            comparison
                .baseline()
                .column(name)
                .flatMap(before ->
                    comparison.current().column(name).map(now -> Arrival.of(before, now))));
  }

  /// The end of the current rows in which fewer actuals have arrived than usual: the end with the
  /// greatest lack of them.
  public static Arrival of(Column before, Column now) {
    int rows = now.size();
    long arrived = before.size() - (long) empty(before);
    if (before.size() == 0 || arrived == 0) {
      return new Arrival(rows, rows);
    }
    double least = LEAST_PART * arrived / before.size();
    double lack = 0;
    double most = 0;
    int settled = rows;
    for (int row = rows - 1; row >= 0; row--) {
      lack += least - (isEmpty(now, row) ? 0 : 1);
      if (lack > most) {
        most = lack;
        settled = row;
      }
    }
    return new Arrival(settled, rows);
  }

  public boolean isWaiting() {
    return settled < rows;
  }

  /// The column with the stretch emptied.
  Column settled(Column now) {
    if (!isWaiting()) {
      return now;
    }
    return switch (now) {
      case Column.Numbers numbers -> {
        var values = numbers.values().clone();
        Arrays.fill(values, settled, rows, Double.NaN);
        var unparsed = new HashMap<>(numbers.unparsed());
        unparsed.keySet().removeIf(row -> row >= settled);
        yield new Column.Numbers(numbers.name(), values, unparsed, numbers.whole());
      }
      case Column.Categories categories -> {
        var codes = categories.codes().clone();
        Arrays.fill(codes, settled, rows, -1);
        yield new Column.Categories(categories.name(), codes, categories.dictionary());
      }
      case Column.Times times -> times;
    };
  }

  private static int empty(Column column) {
    int count = 0;
    for (int row = 0; row < column.size(); row++) {
      count += isEmpty(column, row) ? 1 : 0;
    }
    return count;
  }

  private static boolean isEmpty(Column column, int row) {
    return switch (column) {
      case Column.Numbers numbers -> Double.isNaN(numbers.values()[row]);
      case Column.Categories categories -> categories.codes()[row] < 0;
      case Column.Times times -> times.epochMillis()[row] == Column.Times.ABSENT;
    };
  }
}
