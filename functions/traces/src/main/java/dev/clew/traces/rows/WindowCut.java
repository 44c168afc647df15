package dev.clew.traces.rows;

import dev.clew.evidence.Window;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// Cuts a window out of a log.
///
/// Row numbers count the current rows. A time window is cut from the current rows, or, where none
/// of these lie in it, from the baseline's. What reaches beyond the log is cut at its end.
public final class WindowCut {
  private WindowCut() {}

  /// The rows of `window`; no rows for [Window.None].
  ///
  /// @throws dev.clew.evidence.ClewException when the log has nothing there; the message says what
  ///   it has
  public static Rows cut(InferenceLog log, Window window) {
    var current = log.current();
    return switch (window) {
      case Window.All _, Window.CurrentFiles _ -> current;
      case Window.None _ -> current.slice(0, 0);
      case Window.BaselineFiles _ -> found(log, window, log.baseline());
      case Window.Rows(long from, long to) ->
          found(
              log,
              window,
              where(current, row -> current.rowNumber(row) >= from && current.rowNumber(row) < to));
      case Window.Time(Instant from, Instant to) -> {
        var rows = within(log, current, from, to);
        yield found(log, window, rows.count() > 0 ? rows : within(log, log.baseline(), from, to));
      }
    };
  }

  private static Rows found(InferenceLog log, Window window, Rows rows) {
    if (rows.count() == 0) {
      throw Extent.of(log).without("window " + window);
    }
    return rows;
  }

  private static Rows within(InferenceLog log, Rows rows, Instant from, Instant to) {
    if (!(log.schema().timestamp().flatMap(rows::column).orElse(null)
        instanceof Column.Times(var _, long[] millis, var _))) {
      return rows.slice(0, 0);
    }
    long first = from.toEpochMilli();
    long last = to.toEpochMilli();
    return where(
        rows,
        row -> millis[row] != Column.Times.ABSENT && millis[row] >= first && millis[row] < last);
  }

  private static Rows where(Rows rows, IntPredicate wanted) {
    var indices = new int[rows.count()];
    int count = 0;
    for (int row = 0; row < rows.count(); row++) {
      if (wanted.test(row)) {
        indices[count++] = row;
      }
    }
    if (count == 0) {
      return rows.slice(0, 0);
    }
    if (indices[count - 1] - indices[0] == count - 1) {
      return rows.slice(indices[0], indices[0] + count);
    }
    return rows.pick(Arrays.copyOf(indices, count));
  }
}
