package dev.clew.traces.rows;

import static dev.clew.traces.rows.LogFixture.missing;
import static dev.clew.traces.rows.LogFixture.sum;
import static dev.clew.traces.rows.LogFixture.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Window;
import dev.clew.traces.rows.Schema.Files;
import dev.clew.traces.rows.Schema.Order;
import dev.clew.traces.rows.Schema.Task;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Excerpts of real logs, read without and with a schema. Expected figures: pandas 3.1.1 on the
/// same files.
class RealExcerptsTest {
  @TempDir private Path scratch;

  private LogFixture employment() {
    return new LogFixture(scratch)
        .resource("employment_reference.csv", "employment/employment_reference.csv")
        .resource("employment_analysis.csv", "employment/employment_analysis.csv")
        .resource("employment_actuals.csv", "employment/employment_actuals.csv");
  }

  private static final String EMPLOYMENT_SCHEMA =
      """
      {"predictor": "employment", "task": "binary", "order": "row", "timestamp": null, "id": "id",
       "prediction": "prediction", "score": "predicted_probability", "positive": 1,
       "actual": "employed",
       "features": ["AGEP", "SCHL", "MAR", "RELP", "DIS", "ESP", "CIT", "MIG", "MIL", "ANC",
                    "NATIVITY", "DEAR", "DEYE", "DREM", "SEX", "RAC1P"],
       "categorical": ["SCHL", "MAR", "RELP", "DIS", "ESP", "CIT", "MIG", "MIL", "ANC",
                       "NATIVITY", "DEAR", "DEYE", "DREM", "SEX", "RAC1P"],
       "tags": ["year"],
       "files": {"baseline": ["employment_reference.csv"], "current": ["employment_analysis.csv"],
                 "actuals": ["employment_actuals.csv"]},
       "chunk": {"size": 200}, "firstRow": 68900}
      """;

  @Test
  void anEmploymentLogIsUnderstoodWithoutASchema() {
    var log = employment().read();
    var schema = log.schema();
    assertEquals(
        new Files(
            List.of("employment_reference.csv"),
            List.of("employment_analysis.csv"),
            List.of("employment_actuals.csv")),
        schema.files());
    assertEquals(Task.BINARY, schema.task());
    assertEquals(Order.ROW, schema.order());
    assertEquals(Optional.of("id"), schema.id());
    assertEquals(Optional.of("prediction"), schema.prediction());
    assertEquals(Optional.of("predicted_probability"), schema.score());
    assertEquals(Optional.of("employed"), schema.actual());
    assertEquals(Optional.of("1"), schema.positive());
    assertEquals(17, schema.features().size());
    assertTrue(schema.categorical().contains("RELP"));
    assertFalse(schema.categorical().contains("AGEP"));
    assertEquals(0, log.actualsMissing());
    assertEquals(0, log.actualsUnused());
    assertEquals(3, log.objects().size());
  }

  @Test
  void anExcerptKeepsTheRowNumbersOfTheWhole() {
    var log = employment().bytes("schema.json", LogFixture.utf8(EMPLOYMENT_SCHEMA)).read();
    assertEquals(List.of("year"), log.schema().tags());
    assertEquals(68_900, log.current().firstRow());
    // The last RELP 17 of all 125,000 rows stands in row 69,124.
    var relp = texts(log.current(), "RELP");
    assertEquals(69_124, log.current().rowNumber(relp.lastIndexOf("17")));
    assertEquals(12, Collections.frequency(relp, "17"));
    assertEquals(27, Collections.frequency(texts(log.baseline(), "RELP"), "17"));
    assertEquals(
        List.of("68900..69100", "69100..69400"),
        log.chunks(log.current()).stream().map(Chunk::label).toList());
    var gone = log.rows(new Window.Rows(69_125, 69_400));
    assertEquals(0, Collections.frequency(texts(gone, "RELP"), "17"));
    assertEquals(275, gone.count());
  }

  @Test
  void figuresAreThoseOfTheFile() {
    var log = employment().read();
    assertEquals(21_738, sum(log.current(), "AGEP"));
    assertEquals(19_496, sum(log.baseline(), "AGEP"));
    assertEquals(256.95627582431945, sum(log.current(), "predicted_probability"), 1e-9);
    assertEquals(273, Collections.frequency(texts(log.current(), "employed"), "1"));
    assertEquals(229, Collections.frequency(texts(log.baseline(), "employed"), "1"));
    assertEquals(282, Collections.frequency(texts(log.current(), "prediction"), "1"));
  }

