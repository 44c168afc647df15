package dev.clew.traces.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowWordsTest {
  private final Extent rows = Extent.of(MadeLog.counted(60_000, 10, 25_000));
  private final Extent days =
      Extent.of(
          "shop",
          Optional.of(Instant.parse("2026-10-01T00:00:00Z")),
          Optional.of(Instant.parse("2026-11-10T12:30:00Z")));

  private static String read(String words, Extent extent) {
    return WindowWords.parse(words, extent).window().toString();
  }

  @Test
  void rowsAreReadByTheirNumbers() {
    assertEquals("70000..75000", read("70000..75000", rows));
    assertEquals("70000..75000", read("rows 70,000 to 75,000", rows));
    assertEquals("70000..85000", read("70000..", rows));
    assertEquals("60000..70000", read("..70000", rows));
    assertEquals("80000..85000", read("last 5000 rows", rows));
    assertEquals("60000..61000", read("the first 1,000 rows", rows));
    assertEquals("70000..85000", read("since row 70000", rows));
    assertEquals("60000..70000", read("before row 70000", rows));
    assertEquals("60000..72500", read("First half", rows));
    assertEquals("72500..85000", read("second half", rows));
    assertEquals("current files", read("latest rows", rows));
    assertEquals("78750..85000", read("last quarter", rows));
    assertEquals("baseline files", read("baseline", rows));
    assertEquals("all", read("all", rows));
  }

  @Test
  void moreRowsThanThereAreAreAllThereAre() {
    assertEquals("60000..85000", read("last 99999 rows", rows));
  }

  @Test
  void timesCountBackFromTheDataNotFromTheClock() {
    var end = "2026-11-10T12:30:01Z";
    assertEquals("2026-11-03T12:30:01Z.." + end, read("last 7 days", days));
    assertEquals("2026-10-10T12:30:01Z.." + end, read("the last month", days));
    assertEquals("2026-11-09T00:00:00Z..2026-11-10T00:00:00Z", read("yesterday", days));
    assertEquals("2026-11-10T00:00:00Z..2026-11-11T00:00:00Z", read("today", days));
    var said = WindowWords.parse("last 7 days", days).said();
    assertEquals("last 7 days of the data, which ends at 2026-11-10 12:30 UTC", said);
  }

  @Test
  void windowsOfLongDataEndOnWholeSecondsWithNothingLost() {
    var nanos =
        Extent.of(
            "shop",
            Optional.of(Instant.parse("2026-10-01T08:15:30.123456789Z")),
            Optional.of(Instant.parse("2026-11-10T12:30:45.987654321Z")));
    assertEquals("2026-11-03T12:30:46Z..2026-11-10T12:30:46Z", read("last 7 days", nanos));
    assertEquals("2026-11-01T00:00:00Z..2026-11-10T12:30:46Z", read("since 2026-11-01", nanos));
    assertEquals("2026-10-01T08:15:30Z..2026-11-01T00:00:00Z", read("before 2026-11-01", nanos));
    assertEquals(
        "last 7 days of the data, which ends at 2026-11-10 12:30:45 UTC",
        WindowWords.parse("last 7 days", nanos).said());
    // Typed again, as the command that computes it again says them, they are the same.
    assertEquals(
        "2026-11-03T12:30:46Z..2026-11-10T12:30:46Z",
        read("2026-11-03T12:30:46Z..2026-11-10T12:30:46Z", nanos));
  }

  @Test
  void windowsOfDataOfSecondsKeepTheirNanoseconds() {
    var moment =
        Extent.of(
            "shop",
            Optional.of(Instant.parse("2026-10-01T08:15:30.123456789Z")),
            Optional.of(Instant.parse("2026-10-01T08:15:32.987654321Z")));
    assertEquals(
        "2026-10-01T08:15:30.123456789Z..2026-10-01T08:15:31Z",
        read("before 2026-10-01T08:15:31Z", moment));
  }

  @Test
  void datesAreDaysInUtcWithTheEndExclusive() {
    assertEquals(
        "2026-11-01T00:00:00Z..2026-11-08T00:00:00Z", read("2026-11-01..2026-11-08", days));
    assertEquals(
        "2026-11-01T08:00:00Z..2026-11-01T09:30:00Z",
        read("2026-11-01T08:00:00Z..2026-11-01T10:30:00+01:00", days));
    assertEquals("2026-11-01T00:00:00Z..2026-11-02T00:00:00Z", read("2026-11-01", days));
    assertEquals("2026-10-01T00:00:00Z..2026-11-01T00:00:00Z", read("2026-10", days));
    assertEquals("2026-11-01T00:00:00Z..2026-11-10T12:30:01Z", read("since 2026-11-01", days));
    assertEquals("2026-10-01T00:00:00Z..2026-11-01T00:00:00Z", read("before 2026-11-01", days));
  }

  @Test
  void aWindowThatIsNotThereSaysWhatThereIs() {
    for (var words : List.of("0..50000", "85000..90000", "since row 85000", "last 7 days")) {
      var problem =
          assertThrows(ClewException.class, () -> WindowWords.parse(words, rows), words).problem();
      assertTrue(
          problem.what().contains("made has rows 60000..85000, baseline files"), problem.what());
    }
    var problem =
        assertThrows(ClewException.class, () -> WindowWords.parse("2025-01-01..2025-02-01", days))
            .problem();
    assertTrue(
        problem.what().contains("2026-10-01 00:00 UTC to 2026-11-10 12:30 UTC"), problem.what());
    assertThrows(ClewException.class, () -> WindowWords.parse("last 5000 rows", days));
    assertThrows(ClewException.class, () -> WindowWords.parse("75000..70000", rows));
  }

  @Test
  void wordsThatAreNoWindowAreQuotedWithWhatToSay() {
    for (var words : List.of("", "soon", "2026-13-01", "..", "last -3 days")) {
      var problem =
          assertThrows(ClewException.class, () -> WindowWords.parse(words, rows), words).problem();
      assertTrue(problem.what().contains("'" + words + "' is no window"), problem.what());
      assertTrue(problem.remedy().contains("last 7 days"), problem.remedy());
    }
  }

  @Test
  void aPredictorComparesItsBaselineFilesByDefault() {
    var chosen = WindowChoice.defaults(rows);
    assertEquals("baseline files", chosen.baseline().toString());
    assertEquals("current files", chosen.current().toString());
  }

  @Test
  void withoutBaselineFilesTheFirstHalfIsComparedWithTheSecond() {
    var chosen = WindowChoice.defaults(Extent.of(MadeLog.counted(0, 0, 101)));
    assertEquals("0..50", chosen.baseline().toString());
    assertEquals("50..101", chosen.current().toString());
    assertTrue(chosen.chosen().contains("first half"), chosen.chosen());
  }

  @Test
  void anApplicationComparesTheLastQuarterOfItsTime() {
    var chosen =
        WindowChoice.defaults(
            Extent.of(
                "shop",
                Optional.of(Instant.parse("2026-11-01T00:00:00Z")),
                Optional.of(Instant.parse("2026-11-04T23:59:59.999Z"))));
    assertEquals("2026-11-01T00:00:00Z..2026-11-04T00:00:00Z", chosen.baseline().toString());
    assertEquals("2026-11-04T00:00:00Z..2026-11-05T00:00:00Z", chosen.current().toString());
  }

  @Test
  void withoutAClockThereIsOneWindow() {
    var chosen = WindowChoice.defaults(Extent.of("chat", Optional.empty(), Optional.empty()));
    assertEquals("none", chosen.baseline().toString());
    assertEquals("all", chosen.current().toString());
  }

  @Test
  void oneGivenWindowIsCompletedFromWhatIsThere() {
    assertEquals(
        "baseline files",
        WindowChoice.choose(rows, Optional.empty(), Optional.of("last 5000 rows"))
            .baseline()
            .toString());
    var bare = Extent.of(MadeLog.counted(0, 0, 100));
    assertEquals(
        "0..70",
        WindowChoice.choose(bare, Optional.empty(), Optional.of("since row 70"))
            .baseline()
            .toString());
    assertEquals(
        "30..100",
        WindowChoice.choose(bare, Optional.of("0..30"), Optional.empty()).current().toString());
  }
}
