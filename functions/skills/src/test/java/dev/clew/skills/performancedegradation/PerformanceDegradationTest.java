package dev.clew.skills.performancedegradation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Measurement;
import dev.clew.evidence.Severity;
import dev.clew.skills.predictors.MadePredictor;
import dev.clew.skills.predictors.Told;
import dev.clew.skills.predictors.World;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Planted cases, each with its truth, and their clean twin.
class PerformanceDegradationTest {
  private static final int ROWS = 12_000;
  private static final List<World.Row> BEFORE = new World(1).rows(ROWS);

  private static Told told(MadePredictor log) {
    return new Told(log.measure(new PerformanceDegradation(), "performance-degradation"));
  }

  private static Told told(World world) {
    return told(World.log(BEFORE, world.rows(ROWS)));
  }

  @Test
  void theCleanTwinIsSilent() {
    for (long seed = 2; seed < 7; seed++) {
      var told = told(new World(seed));
      assertInstanceOf(Measurement.Clean.class, told.measurement(), "seed " + seed);
      assertEquals(List.of(), told.complaints());
      assertTrue(told.says("Performance held"));
    }
  }

  @Test
  void aCleanTwinWithFewRowsIsSilentToo() {
    for (long seed = 20; seed < 30; seed++) {
      var log = World.log(new World(seed).rows(400), new World(seed + 100).rows(400));
      assertEquals(List.of(), told(log).complaints(), "seed " + seed);
    }
  }

  @Test
  void aMovedPopulationIsNotBlamedOnTheModel() {
    var told =
        told(
            new World(2)
                .people(row -> {
                  if (row.draw < 0.6) {
                    row.region = "south";
                  }
                }));
    assertEquals(
        List.of("Performance fell as other rows came", "The population moved, the model did not"),
        told.complaints());
    assertEquals("region", told.text("performance.mix.column"));
    assertEquals("region = south", told.text("performance.mix.cell"));
    double total = told.number("performance.error_rate.rise");
    assertEquals(
        total,
        told.number("performance.mix[column=region]")
            + told.number("performance.within[column=region]"),
        1e-12);
    assertTrue(told.number("performance.mix[column=region]") > 0.8 * total);
  }

  @Test
  void oneBrokenSliceIsNamedByBothItsConditions() {
    var told =
        told(
            new World(2)
                .truth(row -> {
                  if (row.region.equals("west") && row.age < 40) {
                    row.truth = -row.truth;
                  }
                }));
    assertTrue(told.says("The same kind of rows is predicted worse"));
    assertEquals(1, told.number("performance.slices"));
    assertEquals("age < 40 and region = west", told.text("performance.slice[rank=1]"));
    // Elsewhere nothing happened.
    double elsewhere =
        told.number("performance.error_rate.elsewhere[window=affected]")
            - told.number("performance.error_rate.elsewhere[window=baseline]");
    assertEquals(0, elsewhere, 0.015);
    var finding = told.finding("Worse where age < 40 and region = west");
    assertEquals(Severity.MEDIUM, finding.severity());
    assertTrue(told.statement(finding).contains("None of the inputs moved inside it"));
  }

  @Test
  void aBrokenInputIsFoundInsideItsSlice() {
    var told =
        told(
            new World(2)
                .people(row -> {
                  if (row.device.equals("phone")) {
                    // The truth keeps following the real age, drawn again; the log holds this one.
                    row.age = 18;
                  }
                })
                .truth(row -> {
                  if (row.device.equals("phone")) {
                    row.truth += World.odds(aged(row, 18 + Math.floor(row.draw * 60)));
                    row.truth -= World.odds(row);
                  }
                }));
    assertEquals("device = phone", told.text("performance.slice[rank=1]"));
    assertEquals("age", told.text("performance.slice.moved[rank=1,place=1]"));
  }

  private static World.Row aged(World.Row row, double age) {
    var copy = new World.Row();
    copy.age = age;
    copy.income = row.income;
    copy.region = row.region;
    copy.device = row.device;
    return copy;
  }

  @Test
  void harmEverywhereNamesNoSlice() {
    var told = told(new World(2).truth(row -> row.truth *= 0.3));
    assertEquals(
        List.of("The model got worse", "The same kind of rows is predicted worse"),
        told.complaints());
    assertEquals(0, told.number("performance.slices"));
  }

  @Test
  void aMovedCutoffIsReadOffTheDecisions() {
    var told = told(new World(2).model(row -> row.cutoff = 0.8));
    assertTrue(told.says("Decisions got worse, the ranking did not"));
    assertFalse(told.says("The model got worse"));
    assertEquals(Severity.HIGH, told.finding("The cutoff moved").severity());
    assertEquals(0.5, told.number("performance.cutoff[window=baseline]"), 0.002);
    assertEquals(0.8, told.number("performance.cutoff[window=affected]"), 0.002);
    assertEquals(0, told.number("performance.slices"));
  }

  @Test
  void shiftedProbabilitiesAreACalibrationAndNoRanking() {
    var told = told(new World(2).model(row -> row.seen += 1.5));
    assertTrue(told.says("Decisions got worse, the ranking did not"));
    assertTrue(told.says("Probabilities no longer mean what they say"));
    assertFalse(told.says("The cutoff moved"));
    assertFalse(told.says("The population moved, the model did not"));
    assertTrue(told.number("performance.calibration.gap[window=affected]") > 0.1);
  }

