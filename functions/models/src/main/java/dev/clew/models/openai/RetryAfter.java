package dev.clew.models.openai;

import com.openai.core.http.Headers;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// What a server asks to wait (RFC 9110, 10.2.3): seconds, or a date; milliseconds in a header of
/// their own, which comes first.
///
/// @param clock what dates are counted from
record RetryAfter(Clock clock) {

  /// Empty where nothing is said, or nothing that can be read.
  Optional<Duration> in(Headers headers) {
    return headers.values("retry-after-ms").stream()
        .findFirst()
        .flatMap(RetryAfter::number)
        .map(millis -> Duration.ofNanos(Math.round(millis * 1e6)))
        .or(() -> headers.values("retry-after").stream().findFirst().flatMap(this::after));
  }

  private Optional<Duration> after(String value) {
    var seconds = number(value);
    if (seconds.isPresent()) {
      return seconds.map(many -> Duration.ofNanos(Math.round(many * 1e9)));
    }
    try {
      var until = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
      var wait = Duration.between(clock.instant(), until.toInstant());
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> number(String text) {
    return text.strip().matches("[0-9]{1,9}(?:\\.[0-9]{1,9})?")
        ? Optional.of(Double.parseDouble(text.strip()))
        : Optional.empty();
  }
}
