package dev.clew.skills.predictors;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Unit;
import dev.clew.traces.rows.Column;
import dev.clew.traces.rows.Rows;
import dev.clew.traces.rows.Schema;
import java.time.Instant;

/// Where a row stands, as users say it: by time where the log is in order of time, else by its
/// number.
public record Place(Schema schema, Rows rows) {

  /// Writes down where a row stands and returns the fact's id.
  public String fact(Notebook notebook, String name, int index) {
    return hasTime(index)
        ? notebook.fact(name, Instant.ofEpochMilli(time(index)).toString(), Unit.INSTANT)
        : notebook.fact(name, rows.rowNumber(index), Unit.ROW_NUMBER);
  }

  /// The axis of charts along the rows.
  public Chart.Axis axis() {
    return inTime()
        ? new Chart.Axis("time", Chart.Scale.TIME, Unit.NONE)
        : new Chart.Axis("row", Chart.Scale.NUMBER, Unit.ROW_NUMBER);
  }

  /// A row's place on that axis.
  public Object x(int index) {
    if (!inTime()) {
      return rows.rowNumber(index);
    }
    int known = index;
    while (known > 0 && !hasTime(known)) {
      known--;
    }
    return hasTime(known) ? Instant.ofEpochMilli(time(known)).toString() : "";
  }

  private boolean inTime() {
    return rows.count() > 0 && hasTime(0);
  }

  private boolean hasTime(int index) {
    return schema.order() == Schema.Order.TIME
        && schema.timestamp().flatMap(rows::column).orElse(null) instanceof Column.Times times
        && times.epochMillis()[index] != Column.Times.ABSENT;
  }

  private long time(int index) {
    if (schema.timestamp().flatMap(rows::column).orElse(null) instanceof Column.Times times) {
      return times.epochMillis()[index];
    }
    throw new IllegalStateException("rows without a clock were asked for the time");
  }
}
