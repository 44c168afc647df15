package dev.clew.traces.rows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a cell as an instant. A time without a zone is taken as UTC; dates in other orders than
/// these are not guessed, since `03/04/2026` is two days.
final class TimeText {
  /// ISO 8601 with `T` or a blank, to any precision, with or without an offset: `2026-11-01
  /// 05:00:00.5+01`.
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .optionalStart()
          .appendLiteral(' ')
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:MM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .optionalStart()
          .appendLiteral("UTC")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /// Dates that have one reading: with the month as a word, `Jun 12 1998`, `12 Jun 1998`; with
  /// dots, which only those write who put the day first, `12.06.1998`.
  private static final List<DateTimeFormatter> WORDS =
      List.of(
          strict("MMM d[,] uuuu"),
          strict("d MMM uuuu"),
          strict("d.M.uuuu[ H:mm[:ss]]"),
          strict("uuuu/M/d[ HH:mm[:ss]]"),
          strict("uuuuMMdd'T'HHmmss[X]"),
          DateTimeFormatter.RFC_1123_DATE_TIME);

  private TimeText() {}

  private static DateTimeFormatter strict(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /// The instant a text names, if it names one.
  static Optional<Instant> read(String text) {
    var trimmed = text.strip();
    if (trimmed.length() < 8 || trimmed.length() > 40) {
      return Optional.empty();
    }
    boolean iso =
        trimmed.length() >= 10
            && trimmed.charAt(4) == '-'
            && trimmed.charAt(7) == '-'
            && Character.isDigit(trimmed.charAt(0));
    for (var format : iso ? List.of(ISO) : WORDS) {
      try {
        return Optional.of(
            instant(
                format.parseBest(
                    trimmed, OffsetDateTime::from, LocalDateTime::from, LocalDate::from)));
      } catch (DateTimeException e) {
        // not in this form
      }
    }
    return Optional.empty();
  }

  private static Instant instant(TemporalAccessor read) {
    return switch (read) {
      case OffsetDateTime time -> time.toInstant();
      case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
      case LocalDate date -> date.atStartOfDay().toInstant(ZoneOffset.UTC);
      default -> throw new IllegalStateException("no query gives a " + read.getClass());
    };
  }

  /// Milliseconds of the commonest form, without an object: `2026-11-01 05:00:00`, with `T`, a
  /// fraction or `Z` if need be; [Column.Times#ABSENT] for any other.
  static long quick(char[] text, int offset, int length) {
    if (length < 10 || text[offset + 4] != '-' || text[offset + 7] != '-') {
      return Column.Times.ABSENT;
    }
    long midnight = midnight(text, offset);
    if (length == 10 || midnight == Column.Times.ABSENT) {
      return midnight;
    }
    return length < 19 ? Column.Times.ABSENT : time(text, offset, length, midnight);
  }

  private static long midnight(char[] text, int offset) {
    int year = digits(text, offset, 4);
    int month = digits(text, offset + 5, 2);
    int day = digits(text, offset + 8, 2);
    // The 29th to 31st of a month are left to the calendar of the JDK.
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > 28) {
      return Column.Times.ABSENT;
    }
    return LocalDate.of(year, month, day).toEpochDay() * 86_400_000L;
  }

  private static long time(char[] text, int offset, int length, long midnight) {
    char between = text[offset + 10];
    if ((between != ' ' && between != 'T')
        || text[offset + 13] != ':'
        || text[offset + 16] != ':') {
      return Column.Times.ABSENT;
    }
    int hour = digits(text, offset + 11, 2);
    int minute = digits(text, offset + 14, 2);
    int second = digits(text, offset + 17, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return Column.Times.ABSENT;
    }
    int at = offset + 19;
    int end = offset + length;
    int millis = 0;
    if (at < end && text[at] == '.') {
      at++;
      int unit = 100;
      for (; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
        millis += (text[at] - '0') * unit;
        unit /= 10;
      }
    }
    if (at < end && text[at] == 'Z') {
      at++;
    }
    if (at != end) {
      return Column.Times.ABSENT;
    }
    return midnight + ((hour * 60L + minute) * 60 + second) * 1_000 + millis;
  }

  private static int digits(char[] text, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return -1;
      }
      number = number * 10 + (text[i] - '0');
    }
    return number;
  }

  /// Milliseconds of a number counted since 1970 in seconds, milliseconds, microseconds or
  /// nanoseconds, told apart by size (years 1990 to 2100 do not overlap), or of a day written as
  /// `20261101`. NaN where it is none of them.
  static double epochMillis(double number) {
    final double from = 631_152_000; // 1990-01-01
    final double to = 4_102_444_800.0; // 2100-01-01
    double unit = 1;
    for (int i = 0; i < 4; i++) {
      if (number >= from * unit && number < to * unit) {
        return number / unit * 1_000;
      }
      unit *= 1_000;
    }
    return day(number);
  }

  private static double day(double number) {
    int digits = (int) number;
    if (digits != number || digits < 19_000_101 || digits > 21_001_231) {
      return Double.NaN;
    }
    int month = digits / 100 % 100;
    int day = digits % 100;
    if (month < 1
        || month > 12
        || day < 1
        || day > YearMonth.of(digits / 10_000, month).lengthOfMonth()) {
      return Double.NaN;
    }
    return LocalDate.of(digits / 10_000, month, day).toEpochDay() * 86_400_000.0;
  }
}
