package dev.clew.traces.rows;

import dev.clew.evidence.Problem;
import dev.clew.evidence.Window;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a window as users say it: `70000..75000`, `2026-11-01..2026-11-08`, instants, one day or
/// month, `last 7 days`, `yesterday`, `last 5000 rows`, `latest rows`, `since row 70000`, `first
/// half`, `baseline`, `all`.
///
/// Ends are exclusive, dates are days in UTC, an end left out is the data's own. Relative words
/// count from the last time in the data, not from the clock: a log of last year has a "last week"
/// too.
public final class WindowWords {
  private static final Pattern ROWS =
      Pattern.compile("(?:rows? )?(\\d[\\d,_]*)? ?(?:\\.\\.|-| to ) ?(\\d[\\d,_]*)?(?: rows)?");
  private static final Pattern LAST_ROWS =
      Pattern.compile("(?:the )?(last|latest|newest|most recent|first|earliest) ([\\d,_]+) rows?");
  private static final Pattern LAST_TIME =
      Pattern.compile(
          "(?:in |over |within )?(?:the )?(?:last|past|latest) (?:([\\d,_]+) )?"
              + "(minute|hour|day|week|month|quarter|year)s?");
  private static final Pattern SINCE_ROW =
      Pattern.compile("(since|from|after|until|before|up to) row ([\\d,_]+)(?: on(?:wards)?)?");
  private static final Pattern SINCE_TIME =
      Pattern.compile("(since|from|after|until|before|up to) (\\d{4}-\\S+(?: \\S+)?)");

  private WindowWords() {}

  /// A window and how it came about.
  ///
  /// @param said in words, for [dev.clew.evidence.Windows#chosen]: `last 7 days before the log's
  ///   end at ..`
  public record Reading(Window window, String said) {}

  /// The window that `words` name.
  ///
  /// @throws dev.clew.evidence.ClewException when they name none, or one that the data does not
  ///   have
  public static Reading parse(String words, Extent extent) {
    return find(words, extent)
        .orElseThrow(() ->
            new Problem(
                    Problem.Kind.USER,
                    "'" + words + "' is no window",
                    "",
                    "Say rows (70000..75000), dates (2026-11-01..2026-11-08), or words (last 7"
                        + " days, last 5000 rows, since row 70000, first half, baseline, all);"
                        + " there is "
                        + extent.words())
                .asException());
  }

  /// The same; empty where the words name no window at all.
  ///
  /// @throws dev.clew.evidence.ClewException when they name a window that the data does not have
  public static Optional<Reading> find(String words, Extent extent) {
    var text = words.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    var reading = named(text, extent);
    if (reading.isEmpty()) {
      reading = rows(text, extent);
    }
    if (reading.isEmpty()) {
      reading = times(text, extent);
    }
    reading.ifPresent(found -> extent.within(found.window()));
    return reading;
  }

  private static Optional<Reading> named(String text, Extent extent) {
    var window =
        switch (text) {
          case "all", "everything", "all rows", "all data", "all time" -> new Window.All();
          case "none", "no baseline" -> new Window.None();
          case "baseline", "reference", "training", "train", "baseline files" ->
              new Window.BaselineFiles();
          case "current", "analysis", "production", "current files" -> new Window.CurrentFiles();
          case "first half" -> part(extent, 0, 1, 2, text);
          case "second half", "last half", "latest half" -> part(extent, 1, 2, 2, text);
          case "first quarter" -> part(extent, 0, 1, 4, text);
          case "last quarter" -> part(extent, 3, 4, 4, text);
          // Beside baseline files all current ones are late; a part of them would hide when it
          // began.
          case "latest rows", "latest", "recent rows", "most recent rows" ->
              extent.baseline() ? new Window.CurrentFiles() : part(extent, 3, 4, 4, text);
          case "before the last quarter" -> part(extent, 0, 3, 4, text);
          case "today", "last day of the log" -> day(extent, 0, text);
          case "yesterday" -> day(extent, 1, text);
          default -> null;
        };
    if (window == null) {
      return Optional.empty();
    }
    var said =
        switch (text) {
          case "today", "yesterday" ->
              text + ", counted from the data's last time, " + extent.saidLast();
          case "latest rows", "latest", "recent rows", "most recent rows" ->
              (extent.baseline() ? "the current files" : "the last quarter")
                  + ", as no number of "
                  + text
                  + " was given";
          default -> text;
        };
    return Optional.of(new Reading(window, said));
  }

