package dev.clew.skills.performancedegradation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Measurement;
import dev.clew.interpretation.Interpreter;
import dev.clew.skills.predictors.MadePredictor;
import dev.clew.skills.predictors.Role;
import dev.clew.skills.predictors.Told;
import dev.clew.skills.predictors.World;
import dev.clew.traces.rows.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// One cause, one story: planted shifts of classes and of rows, late actuals, metrics and groups
/// that a question names.
class OneStoryTest {
  private static final int ROWS = 6_000;

  private static Told told(MadePredictor log) {
    return new Told(log.measure(new PerformanceDegradation(), "performance-degradation"));
  }

  /// Red is told right in 95 of 100 rows, green in 90, blue in 50; only their shares move.
  private static MadePredictor colours() {
    var random = new Random(11);
    var classes = List.of("red", "green", "blue");
    double[][] shares = {{0.5, 0.9}, {0.2, 0.4}};
    var actual = new String[2][ROWS];
    var predicted = new String[2][ROWS];
    var site = new String[2][ROWS];
    for (int window = 0; window < 2; window++) {
      for (int i = 0; i < ROWS; i++) {
        double draw = random.nextDouble();
        int code = draw < shares[window][0] ? 0 : draw < shares[window][1] ? 1 : 2;
        boolean right = random.nextDouble() < new double[] {0.95, 0.9, 0.5}[code];
        actual[window][i] = classes.get(code);
        predicted[window][i] = classes.get(right ? code : (code + 1) % 3);
        site[window][i] = random.nextBoolean() ? "x" : "y";
      }
    }
    return new MadePredictor(ROWS, ROWS)
        .task(Schema.Task.MULTICLASS)
        .categories("seen", predicted[0], predicted[1])
        .categories("is", actual[0], actual[1])
        .categories("site", site[0], site[1])
        .feature("site")
        .role(Role.PREDICTION, "seen")
        .role(Role.ACTUAL, "is");
  }

  @Test
  void movedSharesOfClassesAreNotBlamedOnTheModel() {
    var told = told(colours());
    assertEquals(
        List.of(
            "Performance fell as the mix of classes moved",
            "The mix of classes moved, the model did not"),
        told.complaints());
    // .5 x .05 + .4 x .1 + .1 x .5 = .115 wrong before, .2 x .05 + .2 x .1 + .6 x .5 = .33 after.
    assertEquals(0.215, told.number("performance.mix.largest"), 0.02);
    assertEquals(0, told.number("performance.within.rest"), 0.02);
    assertEquals("is = blue", told.text("performance.mix.cell"));
    // Accuracy of the baseline had only the shares moved: 1 - .33.
    assertEquals(0.67, told.number("performance.accuracy.at_current_mix"), 0.03);
  }

  @Test
  void movedSharesOfTwoClassesAreOneStory() {
    var before = new World(1).rows(ROWS);
    var now = new World(2).rows(2 * ROWS);
    // Two of three negatives leave, whatever their score: scores of each class stay as they were.
    now.removeIf(row -> row.actual == 0 && row.draw < 2.0 / 3);
    before.forEach(row -> row.prediction = row.score >= 0.8 ? 1 : 0);
    now.forEach(row -> row.prediction = row.score >= 0.8 ? 1 : 0);
    var told = told(World.log(before, now));
    assertTrue(told.says("More positives than before"));
    assertTrue(told.says("The mix of classes moved, the model did not"));
    assertTrue(
        told.complaints().stream()
            .noneMatch(
                title -> title.contains("predicted worse") || title.equals("The model got worse")),
        told.complaints().toString());
  }

  @Test
  void aucThatFellWithTheMixIsFoundInTheBaselineOfThatMix() {
    var now = new World(2).people(row -> row.region = row.draw < 0.7 ? "south" : row.region);
    var told = told(World.log(new World(1).rows(ROWS), now.rows(ROWS)));
    assertEquals(
        told.number("performance.auc[window=current]"),
        told.number("performance.auc.at_current_mix"),
        0.025);
  }

  @Test
  void whatBeganLateIsToldWithItsRowsAndWithTheWholeWindow() {
    var now =
        new World(2)
            .truth(row -> row.truth = row.index >= ROWS / 2 ? 0.2 * row.truth : row.truth)
            .rows(ROWS);
    var told = told(World.log(new World(1).rows(ROWS), now));
    var statement = told.statement(told.finding("The model got worse"));
    assertTrue(
        statement.contains(" on the rows since 3000; over the whole current window it is "),
        statement);
    assertTrue(
        told.number("performance.auc[window=since]")
            < told.number("performance.auc[window=current]"));
  }

  @Test
  void theVerdictLeadsAndTheMissingActualsFollow() {
    var before = new World(1).rows(ROWS);
    var now = new World(2).rows(ROWS);
    now.stream().filter(row -> row.index >= 2_000).forEach(row -> row.actual = Double.NaN);
    var told = told(World.log(before, now));
    assertInstanceOf(Measurement.Clean.class, told.measurement());
    assertEquals(List.of(), told.complaints());
    assertEquals(2_000, told.number("performance.judged.rows"));
    var summary = new Interpreter().interpret(told.measurement()).summary();
    int verdict = summary.indexOf("ROC AUC is ");
    int caveat = summary.indexOf("no actual has arrived");
    assertTrue(summary.startsWith("On the "), summary);
    assertTrue(verdict >= 0 && caveat > verdict, summary);
  }

  @Test
  void aVerdictOnRowsThatAreNotLikeTheOthersSaysSo() {
    var before = new World(1).rows(ROWS);
    var now = new World(2).rows(ROWS);
    now.stream().filter(row -> row.score > 0.7).forEach(row -> row.actual = Double.NaN);
    var told = told(World.log(before, now));
    assertFalse(told.says("Performance held"));
    var waiting = told.finding("Not all actuals have arrived");
    assertTrue(told.statement(waiting).contains("other scores"));
  }

