package dev.clew.skills.performancedegradation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Severity;
import dev.clew.skills.predictors.MadePredictor;
import dev.clew.skills.predictors.Role;
import dev.clew.skills.predictors.Told;
import dev.clew.skills.predictors.World;
import dev.clew.traces.rows.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Regression, several classes, rankings; and logs that can not be judged, or only in part.
class OtherTasksTest {
  private static final int ROWS = 6_000;

  private static Told told(MadePredictor log) {
    return new Told(log.measure(new PerformanceDegradation(), "performance-degradation"));
  }

  /// A forecast of demand by shop: the actual is the forecast plus noise of deviation 10.
  private static MadePredictor demand(double offset, double spreadOfDowntown) {
    var random = new Random(3);
    double[][] forecast = new double[2][ROWS];
    double[][] actual = new double[2][ROWS];
    String[][] shop = new String[2][ROWS];
    for (int window = 0; window < 2; window++) {
      for (int i = 0; i < ROWS; i++) {
        shop[window][i] = List.of("airport", "downtown", "mall").get(random.nextInt(3));
        forecast[window][i] = 100 + 30 * random.nextGaussian();
        boolean broken = window == 1 && shop[window][i].equals("downtown");
        actual[window][i] =
            forecast[window][i]
                + 10 * (broken ? spreadOfDowntown : 1) * random.nextGaussian()
                - (window == 1 ? offset : 0);
      }
    }
    return new MadePredictor(ROWS, ROWS)
        .task(Schema.Task.REGRESSION)
        .numbers("forecast", forecast[0], forecast[1])
        .numbers("sold", actual[0], actual[1])
        .categories("shop", shop[0], shop[1])
        .feature("shop")
        .role(Role.PREDICTION, "forecast")
        .role(Role.ACTUAL, "sold");
  }

  @Test
  void theCleanTwinOfAForecastIsSilent() {
    var told = told(demand(0, 1));
    assertInstanceOf(Measurement.Clean.class, told.measurement());
    assertEquals(List.of(), told.complaints());
    // E|N(0, 10)| = 10 sqrt(2 / pi) = 7.979.
    assertEquals(7.979, told.number("performance.mae[window=current]"), 0.3);
  }

  @Test
  void aForecastThatIsTooHighIsTold() {
    var told = told(demand(15, 1));
    assertTrue(told.says("The model got worse"));
    assertEquals(Severity.HIGH, told.finding("Predictions are too high").severity());
    assertEquals(15, told.number("performance.offset[window=affected]"), 0.5);
    assertEquals(7.979, told.number("performance.offset.mae_without"), 0.3);
  }

  @Test
  void aShopWhoseForecastScattersIsTheSlice() {
    var told = told(demand(0, 3));
    assertEquals("shop = downtown", told.text("performance.slice[rank=1]"));
    assertFalse(told.says("Predictions are too high"));
  }

  @Test
  void amongSeveralClassesTheOneThatIsMissedIsNamed() {
    var random = new Random(4);
    String[][] actual = new String[2][ROWS];
    String[][] predicted = new String[2][ROWS];
    var classes = List.of("cat", "dog", "owl");
    for (int window = 0; window < 2; window++) {
      for (int i = 0; i < ROWS; i++) {
        actual[window][i] = classes.get(random.nextInt(3));
        double right = window == 1 && actual[window][i].equals("owl") ? 0.5 : 0.9;
        predicted[window][i] =
            random.nextDouble() < right ? actual[window][i] : classes.get(random.nextInt(3));
      }
    }
    var told =
        told(
            new MadePredictor(ROWS, ROWS)
                .task(Schema.Task.MULTICLASS)
                .categories("seen", predicted[0], predicted[1])
                .categories("is", actual[0], actual[1])
                .numbers("size", new double[ROWS], new double[ROWS])
                .feature("size")
                .role(Role.PREDICTION, "seen")
                .role(Role.ACTUAL, "is"));
    assertTrue(told.says("The model got worse"));
    assertTrue(told.says("One class is missed more often"));
    assertEquals("is = owl", told.text("performance.class"));
  }

  @Test
  void aRankerIsJudgedByItsLists() {
    var random = new Random(5);
    int lists = 800;
    int items = 8;
    int rows = lists * items;
    double[][] query = new double[2][rows];
    double[][] score = new double[2][rows];
    double[][] relevance = new double[2][rows];
    for (int window = 0; window < 2; window++) {
      for (int i = 0; i < rows; i++) {
        query[window][i] = i / items;
        relevance[window][i] = random.nextInt(4);
        double noise = window == 0 ? 0.8 : 3;
        score[window][i] = relevance[window][i] + noise * random.nextGaussian();
      }
    }
    var told =
        told(
            new MadePredictor(rows, rows)
                .numbers("query", query[0], query[1])
                .numbers("score", score[0], score[1])
                .numbers("grade", relevance[0], relevance[1])
                .ranking("query", "grade")
                .role(Role.SCORE, "score"));
    assertTrue(told.says("The model got worse"));
    assertEquals(lists, told.number("performance.rows[window=current]"));
    assertTrue(told.number("performance.ndcg.change") < -0.02);
  }