  /// From `from`/`of` to `to`/`of` of the rows, or of the time where there are no rows. `of` is 2
  /// or 4.
  static Window part(Extent extent, int from, int to, int of, String name) {
    if (!extent.quarters().isEmpty()) {
      var start = extent.quarters().get(from * 4 / of);
      var end = extent.quarters().get(to * 4 / of);
      if (!start.isBefore(end)) {
        throw extent.without(name);
      }
      return new Window.Time(start, end);
    }
    if (extent.hasRows()) {
      long count = extent.toRow() - extent.fromRow();
      long first = extent.fromRow() + count * from / of;
      long last = extent.fromRow() + count * to / of;
      if (first == last) {
        throw extent.without(name);
      }
      return new Window.Rows(first, last);
    }
    var start = extent.first().orElseThrow(() -> extent.without(name));
    var end = extent.end().orElseThrow(() -> extent.without(name));
    var length = Duration.between(start, end);
    var grain = Moment.grain(length);
    return new Window.Time(
        from == 0 ? start.truncatedTo(grain) : cut(start, length, from, of, grain),
        to == of ? Moment.up(end, grain) : cut(start, length, to, of, grain));
  }

  private static Instant cut(Instant start, Duration length, int at, int of, ChronoUnit grain) {
    return start.plus(length.multipliedBy(at).dividedBy(of)).truncatedTo(grain);
  }

  private static Window day(Extent extent, int before, String name) {
    var last = extent.last().orElseThrow(() -> extent.without(name));
    var day = last.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(before);
    return new Window.Time(instant(day), instant(day.plusDays(1)));
  }

  private static Optional<Reading> rows(String text, Extent extent) {
    var some = LAST_ROWS.matcher(text);
    if (some.matches()) {
      needRows(extent, text);
      long count = number(some.group(2));
      boolean first = some.group(1).equals("first") || some.group(1).equals("earliest");
      long all = extent.toRow() - extent.fromRow();
      if (count < 1) {
        throw extent.without(text);
      }
      long from = first ? extent.fromRow() : extent.toRow() - Math.min(count, all);
      return Optional.of(new Reading(new Window.Rows(from, from + Math.min(count, all)), text));
    }
    var since = SINCE_ROW.matcher(text);
    if (since.matches()) {
      needRows(extent, text);
      long row = number(since.group(2));
      return Optional.of(
          switch (since.group(1)) {
            case "since", "from" -> span(row, extent.toRow(), extent, text);
            case "after" -> span(row + 1, extent.toRow(), extent, text);
            default -> span(extent.fromRow(), row, extent, text);
          });
    }
    var range = ROWS.matcher(text);
    boolean plain = range.matches() && (range.group(1) != null || range.group(2) != null);
    // 2026-11 is a month, not the rows from 2026 to 11.
    if (plain && (text.contains("..") || text.contains("row"))) {
      needRows(extent, text);
      long from = range.group(1) == null ? extent.fromRow() : number(range.group(1));
      long to = range.group(2) == null ? extent.toRow() : number(range.group(2));
      return Optional.of(span(from, to, extent, text));
    }
    return Optional.empty();
  }

  private static void needRows(Extent extent, String text) {
    if (!extent.hasRows()) {
      throw extent.without("window '" + text + "'");
    }
  }

  private static Reading span(long from, long to, Extent extent, String text) {
    if (from >= to) {
      throw extent.without("window '" + text + "'");
    }
    return new Reading(new Window.Rows(from, to), text);
  }

