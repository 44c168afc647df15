package dev.clew.traces.rows;

import static dev.clew.traces.rows.LogFixture.numbers;
import static dev.clew.traces.rows.LogFixture.texts;
import static dev.clew.traces.rows.LogFixture.unread;
import static dev.clew.traces.rows.LogFixture.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.traces.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file was written with pyarrow; see NOTICE.
class ParquetRowsTest {
  @TempDir private Path scratch;

  @Test
  void everyTypeBecomesNumbersTextsOrTimes() {
    var log =
        new LogFixture(scratch)
            .resource("types.parquet", "made/types.parquet")
            .file(
                "schema.json",
                "{\"categorical\": [\"category\"], \"order\": \"row\", \"files\": \"types.parquet\"}")
            .read();
    var rows = log.current();
    assertEquals(List.of("1", "", "3"), texts(rows, "whole"));
    assertEquals(List.of("9007199254740993", "1", "2"), texts(rows, "long"));
    assertEquals(List.of("1.5", "", "Infinity"), texts(rows, "double"));
    assertArrayEquals(new double[] {1, Double.NaN, 2}, numbers(rows, "nullable"));
    assertArrayEquals(new double[] {0.5, 0.25, Double.NaN}, numbers(rows, "float"));
    assertEquals(List.of("true", "", "false"), texts(rows, "flag"));
    assertEquals(List.of("x", "", ""), texts(rows, "text"));
    assertEquals(
        List.of("2026-11-01T05:00:00Z", "", "2026-11-01T05:00:00.250Z"), texts(rows, "time"));
    assertEquals("2026-11-01T05:00:00Z", texts(rows, "zoned").getFirst());
    assertEquals("2026-11-01T00:00:00Z", texts(rows, "day").getFirst());
    assertArrayEquals(new double[] {1.25, -3, Double.NaN}, numbers(rows, "money"));
    assertEquals(List.of("17", "18", "17"), texts(rows, "category"));
    assertTrue(
        log.inferences().stream()
            .anyMatch(words -> words.startsWith("types.parquet: 'list' holds")),
        log.inferences().toString());
  }

  @Test
  void theUsersOwnFileStaysThoughItLiesInTheScratchFolder() throws IOException {
    var file = Files.createDirectory(scratch.resolve("mine")).resolve("types.parquet");
    try (var in = ParquetRowsTest.class.getResourceAsStream("made/types.parquet")) {
      Files.copy(Objects.requireNonNull(in), file);
    }
    var log =
        new PredictorReader(scratch, LogFixture.MAX_CELLS)
            .read(DirectoryStore.of(file.getParent()), "made", "");
    assertEquals(3, log.current().count());
    assertTrue(Files.exists(file));
  }

  @Test
  void aFileWhoseNameIsAPatternIsReadAndNothingIsLeftBehind() throws IOException {
    var folder = Files.createDirectory(scratch.resolve("data=1"));
    var temporary = Files.createDirectory(scratch.resolve("temporary"));
    try (var in = ParquetRowsTest.class.getResourceAsStream("made/types.parquet")) {
      Files.copy(Objects.requireNonNull(in), folder.resolve("a[1]*?.parquet"));
    }
    var log =
        new PredictorReader(temporary, LogFixture.MAX_CELLS)
            .read(DirectoryStore.of(folder), "made", "");
    assertEquals(3, log.current().count());
    assertFalse(log.current().columns().containsKey("data"));
    try (var left = Files.list(temporary)) {
      assertEquals(List.of("duckdb"), left.map(file -> file.getFileName().toString()).toList());
    }
  }

  @Test
  void aCopyOfAnObjectIsDeletedOnceItIsRead() throws IOException {
    new LogFixture(scratch).resource("types.parquet", "made/types.parquet").read();
    try (var left = Files.list(scratch)) {
      assertEquals(List.of("duckdb"), left.map(file -> file.getFileName().toString()).toList());
    }
  }

  @Test
  void whatOnlyStartsLikeParquetIsNamed() {
    var log =
        new LogFixture(scratch)
            .bytes("broken.parquet", utf8("PAR1 and then nothing"))
            .file("x.csv", "a,b", "1,2")
            .read();
    assertEquals(1, log.current().count());
    assertTrue(
        unread(log).contains("broken.parquet |  | can not be read: is no Parquet file"),
        unread(log));
  }
}
