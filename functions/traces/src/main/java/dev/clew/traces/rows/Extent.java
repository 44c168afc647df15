package dev.clew.traces.rows;

import dev.clew.evidence.Problem;
import dev.clew.evidence.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What there is to cut windows from: row numbers, times, a baseline. "Last 7 days" counts back
/// from the end of the data, never from the clock.
///
/// @param of the target's name, for messages
/// @param fromRow number of the first row; `toRow` is the number after the last, equal where there
///   are no rows to count (an application)
/// @param first the first time, where there are times
/// @param last the last time
/// @param baseline whether there are baseline files
/// @param quarters where row numbers do not follow time: the times of the first row, of those a
///   quarter, half and three quarters of the way by time, and the end; empty where they do
public record Extent(
    String of,
    long fromRow,
    long toRow,
    Optional<Instant> first,
    Optional<Instant> last,
    boolean baseline,
    List<Instant> quarters) {
  public Extent {
    quarters = List.copyOf(quarters);
  }

  /// The extent of a log's current rows.
  public static Extent of(InferenceLog log) {
    long from = log.schema().firstRow();
    long to = from;
    var current = log.current();
    for (int i = 0; i < current.count(); i++) {
      to = Math.max(to, current.rowNumber(i) + 1);
    }
    Optional<Instant> first = Optional.empty();
    Optional<Instant> last = Optional.empty();
    if (log.schema().timestamp().flatMap(current::column).orElse(null)
        instanceof Column.Times(var _, long[] millis, var _)) {
      long earliest = Long.MAX_VALUE;
      long latest = Long.MIN_VALUE;
      for (long time : millis) {
        if (time != Column.Times.ABSENT) {
          earliest = Math.min(earliest, time);
          latest = Math.max(latest, time);
        }
      }
      if (latest != Long.MIN_VALUE) {
        first = Optional.of(Instant.ofEpochMilli(earliest));
        last = Optional.of(Instant.ofEpochMilli(latest));
      }
    }
    return new Extent(
        log.schema().predictor(),
        from,
        to,
        first,
        last,
        log.baseline().count() > 0,
        quarters(log, last));
  }

  /// Of rows that were sorted by time and so lost the order of their numbers.
  private static List<Instant> quarters(InferenceLog log, Optional<Instant> last) {
    var rows = log.current();
    if (log.schema().order() != Schema.Order.TIME || last.isEmpty() || counting(rows)) {
      return List.of();
    }
    if (!(log.schema().timestamp().flatMap(rows::column).orElse(null)
        instanceof Column.Times times)) {
      return List.of();
    }
    int timed = rows.count() - times.missing() - times.unparsed().size();
    var quarters = new ArrayList<Instant>();
    for (int quarter = 0; quarter < 4; quarter++) {
      int row = (int) ((long) timed * quarter / 4);
      quarters.add(Instant.ofEpochMilli(times.epochMillis()[row]));
    }
    quarters.add(last.get().plusMillis(1));
    return quarters;
  }

  private static boolean counting(Rows rows) {
    for (int i = 1; i < rows.count(); i++) {
      if (rows.rowNumber(i) < rows.rowNumber(i - 1)) {
        return false;
      }
    }
    return true;
  }

  /// The extent of an application: times or nothing.
  public static Extent of(String application, Optional<Instant> first, Optional<Instant> last) {
    return new Extent(application, 0, 0, first, last, false, List.of());
  }

  public boolean hasRows() {
    return toRow > fromRow;
  }

  /// Just after the last time: the end, exclusive, of a window that reaches to it.
  Optional<Instant> end() {
    return last.map(time -> time.plusMillis(1));
  }

  /// The first time, brought down to what a reader writes down again.
  Optional<Instant> roundStart() {
    return first.map(time -> time.truncatedTo(grain()));
  }

  /// The end, brought up to what a reader writes down again: what is in the data stays before it.
  Optional<Instant> roundEnd() {
    return end().map(time -> Moment.up(time, grain()));
  }

  /// The last time, in words.
  String saidLast() {
    return Moment.said(last.orElseThrow(), grain());
  }

  private ChronoUnit grain() {
    return Moment.grain(Duration.between(first.orElseThrow(), end().orElseThrow()));
  }

  /// What there is, in words.
  public String words() {
    var words = new StringBuilder();
    if (hasRows()) {
      words.append("rows ").append(fromRow).append("..").append(toRow);
    }
    if (first.isPresent() && last.isPresent()) {
      words
          .append(words.isEmpty() ? "" : ", ")
          .append(Moment.said(first.get(), grain()))
          .append(" to ")
          .append(saidLast());
    }
    if (baseline) {
      words.append(words.isEmpty() ? "" : ", ").append("baseline files");
    }
    return words.isEmpty() ? "neither row numbers nor times" : words.toString();
  }

  /// A window that this data does not have.
  RuntimeException without(String window) {
    return new Problem(
            Problem.Kind.USER,
            "there is no " + window + ": " + of + " has " + words(),
            "",
            "Choose a window within it")
        .asException();
  }

  /// Checks that a window touches what there is.
  ///
  /// @throws dev.clew.evidence.ClewException naming what there is, when it does not
  Window within(Window window) {
    boolean touches =
        switch (window) {
          case Window.All _, Window.None _ -> true;
          case Window.BaselineFiles _ -> baseline;
          case Window.CurrentFiles _ -> hasRows();
          case Window.Rows(long from, long to) -> from < toRow && to > fromRow;
          case Window.Time(Instant from, Instant to) ->
              last.isPresent() && !from.isAfter(last.get()) && touchesStart(to);
        };
    if (!touches) {
      throw without("window " + window);
    }
    return window;
  }

  /// A baseline may lie before the current rows' first time.
  private boolean touchesStart(Instant to) {
    return baseline || to.isAfter(first.orElseThrow());
  }
}
