package dev.clew.traces.rows;

import static dev.clew.traces.rows.LogFixture.numbers;
import static dev.clew.traces.rows.LogFixture.texts;
import static dev.clew.traces.rows.LogFixture.unread;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.traces.rows.Schema.Files;
import dev.clew.traces.rows.Schema.Order;
import dev.clew.traces.rows.Schema.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorReaderTest {
  @TempDir private Path scratch;

  private LogFixture folder() {
    return new LogFixture(scratch);
  }

  private static String[] schema(String fields) {
    return new String[] {
      "{" + fields + (fields.isEmpty() ? "" : ", ") + "\"files\": {\"baseline\": [\"ref*.csv\"],",
      "\"current\": [\"days/*.csv\"], \"actuals\": [\"late.csv\"]}}"
    };
  }

  @Test
  void globsAreReadInOrderAndRowsCountThroughThem() {
    var log =
        folder()
            .file("schema.json", schema("\"actual\": \"y\", \"id\": \"id\""))
            .file("ref1.csv", "id,x,y", "1,1,0")
            .file("days/2.csv", "id,x", "4,40", "5,50")
            .file("days/1.csv", "id,x", "2,20", "3,30")
            .file("other.csv", "id,x", "9,9")
            .file("late.csv", "id,y", "2,1", "3,0", "4,1", "5,1")
            .read();
    assertArrayEquals(new double[] {20, 30, 40, 50}, numbers(log.current(), "x"));
    assertEquals(3, log.current().rowNumber(3));
    assertEquals(List.of("1", "0", "1", "1"), texts(log.current(), "y"));
    assertEquals(
        List.of("days/1.csv", "days/2.csv", "late.csv", "ref1.csv", "schema.json"),
        log.objects().stream().map(object -> object.key()).toList());
  }

  @Test
  void aBaselineThatIsNumbersLongBeforeItsEndKeepsEachCellInItsRow() {
    int rows = 6_000;
    var before = new ArrayList<String>(List.of("x,y"));
    var now = new ArrayList<String>(List.of("x,y,z"));
    for (int row = 0; row < rows; row++) {
      before.add(row == 5_500 ? "n/k," + row : row + "," + row);
      now.add(row == 7 ? "lost," + row + ",1" : (rows + row) + "," + row + ",2.5");
    }
    var log =
        folder()
            .file(
                "schema.json",
                "{\"features\": [\"x\", \"y\", \"z\"], \"files\": {\"baseline\": [\"ref.csv\"],",
                "\"current\": [\"now.csv\"]}}")
            .file("ref.csv", before.toArray(String[]::new))
            .file("now.csv", now.toArray(String[]::new))
            .read();
    assertEquals("n/k", log.baseline().column("x").orElseThrow().text(5_500));
    assertEquals("5999", log.baseline().column("x").orElseThrow().text(rows - 1));
    assertEquals("lost", log.current().column("x").orElseThrow().text(7));
    assertEquals("6008", log.current().column("x").orElseThrow().text(8));
    assertEquals(0, log.baseline().column("x").orElseThrow().missing());
    // A column that the baseline does not have is empty there.
    assertEquals(rows, log.baseline().column("z").orElseThrow().missing());
    assertEquals("2.5", log.current().column("z").orElseThrow().text(8));
  }

  @Test
  void aFileThatIsNotThereIsNamedWithTheNearest() {
    var problem =
        folder()
            .file("schema.json", "{\"files\": {\"current\": [\"analysys.csv\"]}}")
            .file("analysis.csv", "a,b", "1,2")
            .refused();
    assertEquals("files.current names 'analysys.csv', and there is no such file", problem.what());
    assertEquals("did you mean 'analysis.csv'?", problem.remedy());
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithFileAndNearest() {
    var problem =
        folder()
            .file(
                "schema.json",
                "{\"prediction\": \"predicton\", \"files\": {\"current\": [\"a.csv\"]}}")
            .file("a.csv", "prediction,b", "1,2")
            .refused();
    assertEquals(
        "'prediction' names the column 'predicton', which a.csv does not have", problem.what());
    assertEquals("did you mean 'prediction'?", problem.remedy());
    assertEquals("schema.json", problem.where());
  }

  @Test
  void theLastOfSeveralActualsCountsAndTheOthersAreCounted() {
    var log =
        folder()
            .file("schema.json", schema("\"actual\": \"y\", \"id\": \"id\", \"task\": \"binary\""))
            .file("ref.csv", "id,x,y", "1,1,0", "2,1,1")
            .file("days/1.csv", "id,x", "3,1", "4,1", "5,1", "6,1")
            .file("late.csv", "id,y", "3,0", "4,0", "3.0,1", "77,1", "78,0", "4,1", "4,0")
            .read();
    assertEquals(List.of("1", "0", "", ""), texts(log.current(), "y"));
    assertEquals(2, log.actualsMissing());
    assertEquals(2, log.actualsUnused());
    assertTrue(
        log.inferences().stream().anyMatch(words -> words.startsWith("3 actuals have an id")),
        log.inferences().toString());
    assertEquals(List.of("0", "1"), texts(log.baseline(), "y"));
  }

  @Test
  void idsOfTextAreJoinedAsText() {
    var log =
        folder()
            .file("schema.json", schema("\"actual\": \"y\", \"id\": \"id\""))
            .file("ref.csv", "id,x,y", "a-1,1,0.5")
            .file("days/1.csv", "id,x", "b-1,1", "b-2,1", "17,1")
            .file("late.csv", "id,y", "b-2,2.5", "17.0,3.5", "b-1,1.5")
            .read();
    assertArrayEquals(new double[] {1.5, 2.5, 3.5}, numbers(log.current(), "y"));
    assertEquals(Task.REGRESSION, log.schema().task());
  }

  @Test
  void aLateActualTakesThePlaceOfAnEarlyOne() {
    var log =
        folder()
            .file("schema.json", schema("\"actual\": \"y\", \"id\": \"id\""))
            .file("ref.csv", "id,x,y", "1,1,no")
            .file("days/1.csv", "id,x,y", "2,1,no", "3,1,", "4,1,yes")
            .file("late.csv", "id,y", "2,yes", "3,no")
            .read();
    assertEquals(List.of("yes", "no", "yes"), texts(log.current(), "y"));
    assertEquals(Optional.of("yes"), log.schema().positive());
  }

  @Test
  void actualsWithoutAnIdAreJoinedByPlaceWhenThereAreAsMany() {
    var log =
        folder()
            .file(
                "schema.json",
                "{\"actual\": \"y\", \"files\": {\"current\": [\"a.csv\"], \"actuals\": [\"y.csv\"]}}")
            .file("a.csv", "x,z", "1,5", "1,6")
            .file("y.csv", "y", "up", "down")
            .read();
    assertEquals(List.of("up", "down"), texts(log.current(), "y"));
    var problem =
        folder()
            .file(
                "schema.json",
                "{\"actual\": \"y\", \"files\": {\"current\": [\"a.csv\"], \"actuals\": [\"y.csv\"]}}")
            .file("a.csv", "x,z", "1,5", "1,6", "2,7")
            .file("y.csv", "y", "up", "down")
            .refused();
    assertTrue(problem.what().contains("2 actuals are no match for 3 rows"), problem.what());
  }

  @Test
  void rowsWithATimeAreSortedByItAndKeepTheirNumbers() {
    var log =
        folder()
            .file(
                "x.csv",
                "timestamp,v",
                "2026-11-03 00:00:00,3",
                "2026-11-01 00:00:00,1",
                ",9",
                "2026-11-02 00:00:00,2")
            .read();
    assertEquals(Order.TIME, log.schema().order());
    assertArrayEquals(new double[] {1, 2, 3, 9}, numbers(log.current(), "v"));
    assertEquals(1, log.current().rowNumber(0));
    assertEquals(2, log.current().rowNumber(3));
    assertTrue(
        log.inferences().contains("the current rows are sorted by time; each keeps its number"));
  }

  @Test
  void theOrderOfRowsStaysWhereTheSchemaSaysSo() {
    var log =
        folder()
            .file("schema.json", "{\"order\": \"row\", \"files\": \"x.csv\"}")
            .file("x.csv", "timestamp,v", "2026-11-03,3", "2026-11-01,1")
            .read();
    assertArrayEquals(new double[] {3, 1}, numbers(log.current(), "v"));
  }

  @Test
  void epochTimesAreTimesWhereTheyAreCalledSo() {
    var log = folder().file("x.csv", "prediction_ts,v", "1793509200,1", "1793509201,2").read();
    // date -u -d @1793509200
    assertEquals("2026-11-01T05:00:00Z", texts(log.current(), "prediction_ts").getFirst());
  }

  @Test
  void filesOfTwoFormatsAreOneLog() {
    var log =
        folder()
            .file("reference.jsonl", "{\"c\": 17.0, \"v\": 1}", "{\"c\": \"18\", \"v\": 2}")
            .file("analysis.csv", "c,v", "17,3", "18,4")
            .file(
                "schema.json",
                "{\"categorical\": [\"c\"], \"features\": [\"c\", \"v\"],",
                "\"files\": {\"baseline\": \"reference.jsonl\", \"current\": \"analysis.csv\"}}")
            .read();
    assertEquals(List.of("17", "18"), texts(log.baseline(), "c"));
    var before = (Column.Categories) log.baseline().column("c").orElseThrow();
    var after = (Column.Categories) log.current().column("c").orElseThrow();
    assertArrayEquals(before.codes(), after.codes());
  }

  @Test
  void onlyTheColumnsAskedForAreReadWhereTheSchemaNamesTheFeatures() throws IOException {
    var folder =
        folder()
            .file(
                "schema.json",
                "{\"prediction\": \"p\", \"features\": [\"a\", \"b\"], \"files\": \"x.csv\"}")
            .file("x.csv", "a,b,p,other", "1,2,0,9", "3,4,1,9");
    var log =
        new PredictorReader(scratch, LogFixture.MAX_CELLS)
            .read(folder.store, "made", "", List.of("schema.json", "x.csv"), Set.of("b"));
    assertEquals(List.of("b", "p"), List.copyOf(log.current().columns().keySet()));
    assertEquals(List.of("a", "b"), log.schema().features());
  }

  @Test
  void filesWithoutNamesForTheirRolesAreRowsOneAfterTheOther() {
    var log =
        folder().file("2026-11-01.csv", "x,y", "1,2").file("2026-11-02.csv", "x,y", "3,4").read();
    assertEquals(
        new Files(List.of(), List.of("2026-11-01.csv", "2026-11-02.csv"), List.of()),
        log.schema().files());
    assertArrayEquals(new double[] {1, 3}, numbers(log.current(), "x"));
  }

  @Test
  void trainAndTestAreBaselineAndCurrent() {
    var log =
        folder().file("test.csv", "x,y", "1,2").file("train.csv", "x,y,label", "3,4,1").read();
    assertEquals(List.of("train.csv"), log.schema().files().baseline());
    assertEquals(List.of("test.csv"), log.schema().files().current());
    assertEquals(Optional.of("label"), log.schema().actual());
  }

  @Test
  void aTableOfOtherColumnsIsNoPartOfTheLog() {
    var log =
        folder()
            .file("log.csv", "id,a,b,c,d", "1,2,3,4,5")
            .file("cities.csv", "city,country,population,area", "Bern,CH,1,2")
            .read();
    assertEquals(1, log.current().count());
    assertTrue(unread(log).contains("cities.csv |  | is a table of other columns"), unread(log));
  }

  @Test
  void aProbabilityCalledPredictionIsTheScore() {
    var lines = new ArrayList<String>(List.of("prediction,label,x"));
    for (int i = 0; i < 40; i++) {
      lines.add("0." + (10 + i) + "," + (i % 2 == 0 ? "good" : "bad") + "," + i * 1.5);
    }
    var log = folder().file("x.csv", lines.toArray(String[]::new)).read();
    assertEquals(Optional.of("prediction"), log.schema().score());
    assertEquals(Optional.empty(), log.schema().prediction());
    assertEquals(Task.BINARY, log.schema().task());
  }

  @Test
  void tasksAreToldByTheirValues() {
    assertEquals(Task.REGRESSION, task("1.5", "2.5", "7"));
    assertEquals(Task.BINARY, task("yes", "no", "no"));
    assertEquals(Task.MULTICLASS, task("red", "green", "blue"));
    assertEquals(Task.MULTICLASS, task("0", "1", "2"));
    assertEquals(Task.BINARY, task("1", "0", "1"));
  }

  private Task task(String... actuals) {
    var lines = new ArrayList<String>(List.of("x,actual"));
    for (var actual : actuals) {
      lines.add("1," + actual);
    }
    return folder().file("x.csv", lines.toArray(String[]::new)).read().schema().task();
  }

  @Test
  void aPositiveLabelIsFoundHoweverItsCaseIsWritten() {
    var log =
        folder()
            .file("schema.json", "{\"actual\": \"y\", \"positive\": true, \"files\": \"x.csv\"}")
            .file("x.csv", "a,y", "1,True", "2,False")
            .read();
    assertEquals(Optional.of("True"), log.schema().positive());
    assertTrue(log.inferences().contains("the positive label is written 'True' in the rows"));
  }

  @Test
  void labelsThatCanNotBeComparedAreSaid() {
    var log = folder().file("x.csv", "a,prediction,actual", "1,True,1", "2,False,0").read();
    assertTrue(
        log.inferences().stream().anyMatch(words -> words.contains("no label in common")),
        log.inferences().toString());
  }

  @Test
  void aPositiveLabelThatNoRowHasIsSaid() {
    var log =
        folder()
            .file("schema.json", "{\"actual\": \"y\", \"positive\": \"bad\", \"files\": \"x.csv\"}")
            .file("x.csv", "a,y", "1,yes", "2,no")
            .read();
    assertTrue(
        log.inferences().contains("no row has the positive label 'bad': the labels are yes, no"),
        log.inferences().toString());
  }

  @Test
  void textsThatDoNotFitAreRefusedBeforeMemoryIsFull() {
    var lines = new String[2_001];
    Arrays.setAll(lines, i -> i == 0 ? "a,b" : i + "," + "x".repeat(1_000) + i);
    var store = folder().file("x.csv", lines).store;
    var problem =
        assertThrows(
                ClewException.class,
                () -> new PredictorReader(scratch, 100_000).read(store, "made", ""))
            .problem();
    assertEquals(Problem.Kind.LIMIT, problem.kind());
    assertTrue(problem.what().contains("different texts"), problem.what());
  }

  @Test
  void ofManyFilesAlikeAFewAreLookedInto() {
    var keys = IntStream.range(0, 1_000).mapToObj("day-%04d.csv"::formatted).toList();
    var opened = new ArrayList<String>();
    var headers =
        Headers.of(
            keys,
            key -> {
              opened.add(key);
              return List.of("a", "b");
            });
    assertEquals(keys, List.copyOf(headers.keySet()));
    assertEquals(5, opened.size());
  }

  @Test
  void aRowLeftOutOfTheBaselineMovesNoCurrentRow() {
    var log =
        folder()
            .file(
                "schema.json",
                "{\"files\": {\"baseline\": \"b.csv\", \"current\": \"c.csv\"}, \"firstRow\": 10}")
            .file("b.csv", "x,y", "1,2", "broken")
            .file("c.csv", "x,y", "3,4", "broken", "5,6")
            .read();
    assertEquals(10, log.current().rowNumber(0));
    assertEquals(12, log.current().rowNumber(1));
    assertEquals(0, log.baseline().rowNumber(0));
  }

  @Test
  void aScoreThatHoldsNoNumbersIsNamedWithACell() {
    var problem =
        folder()
            .file("schema.json", "{\"score\": \"s\", \"files\": \"x.csv\"}")
            .file("x.csv", "s,y", ",1", "high,2")
            .refused();
    assertEquals("'score' must be numbers, and 's' holds 'high' and the like", problem.what());
    assertEquals("schema.json", problem.where());
  }

  @Test
  void aTagOfFewIntegersIsSlicedByCategories() {
    var log =
        folder()
            .file(
                "schema.json",
                "{\"features\": [\"a\"], \"categorical\": [], \"tags\": [\"year\"], \"files\": \"x.csv\"}")
            .file(
                "x.csv",
                "a,year",
                "1.5,2015",
                "2.5,2015",
                "1,2015",
                "2,2015",
                "3,2016",
                "4,2016",
                "5,2016",
                "6,2016")
            .read();
    assertEquals(
        List.of("2015", "2016"),
        ((Column.Categories) log.current().column("year").orElseThrow()).dictionary());
  }

  @Test
  void anUnnamedCounterIsNoFeature() {
    var log = folder().file("x.csv", ",v", "0,3", "1,5", "2,4").read();
    assertEquals(List.of("v"), log.schema().features());
  }

  @Test
  void aSchemaThatIsHugeIsNotRead() {
    var folder = folder().file("schema.json", " ".repeat(2 << 20)).file("x.csv", "a,b", "1,2");
    assertTrue(folder.refused().what().contains("1048576 bytes"));
  }

  @Test
  void aBareYIsWhatHappenedBesideItsHat() {
    var beside =
        new LogFixture(scratch).file("a.csv", "x,yhat,y", "1.5,2.25,2.5", "2,3.5,4").read();
    assertEquals(Optional.of("y"), beside.schema().actual());
    assertEquals(Optional.of("yhat"), beside.schema().prediction());
    var alone = new LogFixture(scratch).file("a.csv", "x,y", "1.5,2.5", "2,4").read();
    assertEquals(Optional.empty(), alone.schema().actual());
  }

  @Test
  void whatAnotherColumnForetellsIsTheActual() {
    var churn =
        new LogFixture(scratch)
            .file("a.csv", "age,churned,churn_pred,churn_proba", "31,1,1,0.9", "52,0,1,0.6")
            .read();
    assertEquals(Optional.of("churned"), churn.schema().actual());
    assertEquals(List.of("age"), churn.schema().features());
    assertTrue(
        churn.inferences().stream().anyMatch(said -> said.contains("'churn_pred' foretells it")),
        churn.inferences().toString());
    var fraud =
        new LogFixture(scratch.resolve("b"))
            .file("a.csv", "amount,is_fraud,fraud_score", "31,1,0.9", "52,0,0.6")
            .read();
    assertEquals(Optional.of("is_fraud"), fraud.schema().actual());
    var price =
        new LogFixture(scratch.resolve("c"))
            .file("a.csv", "rooms,price,predicted_price", "3,91.5,90.25", "5,52.5,61.75")
            .read();
    assertEquals(Optional.of("price"), price.schema().actual());
  }

  /// Two that would fit are not chosen between, and a word that only begins alike does not fit.
  @Test
  void whatIsOnlyLikeTheNameOfAPredictionIsAFeature() {
    var two =
        new LogFixture(scratch).file("a.csv", "churn,churned,churn_pred", "1,1,1", "0,0,1").read();
    assertEquals(Optional.empty(), two.schema().actual());
    var other =
        new LogFixture(scratch.resolve("b"))
            .file("a.csv", "priced_by,price_list,predicted_price", "2,91.5,90.25", "1,52.5,61.75")
            .read();
    assertEquals(Optional.empty(), other.schema().actual());
  }

  /// `03/04/2026` alone is two days; a column that also holds `14/04/2026` has the day first.
  @Test
  void datesWithSlashesAreReadWhereTheColumnHasOneReading() {
    var dayFirst =
        new LogFixture(scratch)
            .file("a.csv", "when,score", "03/04/2026 10:30,0.5", "14/04/2026 11:00,0.25")
            .read();
    assertEquals(
        List.of("2026-04-03T10:30:00Z", "2026-04-14T11:00:00Z"), instants(dayFirst, "when"));
    assertTrue(
        dayFirst.inferences().stream().anyMatch(said -> said.contains("'when' have the day first")),
        dayFirst.inferences().toString());
    var monthFirst =
        new LogFixture(scratch.resolve("b"))
            .file("a.csv", "when,score", "3/4/2026 1:30:00 PM,0.5", "3/14/2026,0.25")
            .read();
    assertEquals(
        List.of("2026-03-04T13:30:00Z", "2026-03-14T00:00:00Z"), instants(monthFirst, "when"));
    for (var second : List.of("05/06/2026", "14/04/2026\n04/14/2026")) {
      var untold =
          new LogFixture(scratch.resolve("c" + second.length()))
              .file("a.csv", "when\n03/04/2026\n" + second)
              .read();
      assertTrue(
          untold.current().column("when").orElseThrow() instanceof Column.Categories, second);
    }
  }

  private static List<String> instants(InferenceLog log, String column) {
    var times = (Column.Times) log.current().column(column).orElseThrow();
    return Arrays.stream(times.epochMillis())
        .mapToObj(Instant::ofEpochMilli)
        .map(Instant::toString)
        .toList();
  }

  @Test
  void severalColumnsNamedLikeAnActualAreSaid() {
    var log =
        new LogFixture(scratch)
            .file("a.csv", "pred,target,label", "1,0,1", "0,0,0", "1,1,1")
            .read();
    assertEquals(Optional.of("target"), log.schema().actual());
    assertTrue(
        log.inferences().stream().anyMatch(said -> said.contains("so is label")),
        log.inferences().toString());
  }

  @Test
  void probabilitiesNamedAfterTheirClassesAreFound() {
    var log =
        new LogFixture(scratch)
            .file(
                "a.csv",
                "x,prediction,actual,p_cat,p_dog,p_owl",
                "1,cat,cat,.8,.1,.1",
                "2,dog,owl,.2,.5,.3",
                "3,owl,dog,.1,.4,.5")
            .read();
    assertEquals(Map.of("cat", "p_cat", "dog", "p_dog", "owl", "p_owl"), log.schema().scores());
    assertFalse(log.schema().features().contains("p_cat"));
  }
}
