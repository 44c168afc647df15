package dev.clew.traces.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.traces.rows.Schema.ChunkRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkingTest {
  private static List<String> labels(Rows rows, ChunkRule rule, boolean timed) {
    return Chunking.chunks(rows, MadeLog.schema(rule, 0, timed)).stream()
        .map(chunk -> chunk.label() + " (" + chunk.count() + ")")
        .toList();
  }

  @Test
  void rowsLeftOverJoinTheLastChunk() {
    assertEquals(
        List.of("0..10 (10)", "10..25 (15)"),
        labels(MadeLog.rows(0, 25), new ChunkRule.Size(10), false));
  }

  @Test
  void fewerRowsThanAChunkAreOneChunk() {
    assertEquals(List.of("7..10 (3)"), labels(MadeLog.rows(7, 3), new ChunkRule.Size(10), false));
  }

  @Test
  void aNumberOfChunksCutsEquallyAndTheLastTakesTheRest() {
    assertEquals(
        List.of("0..8 (8)", "8..16 (8)", "16..25 (9)"),
        labels(MadeLog.rows(0, 25), new ChunkRule.Count(3), false));
    assertEquals(
        10,
        Chunking.chunks(MadeLog.rows(0, 109), MadeLog.schema(Chunking.DEFAULT, 0, false)).size());
  }

  @Test
  void fewerRowsThanChunksMakeAChunkEach() {
    assertEquals(
        List.of("0..1 (1)", "1..2 (1)"),
        labels(MadeLog.rows(0, 2), new ChunkRule.Count(10), false));
  }

  @Test
  void noRowsMakeNoChunks() {
    assertEquals(List.of(), labels(MadeLog.rows(0, 0), new ChunkRule.Size(10), false));
  }

  @Test
  void periodsFollowTheCalendarAndAnEmptyOneMakesNoChunk() {
    // 2026-11-01 is a Sunday.
    var rows =
        MadeLog.timed(
            "2026-11-01T00:00:00Z",
            "2026-11-01T23:59:59.999Z",
            "2026-11-02T00:00:00Z",
            "2026-11-30T12:00:00Z",
            "2027-01-01T00:00:00Z",
            "");
    assertEquals(
        List.of("2026-11-01 (2)", "2026-11-02 (1)", "2026-11-30 (1)", "2027-01-01 (1)"),
        labels(rows, new ChunkRule.Period("D"), true));
    assertEquals(
        List.of("2026-10-26 (2)", "2026-11-02 (1)", "2026-11-30 (1)", "2026-12-28 (1)"),
        labels(rows, new ChunkRule.Period("W"), true));
    assertEquals(
        List.of("2026-11 (4)", "2027-01 (1)"), labels(rows, new ChunkRule.Period("M"), true));
    assertEquals(
        List.of("2026-10 (4)", "2027-01 (1)"), labels(rows, new ChunkRule.Period("Q"), true));
    assertEquals(List.of("2026 (4)", "2027 (1)"), labels(rows, new ChunkRule.Period("Y"), true));
    assertEquals("2026-11-01T23:59:00Z (1)", labels(rows, new ChunkRule.Period("T"), true).get(1));
  }

  @Test
  void aPeriodWithoutTimesIsRefusedWithTheRemedy() {
    var problem =
        assertThrows(
                ClewException.class,
                () -> labels(MadeLog.rows(0, 3), new ChunkRule.Period("D"), false))
            .problem();
    assertTrue(problem.remedy().contains("schema.json"), problem.remedy());
  }

  @Test
  void anUnknownPeriodIsNamedWithTheKnown() {
    var refused = assertThrows(IllegalArgumentException.class, () -> new ChunkRule.Period("X"));
    assertEquals("period 'X' is none of S, min, H, D, W, M, Q, Y", refused.getMessage());
  }
}
