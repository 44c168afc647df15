package dev.clew.traces.rows;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How finely instants are cut and said: as finely as a stretch of time needs, no finer.
final class Moment {
  private Moment() {}

  /// How fine the ends of a stretch must be: a reader writes them down again.
  static ChronoUnit grain(Duration length) {
    if (length.compareTo(Duration.ofHours(1)) >= 0) {
      return ChronoUnit.SECONDS;
    }
    return length.compareTo(Duration.ofSeconds(10)) >= 0 ? ChronoUnit.MILLIS : ChronoUnit.NANOS;
  }

  /// The first instant of this grain that is not before `instant`.
  static Instant up(Instant instant, ChronoUnit grain) {
    var down = instant.truncatedTo(grain);
    return down.equals(instant) ? instant : down.plus(1, grain);
  }

  /// For sentences: `2026-11-01 08:15:30 UTC`, without seconds where there are none.
  ///
  /// @param grain what is finer is left out
  static String said(Instant instant, ChronoUnit grain) {
    var text = instant.truncatedTo(grain).toString();
    var minutes = text.endsWith(":00Z") ? text.substring(0, text.length() - 4) + "Z" : text;
    return minutes.replace('T', ' ').replace("Z", " UTC");
  }
}
