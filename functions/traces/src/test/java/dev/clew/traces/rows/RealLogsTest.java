package dev.clew.traces.rows;

import static dev.clew.traces.rows.LogFixture.missing;
import static dev.clew.traces.rows.LogFixture.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clew.traces.rows.Schema.Order;
import dev.clew.traces.rows.Schema.Task;
import dev.clew.traces.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole real sets, as they lie in the folder that `CLEW_DATA` names. Expected figures: pandas
/// 3.1.1.
class RealLogsTest {
  private static Path data = Path.of("");

  @TempDir private Path scratch;

  @BeforeAll
  static void find() {
    var folder = System.getenv("CLEW_DATA");
    assumeTrue(
        folder != null && !folder.isBlank(),
        "CLEW_DATA does not name the folder with the real data");
    data = Path.of(folder).resolve("tabular");
  }

  private InferenceLog read(String... files) throws IOException {
    var folder = Files.createDirectory(scratch.resolve("log"));
    for (var file : files) {
      Files.copy(data.resolve(file), folder.resolve(file));
    }
    return new PredictorReader(scratch.resolve("temporary"), LogFixture.MAX_CELLS)
        .read(DirectoryStore.of(folder), "log", "");
  }

  @Test
  void employment() throws IOException {
    var log =
        read(
            "employment_MA_reference.csv",
            "employment_MA_analysis_0_125000.csv",
            "employment_MA_target_0_125000.csv");
    assertEquals(68_785, log.baseline().count());
    assertEquals(125_000, log.current().count());
    assertEquals(Task.BINARY, log.schema().task());
    assertEquals(Optional.of("employed"), log.schema().actual());
    assertEquals(0, log.actualsMissing());
    var relp = texts(log.current(), "RELP");
    assertEquals(69_124, log.current().rowNumber(relp.lastIndexOf("17")));
  }

  @Test
  void californiaHousing() throws IOException {
    var log =
        read(
            "california_housing_reference.csv",
            "california_housing_analysis.csv",
            "california_housing_analysis_gt.csv");
    assertEquals(5_832, log.baseline().count());
    assertEquals(8_232, log.current().count());
    assertEquals(Order.TIME, log.schema().order());
    assertEquals(0, log.actualsMissing());
    assertEquals(24, log.rows(WindowWords.parse("last 24 hours", Extent.of(log)).window()).count());
  }

  @Test
  void bikeRentals() throws IOException {
    var log = read("bike_hour.csv");
    assertEquals(17_379, log.current().count());
    assertEquals(Optional.of("dteday"), log.schema().timestamp());
    assertEquals(Optional.of("instant"), log.schema().id());
    assertTrue(log.schema().categorical().containsAll(List.of("season", "weathersit", "hr")));
    assertFalse(log.schema().categorical().contains("temp"));
    // 2012-10-29 has one row.
    assertEquals(1, log.rows(WindowWords.parse("2012-10-29", Extent.of(log)).window()).count());
  }

  @Test
  void adults() throws IOException {
    var log = read("adults.parquet");
    assertEquals(48_842, log.current().count());
    assertEquals(6_465, log.current().columns().values().stream().mapToInt(Column::missing).sum());
    assertEquals(
        41,
        ((Column.Categories) log.current().column("native-country").orElseThrow())
            .dictionary()
            .size());
  }

  @Test
  void flights() throws IOException {
    var log = read("flights_2001Q1_300k.parquet");
    assertEquals(147_847, log.current().count());
    assertEquals(Optional.of("date"), log.schema().timestamp());
    var delays = LogFixture.numbers(log.current(), "delay");
    assertEquals(-86, Arrays.stream(delays).min().orElseThrow());
    assertEquals(1_575, Arrays.stream(delays).max().orElseThrow());
  }

  @Test
  void birdstrikes() throws IOException {
    var log = read("birdstrikes.csv");
    assertEquals(10_000, log.current().count());
    assertEquals(Optional.of("Flight Date"), log.schema().timestamp());
    assertEquals(2_836, missing(log.current(), "Speed IAS in knots"));
  }

  @Test
  void movies() throws IOException {
    var log = read("movies.json");
    assertEquals(3_201, log.current().count());
    assertEquals(1_992, missing(log.current(), "Running Time min"));
    // A title that is a number is a title.
    assertEquals(1, Collections.frequency(texts(log.current(), "Title"), "1776"));
  }

  @Test
  void hospital() throws IOException {
    var log = read("hospital_100.csv");
    assertEquals(100, log.current().count());
    var provider = (Column.Numbers) log.current().column("ProviderNumber").orElseThrow();
    assertEquals("1xx19", provider.unparsed().get(1));
  }
}