  @Test
  void morePositivesScoredAsEverAreAPriorShift() {
    // Negatives are thinned out, whatever they look like.
    var random = new Random(5);
    var now =
        new World(3)
            .rows(2 * ROWS).stream()
                .filter(row -> row.actual == 1 || random.nextDouble() < 0.35)
                .limit(ROWS)
                .toList();
    var told = told(World.log(BEFORE, now));
    assertTrue(told.says("More positives than before"));
    assertFalse(told.says("Probabilities no longer mean what they say"));
    assertFalse(told.says("The model got worse"));
  }

  /// Toss-ups live in the south, as they always did: nothing got worse, and who asks who is wronged
  /// wants to hear of them. Its error rate is the oracle's, counted here.
  @Test
  void whoIsWrongedIsNamedThoughNothingGotWorse() {
    var now = new World(2).rows(ROWS);
    var told =
        new Told(
            World.log(BEFORE, now)
                .set("segment", "*")
                .measure(new PerformanceDegradation(), "performance-degradation"));
    var finding = told.finding("Wrong most often where region = south");
    assertEquals(List.of(finding.id()), told.results().asked());
    var south = now.stream().filter(row -> row.region.equals("south")).toList();
    assertEquals(
        south.stream().filter(row -> row.prediction != row.actual).count() / (double) south.size(),
        told.number("performance.group.error_rate[rank=1]"),
        1e-12);
    assertTrue(
        told.statement(finding)
            .startsWith("In the current window the error rate is highest where region = south: "),
        told.statement(finding));
    assertTrue(told.says("Performance held"));
  }

  /// The twin: every region is as hard as any other, and inputs do not tell how hard a row is.
  @Test
  void nobodyIsSaidToBeWrongedWhereAllFareAlike() {
    for (long seed = 2; seed < 7; seed++) {
      var world = new World(seed).truth(row -> row.truth = 0.8).model(row -> row.seen = 0.8);
      var told =
          new Told(
              World.log(
                      new World(1)
                          .truth(row -> row.truth = 0.8)
                          .model(row -> row.seen = 0.8)
                          .rows(ROWS),
                      world.rows(ROWS))
                  .set("segment", "*")
                  .measure(new PerformanceDegradation(), "performance-degradation"));
      assertTrue(
          told.says("No group is predicted worse than the others"),
          () -> told.complaints().toString());
    }
  }

  /// Those who repay are known before those who do not: the share of positives among the actuals
  /// that are there says nothing of all.
  @Test
  void actualsThatArriveByTheirKindAreNoPriorShift() {
    var now = new World(2).rows(ROWS);
    now.stream()
        .filter(row -> row.index >= 7_000 && row.actual == 0 && row.draw < 0.8)
        .forEach(row -> row.actual = Double.NaN);
    var told = told(World.log(BEFORE, now));
    assertFalse(told.says("More positives than before"), () -> told.story().toString());
    assertTrue(
        told.statement(told.finding("Not all actuals have arrived"))
            .contains("the share of positives and calibration are read off the rows before"));
    assertEquals(7_000, told.number("performance.waiting.from"), 60);
  }

  @Test
  void aLateChangeIsDatedAndJudgedByTheRowsSince() {
    var told =
        told(
            new World(2)
                .truth(row -> {
                  if (row.index >= 10_800 && row.device.equals("web")) {
                    row.truth = 0;
                  }
                }));
    assertEquals(10_800, told.number("performance.began"));
    assertEquals("device = web", told.text("performance.slice[rank=1]"));
    assertTrue(told.fact("performance.auc[window=since]").isPresent());
  }

  @Test
  void aSliceThatBreaksInASmallCornerIsNamedThoughTheWholeHolds() {
    var told =
        told(
            World.log(
                new World(1).rows(40_000),
                new World(2)
                    .truth(row -> {
                      if (row.partner.equals("partner c")) {
                        row.truth = -0.4 * row.truth;
                      }
                    })
                    .model(row -> {})
                    .rows(40_000)));
    assertEquals("partner = partner c", told.text("performance.slice[rank=1]"));
  }

  @Test
  void orderOfRowsChangesNoFinding() {
    var now = brokenWest().rows(ROWS);
    var first = told(World.log(BEFORE, now)).story();
    Collections.shuffle(now, new Random(9));
    assertEquals(first, told(World.log(BEFORE, now)).story());
  }

  @Test
  void namesOfCategoriesAndColumnsChangeNoFinding() {
    var now = brokenWest().rows(ROWS);
    var story = told(World.log(BEFORE, now)).story();
    var before = new World(1).rows(ROWS);
    for (var rows : List.of(before, now)) {
      rows.forEach(row -> row.region = "z-" + row.region);
    }
    var renamed =
        told(World.log(before, now)).story().stream().map(line -> line.replace("z-", "")).toList();
    assertEquals(story, renamed);
  }

  private static World brokenWest() {
    return new World(2)
        .truth(row -> {
          if (row.region.equals("west")) {
            row.truth = 0.2 * row.truth;
          }
        });
  }

  @Test
  void sameRowsGiveTheSameFacts() {
    var now = brokenWest().rows(ROWS);
    assertEquals(told(World.log(BEFORE, now)).results(), told(World.log(BEFORE, now)).results());
  }
}