  @Test
  void aRankingWithPlacesAndNoScoresIsJudged() {
    int lists = 400;
    int items = 5;
    int rows = lists * items;
    double[][] query = new double[2][rows];
    double[][] place = new double[2][rows];
    double[][] grade = new double[2][rows];
    for (int window = 0; window < 2; window++) {
      for (int i = 0; i < rows; i++) {
        int list = i / items;
        query[window][i] = list;
        place[window][i] = 1 + i % items;
        // One good item a list: first before; in every second list last now.
        int good = window == 1 && list % 2 == 1 ? items : 1;
        grade[window][i] = place[window][i] == good ? 1 : 0;
      }
    }
    var told =
        told(
            new MadePredictor(rows, rows)
                .numbers("query", query[0], query[1])
                .numbers("place", place[0], place[1])
                .numbers("grade", grade[0], grade[1])
                .ranking("query", "grade")
                .rank("place"));
    assertTrue(told.says("The model got worse"));
    assertEquals(1, told.number("performance.judged[window=current]"));
    // At place 5 an item gains 1 / log2(6) = 0.38685; half the lists: (1 + 0.38685) / 2.
    assertEquals(0.693426, told.number("performance.ndcg[window=current]"), 1e-5);
    // (1 + 1 / 5) / 2.
    assertEquals(0.6, told.number("performance.mrr[window=current]"), 1e-12);
    assertEquals(0.6, told.number("performance.map[window=current]"), 1e-12);
  }

  @Test
  void logLossOfSeveralClassesIsThatOfTheClassThatHappened() {
    int rows = 60;
    var is = new String[rows];
    double[][] given = new double[3][rows];
    for (int i = 0; i < rows; i++) {
      is[i] = List.of("a", "b", "c").get(i % 3);
      given[0][i] = 0.5;
      given[1][i] = 0.25;
      given[2][i] = 0.25;
    }
    // A probability of zero counts as the double next to one is far from it, as in scikit-learn.
    given[0][0] = 0;
    var log =
        new MadePredictor(rows, rows)
            .task(Schema.Task.MULTICLASS)
            .categories("is", is, is)
            .categories("seen", is, is)
            .numbers("p_a", given[0], given[0])
            .numbers("p_b", given[1], given[1])
            .numbers("p_c", given[2], given[2])
            .role(Role.ACTUAL, "is")
            .role(Role.PREDICTION, "seen")
            .score("a", "p_a")
            .score("b", "p_b")
            .score("c", "p_c");
    // (19 ln 2 + 40 ln 4 + 52 ln 2) / 60 = 151 ln 2 / 60, as the clipped one is 2^-52.
    assertEquals(
        151 * Math.log(2) / 60, told(log).number("performance.log_loss[window=current]"), 1e-12);
  }

  @Test
  void theMetricThatIsAskedForLeads() {
    var log = World.log(new World(1).rows(ROWS), new World(2).rows(ROWS));
    var told = told(log.set("metric", "accuracy"));
    assertEquals("accuracy", told.text("performance.metric"));
    assertTrue(told.statement(told.finding("Performance held")).startsWith("Accuracy is "));
  }

  @Test
  void aMetricThatTheLogDoesNotAllowIsSaidToBeMissing() {
    var log = World.log(new World(1).rows(ROWS), new World(2).rows(ROWS));
    var told = told(log.set("metric", "rmse"));
    assertTrue(told.says("No root mean squared error can be computed"));
  }

  @Test
  void aGroupIsHeldAgainstTheOthersAlsoWhereItsColumnIsNoInput() {
    var now = new World(2).rows(ROWS);
    var before = new World(1).rows(ROWS);
    var women = new String[2][ROWS];
    for (int i = 0; i < ROWS; i++) {
      women[0][i] = i % 2 == 0 ? "F" : "M";
      women[1][i] = i % 2 == 0 ? "F" : "M";
      if (i % 2 == 0 && i % 5 < 2) {
        now.get(i).prediction = 1 - now.get(i).prediction;
      }
    }
    var told =
        told(
            World.log(before, now)
                .categories("gender", women[0], women[1])
                .set("segment", "women")
                .set("metric", "accuracy"));
    assertEquals(List.of("Worse where gender = F than elsewhere"), told.complaints());
    assertEquals(ROWS / 2, told.number("performance.segment.rows"));
    double right =
        now.stream().filter(row -> row.index % 2 == 0 && row.prediction == row.actual).count();
    assertEquals(right / (ROWS / 2), told.number("performance.segment.accuracy.group"), 1e-12);
    // Asked for a group that is treated alike, the answer is calm.
    var calm =
        told(
            World.log(before, new World(3).rows(ROWS))
                .categories("gender", women[0], women[1])
                .set("segment", "gender")
                .set("metric", "accuracy"));
    assertEquals(List.of(), calm.complaints());
    assertTrue(calm.says("No shown gap along gender"));
  }

  @Test
  void noColumnForAGroupIsTheAnswerWithTheColumnsThereAre() {
    var log = World.log(new World(1).rows(200), new World(2).rows(200)).set("segment", "women");
    var answer =
        assertInstanceOf(
            Measurement.NotApplicable.class,
            log.measure(new PerformanceDegradation(), "performance-degradation"));
    assertTrue(answer.why().contains("'women'"), answer.why());
    Arrays.asList("age", "income", "region", "device")
        .forEach(column -> assertTrue(answer.why().contains(column), answer.why()));
  }
}