  @Test
  void aCategoryHasOneDictionaryForBaselineAndCurrent() {
    var log = employment().read();
    var before = (Column.Categories) log.baseline().column("RELP").orElseThrow();
    var after = (Column.Categories) log.current().column("RELP").orElseThrow();
    assertEquals(before.dictionary(), after.dictionary());
  }

  @Test
  void aLogWithAClockIsInOrderOfTime() {
    var log =
        new LogFixture(scratch)
            .resource(
                "california_housing_reference.csv", "california/california_housing_reference.csv")
            .resource(
                "california_housing_analysis.csv", "california/california_housing_analysis.csv")
            .resource(
                "california_housing_analysis_gt.csv",
                "california/california_housing_analysis_gt.csv")
            .read();
    var schema = log.schema();
    assertEquals(List.of("california_housing_analysis_gt.csv"), schema.files().actuals());
    assertEquals(Optional.of("timestamp"), schema.timestamp());
    assertEquals(Order.TIME, schema.order());
    assertEquals(Optional.of("y_pred"), schema.prediction());
    assertEquals(Optional.of("y_pred_proba"), schema.score());
    assertEquals(Optional.of("clf_target"), schema.actual());
    assertEquals(8, schema.features().size());
    assertEquals(844.5183, sum(log.current(), "MedInc"), 1e-9);
    assertEquals(44, Collections.frequency(texts(log.current(), "clf_target"), "1"));
    var extent = Extent.of(log);
    assertEquals(Optional.of(Instant.parse("2021-06-01T00:00:00Z")), extent.first());
    assertEquals(Optional.of(Instant.parse("2021-06-13T11:00:00Z")), extent.last());
    var day = WindowWords.parse("yesterday", extent);
    assertEquals(24, log.rows(day.window()).count()); // hourly rows
  }

  @Test
  void aModelWithoutPredictionsIsStillALog() {
    var log =
        new LogFixture(scratch)
            .resource("titanic_reference.csv", "titanic/titanic_reference.csv")
            .resource("titanic_analysis.csv", "titanic/titanic_analysis.csv")
            .resource("titanic_target.csv", "titanic/titanic_target.csv")
            .read();
    var schema = log.schema();
    assertEquals(Optional.of("PassengerId"), schema.id());
    assertEquals(Optional.of("Survived"), schema.actual());
    assertEquals(Optional.empty(), schema.prediction());
    assertEquals(Task.BINARY, schema.task());
    assertEquals(86, missing(log.current(), "Age"));
    assertEquals(177, missing(log.baseline(), "Age"));
    assertEquals(327, missing(log.current(), "Cabin"));
    assertEquals(1, missing(log.current(), "Fare"));
    assertEquals(14_856.5376, sum(log.current(), "Fare"), 1e-9);
    assertEquals(158, Collections.frequency(texts(log.current(), "Survived"), "1"));
    assertEquals(342, Collections.frequency(texts(log.baseline(), "Survived"), "1"));
    assertFalse(schema.features().contains("Name"));
    assertEquals("Kelly, Mr. James", texts(log.current(), "Name").getFirst());
  }

  @Test
  void aParquetFileAloneIsComparedWithItself() {
    var log = new LogFixture(scratch).resource("adult.parquet", "adult/adult.parquet").read();
    assertEquals(Optional.of("class"), log.schema().actual());
    assertEquals(Optional.of(">50K"), log.schema().positive());
    assertEquals(1_000, log.current().count());
    assertEquals(0, log.baseline().count());
    assertEquals(58, missing(log.current(), "workclass"));
    assertEquals(15, missing(log.current(), "native-country"));
    assertEquals(38_088, sum(log.current(), "age"));
    assertEquals(185_524_965, sum(log.current(), "fnlwgt"));
    assertEquals(240, Collections.frequency(texts(log.current(), "class"), ">50K"));
    var windows = WindowChoice.defaults(Extent.of(log));
    assertEquals("0..500", windows.baseline().toString());
    assertEquals("500..1000", windows.current().toString());
    assertInstanceOf(Column.Categories.class, log.current().column("education-num").orElseThrow());
  }
}
