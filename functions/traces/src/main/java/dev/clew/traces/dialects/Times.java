package dev.clew.traces.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;

/// Moments as exports and SDKs write them: ISO 8601 with `T` or a space, `[seconds, nanoseconds]`,
/// or a number since 1970 whose size tells its unit. A moment without a zone is UTC.
final class Times {
  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .toFormatter();
  private static final DateTimeFormatter OFFSET =
      new DateTimeFormatterBuilder().append(LOCAL).appendPattern("[XXX][XX][X]").toFormatter();
  private static final long SECOND = 1_000_000_000L;

  private Times() {}

  /// Nanoseconds since 1970 UTC; 0 when it is no moment.
  static long nanos(JsonNode node) {
    if (node.isArray()) {
      return node.path(0).asLong() * SECOND + node.path(1).asLong();
    }
    if (node.isIntegralNumber()) {
      return scaled(node.longValue());
    }
    if (node.isNumber()) {
      double value = node.doubleValue();
      return Double.isFinite(value) && value < 1e11
          ? Math.round(value * 1e6) * 1000
          : scaled((long) value);
    }
    String text = node.asText("").strip();
    if (text.isEmpty()) {
      return 0;
    }
    long digits = Numbers.digits(text.toCharArray(), 0, text.length());
    return digits >= 0 ? scaled(digits) : parsed(text);
  }

  private static long parsed(String text) {
    String iso = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
    try {
      int sign = Math.max(iso.indexOf('+', 11), iso.indexOf('-', 11));
      boolean hasZone = iso.endsWith("Z") || iso.endsWith("z") || sign > 0;
      Instant at =
          hasZone
              ? OffsetDateTime.parse(iso, OFFSET).toInstant()
              : LocalDateTime.parse(iso, LOCAL).toInstant(ZoneOffset.UTC);
      return Math.addExact(Math.multiplyExact(at.getEpochSecond(), SECOND), at.getNano());
    } catch (DateTimeParseException _) {
      return 0;
    } catch (DateTimeException | ArithmeticException _) {
      return 0;
    }
  }

  /// Seconds, milliseconds, microseconds or nanoseconds: of moments after 1973 only one fits.
  private static long scaled(long number) {
    if (number < 100_000_000_000L) {
      return number * SECOND;
    }
    if (number < 100_000_000_000_000L) {
      return number * 1_000_000;
    }
    return number < 100_000_000_000_000_000L ? number * 1_000 : number;
  }
}
