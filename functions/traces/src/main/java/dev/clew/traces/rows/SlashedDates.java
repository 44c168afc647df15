package dev.clew.traces.rows;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which part of dates such as `03/04/2026` is the day. One alone is two days; a column of them has
/// one reading as soon as one of its parts goes beyond twelve.
enum SlashedDates {
  /// Both parts stay below thirteen, both go beyond it, or there are none.
  UNTOLD,
  DAY_FIRST,
  MONTH_FIRST;

  private static final Pattern FORM = Pattern.compile("(\\d{1,2})/(\\d{1,2})/\\d{4}(?:[ T,].*)?");

  private static final int MONTHS = 12;

  /// How dates are written in texts, those of no such form aside.
  static SlashedDates in(Stream<String> texts) {
    boolean first = false;
    boolean second = false;
    for (var text : texts.toList()) {
      var date = FORM.matcher(text.strip());
      if (date.matches()) {
        first |= Integer.parseInt(date.group(1)) > MONTHS;
        second |= Integer.parseInt(date.group(2)) > MONTHS;
      }
    }
    return first == second ? UNTOLD : first ? DAY_FIRST : MONTH_FIRST;
  }

  private List<String> patterns() {
    return switch (this) {
      case UNTOLD -> List.of();
      case DAY_FIRST -> List.of("d/M/uuuu[ H:mm[:ss][.SSS]]", "d/M/uuuu h:mm[:ss] a");
      case MONTH_FIRST -> List.of("M/d/uuuu[ H:mm[:ss][.SSS]]", "M/d/uuuu h:mm[:ss] a");
    };
  }

  /// Milliseconds since 1970 in UTC; [Column.Times#ABSENT] for what is no such date.
  long epochMillis(String text) {
    var stripped = text.strip();
    for (var pattern : patterns()) {
      try {
        var read =
            DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT)
                .parseBest(stripped, LocalDateTime::from, LocalDate::from);
        var time = read instanceof LocalDateTime at ? at : ((LocalDate) read).atStartOfDay();
        return time.toInstant(ZoneOffset.UTC).toEpochMilli();
      } catch (DateTimeException e) {
        // not in this form
      }
    }
    return Column.Times.ABSENT;
  }
}