  @Test
  void withoutActualsTheScoresAreAllThatCanBeSaid() {
    var before = new World(1).rows(ROWS);
    var now =
        new World(2).people(row -> row.region = row.draw < 0.6 ? "south" : row.region).rows(ROWS);
    now.forEach(row -> row.actual = Double.NaN);
    var told = told(World.log(before, now));
    var little = assertInstanceOf(Measurement.TooLittleData.class, told.measurement());
    assertEquals(0, little.have());
    // What the planted case costs with actuals, which this log does not have.
    double expected = told.number("performance.error_rate.expected[window=current]");
    assertEquals(0.26, expected, 0.02);
    assertTrue(told.says("The model's outputs moved"));
  }

  @Test
  void actualsThatAreStillMissingAreCountedAndCompared() {
    var before = new World(1).rows(ROWS);
    var now = new World(2).rows(ROWS);
    now.stream().filter(row -> row.score > 0.7).forEach(row -> row.actual = Double.NaN);
    var told = told(World.log(before, now));
    var finding = told.finding("Not all actuals have arrived");
    assertTrue(told.statement(finding).contains("other scores"));
    long waiting = now.stream().filter(row -> Double.isNaN(row.actual)).count();
    assertEquals(waiting, told.number("performance.waiting.rows"));
  }

  @Test
  void oneClassOnlyLeavesTheRankingOpenAndTheRestStands() {
    var before = new World(1).rows(ROWS);
    var now = new World(2).rows(ROWS);
    now.forEach(row -> row.actual = 1);
    var told = told(World.log(before, now));
    assertTrue(told.fact("performance.auc[window=current]").isEmpty());
    assertTrue(told.fact("performance.accuracy[window=current]").isPresent());
  }

  @Test
  void scoresThatAreNoProbabilitiesAreRankedButNotCalibrated() {
    var before = new World(1).rows(ROWS);
    var now = new World(2).rows(ROWS);
    for (var rows : List.of(before, now)) {
      rows.forEach(row -> row.score = 300 + 400 * row.score);
    }
    now.getFirst().score = Double.NaN;
    var told = told(World.log(before, now));
    assertEquals(List.of(), told.complaints());
    assertTrue(told.fact("performance.auc[window=current]").isPresent());
    assertTrue(told.fact("performance.brier[window=current]").isEmpty());
  }

  @Test
  void aHandfulOfRowsIsTooLittle() {
    for (int rows : new int[] {1, 5, 29}) {
      var told = told(World.log(new World(1).rows(rows), new World(2).rows(rows)));
      var little = assertInstanceOf(Measurement.TooLittleData.class, told.measurement());
      assertEquals(rows, little.have());
      assertTrue(little.need() > rows);
      assertEquals(List.of(), told.complaints());
    }
  }

  @Test
  void smallWindowsThatDoNotTellSayHowManyRowsWould() {
    var told = told(World.log(new World(31).rows(150), new World(32).rows(150)));
    if (told.measurement() instanceof Measurement.TooLittleData little) {
      assertEquals(150, little.have());
      assertTrue(little.need() > 300, "need " + little.need());
    }
    assertEquals(List.of(), told.complaints());
  }

  @Test
  void withoutABaselineTheWindowIsMeasuredAndNoMore() {
    var log = World.log(List.of(), new World(2).rows(500));
    var told = told(log);
    var little = assertInstanceOf(Measurement.TooLittleData.class, told.measurement());
    assertEquals(0, little.have());
    assertTrue(told.fact("performance.auc[window=current]").isPresent());
  }

  @Test
  void emptyAndConstantColumnsDoNoHarm() {
    var before = new World(1).rows(ROWS);
    var now = new World(2).rows(ROWS);
    double[] nothing = new double[ROWS];
    Arrays.fill(nothing, Double.NaN);
    String[] blank = new String[ROWS];
    Arrays.fill(blank, "");
    String[] names = new String[ROWS];
    Arrays.setAll(names, i -> "name " + i);
    var log =
        World.log(before, now)
            .numbers("empty", nothing, nothing)
            .numbers("same", new double[ROWS], new double[ROWS])
            .categories("blank", blank, blank)
            .categories("name", names, names)
            .feature("empty")
            .feature("same")
            .feature("blank")
            .feature("name");
    assertEquals(List.of(), told(log).complaints());
  }

  @Test
  void aTableWithoutATaskIsNotApplicable() {
    var log =
        new MadePredictor(10, 10)
            .task(Schema.Task.UNKNOWN)
            .numbers("x", new double[10], new double[10])
            .feature("x");
    assertInstanceOf(
        Measurement.NotApplicable.class,
        log.measure(new PerformanceDegradation(), "performance-degradation"));
  }

  @Test
  void anUnknownMetricIsTheCallersFault() {
    var log = World.log(new World(1).rows(100), new World(2).rows(100)).set("metrics", "aucc");
    var error = assertThrows(ClewException.class, () -> told(log));
    assertTrue(error.getMessage().contains("aucc"), error.getMessage());
  }

  @Test
  void aChangeIsDatedByTheClockWhereThereIsOne() {
    var before = new World(1).rows(ROWS);
    var now = new World(2).truth(row -> row.truth *= row.index >= 4_800 ? 0.2 : 1).rows(ROWS);
    // Row 4,800 of the second window is hour 10,800 since the beginning of 2026.
    var told = told(World.log(before, now).hourly(1_767_225_600_000L));
    assertEquals("2027-03-27T00:00:00Z", told.text("performance.began"));
  }
}