  private static long number(String digits) {
    try {
      return Long.parseLong(digits.replaceAll("[,_]", ""));
    } catch (NumberFormatException e) {
      throw new Problem(
              Problem.Kind.USER, "'" + digits + "' is no row number", "", "Give a smaller number")
          .asException();
    }
  }

  private static Optional<Reading> times(String text, Extent extent) {
    var back = LAST_TIME.matcher(text);
    if (back.matches()) {
      return Optional.of(back(back, text, extent));
    }
    var since = SINCE_TIME.matcher(text);
    if (since.matches()) {
      var span = moment(since.group(2));
      return span.map(named ->
          switch (since.group(1)) {
            case "since", "from" -> time(named.from(), endOf(extent, text), extent, text);
            case "after" -> time(named.to(), endOf(extent, text), extent, text);
            case "up to" -> time(startOf(extent, text), named.to(), extent, text);
            default -> time(startOf(extent, text), named.from(), extent, text);
          });
    }
    int dots = text.indexOf("..");
    if (dots < 0) {
      return moment(text).map(named -> time(named.from(), named.to(), extent, text));
    }
    var from = text.substring(0, dots).strip();
    var to = text.substring(dots + 2).strip();
    if (from.isEmpty() && to.isEmpty()) {
      return Optional.empty();
    }
    var first = from.isEmpty() ? Optional.of(startOf(extent, text)) : moment(from).map(Span::from);
    var last = to.isEmpty() ? Optional.of(endOf(extent, text)) : moment(to).map(Span::from);
    return first.flatMap(a -> last.map(b -> time(a, b, extent, text)));
  }

  private static Reading back(Matcher back, String text, Extent extent) {
    long count = back.group(1) == null ? 1 : number(back.group(1));
    var end = extent.roundEnd().orElseThrow(() -> extent.without("window '" + text + "'"));
    var start = end.atOffset(ZoneOffset.UTC);
    OffsetDateTime from;
    try {
      from =
          switch (back.group(2)) {
            case "minute" -> start.minusMinutes(count);
            case "hour" -> start.minusHours(count);
            case "day" -> start.minusDays(count);
            case "week" -> start.minusWeeks(count);
            case "month" -> start.minusMonths(count);
            case "quarter" -> start.minusMonths(Math.multiplyExact(3, count));
            default -> start.minusYears(count);
          };
    } catch (DateTimeException | ArithmeticException e) {
      throw extent.without("window '" + text + "'");
    }
    var reading = time(from.toInstant(), end, extent, text);
    return new Reading(reading.window(), text + " of the data, which ends at " + extent.saidLast());
  }

  private static Reading time(Instant from, Instant to, Extent extent, String text) {
    if (!from.isBefore(to)) {
      throw extent.without("window '" + text + "'");
    }
    return new Reading(new Window.Time(from, to), text);
  }

  private static Instant startOf(Extent extent, String text) {
    return extent.roundStart().orElseThrow(() -> extent.without("window '" + text + "'"));
  }

  private static Instant endOf(Extent extent, String text) {
    return extent.roundEnd().orElseThrow(() -> extent.without("window '" + text + "'"));
  }

  /// A month, a day or an instant, with where it starts and ends.
  private record Span(Instant from, Instant to) {}

  private static Optional<Span> moment(String text) {
    try {
      if (text.matches("\\d{4}-\\d{2}")) {
        var month = YearMonth.parse(text);
        return Optional.of(
            new Span(instant(month.atDay(1)), instant(month.plusMonths(1).atDay(1))));
      }
      if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
        var day = LocalDate.parse(text);
        return Optional.of(new Span(instant(day), instant(day.plusDays(1))));
      }
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    return TimeText.read(text.toUpperCase(Locale.ROOT))
        .map(instant -> new Span(instant, instant.plusMillis(1)));
  }

  private static Instant instant(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
