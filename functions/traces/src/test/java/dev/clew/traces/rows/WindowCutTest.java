package dev.clew.traces.rows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Window;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowCutTest {
  private static Window.Time time(String from, String to) {
    return new Window.Time(Instant.parse(from), Instant.parse(to));
  }

  @Test
  void rowsAreCutByTheirNumbersNotTheirPlace() {
    var log = MadeLog.counted(60_000, 5, 25_000);
    var cut = log.rows(new Window.Rows(69_999, 70_002));
    assertEquals(69_999, cut.firstRow());
    assertArrayEquals(
        new double[] {69_999, 70_000, 70_001},
        ((Column.Numbers) cut.column("x").orElseThrow()).values());
    assertEquals(5, log.rows(new Window.BaselineFiles()).count());
    assertEquals(25_000, log.rows(new Window.All()).count());
    assertEquals(0, log.rows(new Window.None()).count());
  }

  @Test
  void aWindowThatReachesOverTheEndIsCutThere() {
    var cut = MadeLog.counted(0, 0, 100).rows(new Window.Rows(90, 200));
    assertEquals(90, cut.firstRow());
    assertEquals(10, cut.count());
  }

  @Test
  void aWindowOutsideTheLogNamesWhatThereIs() {
    var log = MadeLog.counted(60_000, 0, 25_000);
    var problem =
        assertThrows(ClewException.class, () -> log.rows(new Window.Rows(0, 10))).problem();
    assertTrue(problem.what().contains("rows 60000..85000"), problem.what());
    assertThrows(ClewException.class, () -> log.rows(new Window.BaselineFiles()));
    assertThrows(
        ClewException.class, () -> log.rows(time("2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z")));
  }

  @Test
  void timesAreCutWithTheEndExclusiveAndRowsWithoutATimeAreInNone() {
    var log =
        MadeLog.timedLog(
            "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z", "");
    var cut = log.rows(time("2026-11-01T00:00:00Z", "2026-11-03T00:00:00Z"));
    assertEquals(2, cut.count());
    assertEquals(0, cut.rowNumber(0));
  }

  @Test
  void rowsOutOfTimeOrderAreFoundAndKeepTheirNumbers() {
    var log =
        MadeLog.timedLog("2026-11-05T00:00:00Z", "2026-11-01T00:00:00Z", "2026-11-06T00:00:00Z");
    var cut = log.rows(time("2026-11-05T00:00:00Z", "2026-11-07T00:00:00Z"));
    assertEquals(2, cut.count());
    assertEquals(0, cut.rowNumber(0));
    assertEquals(2, cut.rowNumber(1));
  }
}
