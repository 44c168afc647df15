package dev.clew.traces.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeTextTest {
  @Test
  void theUsualFormsAreRead() {
    var expected = Optional.of(Instant.parse("2026-11-01T05:00:00Z"));
    for (var text :
        List.of(
            "2026-11-01T05:00:00Z",
            "2026-11-01 05:00:00",
            "2026-11-01 05:00",
            "2026-11-01T06:00:00+01:00",
            "2026-11-01 05:00:00+00:00",
            "2026-11-01 06:00:00.000 +0100",
            "2026-11-01 05:00:00 UTC",
            "2026/11/1 05:00",
            "1.11.2026 5:00",
            "01.11.2026 05:00:00",
            "20261101T050000Z",
            "Sun, 1 Nov 2026 05:00:00 GMT")) {
      assertEquals(expected, TimeText.read(text), text);
    }
    assertEquals(Optional.of(Instant.parse("1998-06-12T00:00:00Z")), TimeText.read("Jun 12 1998"));
    assertEquals(Optional.of(Instant.parse("1990-01-08T00:00:00Z")), TimeText.read("1990-01-08"));
  }

  @Test
  void whatHasTwoReadingsIsNotGuessed() {
    for (var text : List.of("03/04/2026", "17", "2026", "2026-13-01", "2026-02-30", "yesterday")) {
      assertEquals(Optional.empty(), TimeText.read(text), text);
    }
  }

  @Test
  void theQuickFormAgreesWithTheCalendar() {
    var start = Instant.parse("1996-02-26T23:59:58.120Z");
    for (int i = 0; i < 2_000; i++) {
      var at = start.plusSeconds(i * 100_003L);
      for (var text : List.of(at.toString(), at.toString().replace('T', ' ').replace("Z", ""))) {
        long quick = TimeText.quick(text.toCharArray(), 0, text.length());
        var day = text.substring(0, 10);
        long midnight = TimeText.quick(day.toCharArray(), 0, 10);
        if (midnight != Column.Times.ABSENT) {
          assertEquals(TimeText.read(day).orElseThrow().toEpochMilli(), midnight, day);
        }
        if (quick != Column.Times.ABSENT) {
          assertEquals(at.toEpochMilli(), quick, text);
        }
      }
    }
  }

  @Test
  void epochsAreToldApartByTheirSize() {
    long millis = Instant.parse("2026-11-01T05:00:00Z").toEpochMilli();
    assertEquals(millis, TimeText.epochMillis(millis / 1e3));
    assertEquals(millis, TimeText.epochMillis(millis));
    assertEquals(millis, TimeText.epochMillis(millis * 1e3));
    assertEquals(millis, TimeText.epochMillis(millis * 1e6));
    assertEquals(Double.NaN, TimeText.epochMillis(42));
  }
}
