package dev.clew.skills.drift;

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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/// Planted cases, each with its truth, and their clean twin.
class DriftTest {
  private static final int ROWS = 12_000;
  private static final List<World.Row> BEFORE = new World(1).rows(ROWS);

  private static Told told(MadePredictor log) {
    return new Told(log.measure(new Drift(), "drift"));
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
      assertTrue(told.says("No drift"));
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
  void columnsAskedAboutAreSaidNotToHaveChangedWithTheirFigures() {
    var log =
        World.log(
            BEFORE,
            new World(2)
                .people(row -> row.region = row.draw < 0.6 ? "south" : row.region)
                .rows(ROWS));
    var told = new Told(log.set("columns", "age,partner,region").measure(new Drift(), "drift"));
    var results = told.measurement().shown().orElseThrow();
    var asked =
        results.findings().stream()
            .filter(finding -> results.asked().contains(finding.id()))
            .map(told::title)
            .toList();
    assertEquals(
        List.of(
            "Drift of region costs performance", "age did not change", "partner did not change"),
        asked);
    var age = told.statement(told.finding("age did not change"));
    assertTrue(age.startsWith("age did not change by an amount that matters (its mean went"), age);
    assertTrue(age.contains("where 0.1"), age);
    assertTrue(results.opening().contains("did not change"), results.opening());
  }

  @Test
  void aMoveThatBringsHarderRowsCostsPerformance() {
    var told = told(new World(2).people(row -> row.region = row.draw < 0.6 ? "south" : row.region));
    var finding = told.finding("Drift of region costs performance");
    assertEquals(Severity.HIGH, finding.severity());
    double rise = told.number("performance.error_rate.rise[window=current]");
    assertEquals(rise, told.number("drift.mix[column=region]"), 0.2 * rise);
    assertEquals("explains the loss", told.text("drift.impact[column=region]"));
  }

  @Test
  void aMoveThatChangesNothingForTheModelIsDriftWithoutHarm() {
    var told =
        told(new World(2).people(row -> row.partner = row.draw < 0.5 ? "partner c" : row.partner));
    assertEquals(List.of("Drift without harm"), told.complaints());
    var finding = told.finding("Drift without harm");
    assertEquals(Severity.LOW, finding.severity());
    assertTrue(told.statement(finding).contains("performance did not follow"));
    assertTrue(
        told.statement(finding).startsWith("1 of 5 drifted, partner, and "),
        "the first sentence names the column");
    assertEquals("none", told.text("drift.impact[column=partner]"));
  }

  @Test
  void harmWithoutDriftIsNoDrift() {
    var told = told(new World(2).truth(row -> row.truth *= 0.3));
    assertEquals(List.of(), told.complaints());
  }

  @Test
  void aHarmlessMoveBesideAnotherLossIsNotBlamed() {
    var told =
        told(
            new World(2)
                .people(row -> row.partner = row.draw < 0.5 ? "partner c" : row.partner)
                .truth(row -> row.truth *= 0.3));
    assertTrue(told.says("Drift of partner, but the loss lies elsewhere"));
  }

  /// Every other chunk comes from another source: other partners, and outcomes that follow nothing.
  /// The partners bring no harder rows and no partner is worse than another, so that only the
  /// course of both tells.
  @Test
  void aLossThatComesAndGoesWithAMoveIsSaidToGoWithIt() {
    var told =
        told(
            new World(2)
                .people(row -> {
                  if (row.index / 1_200 % 2 == 1 && row.draw < 0.5) {
                    row.partner = "partner " + (char) ('a' + row.index % 10);
                  }
                })
                .truth(row -> row.truth *= row.index / 1_200 % 2 == 1 ? 0.7 : 1));
    assertEquals("moves with the loss", told.text("drift.impact[column=partner]"));
  }

  @Test
  void aModelThatBreaksWhereTheRowsGoIsFoundThere() {
    var told =
        told(
            new World(2)
                .people(row -> row.device = row.draw < 0.4 ? "web" : row.device)
                .truth(row -> row.truth *= row.device.equals("web") ? 0.2 : 1));
    assertTrue(told.says("The model got worse where device drifted"));
  }

  @Test
  void withoutActualsTheImpactIsUnknownAndSaidToBe() {
    var now =
        new World(2).people(row -> row.region = row.draw < 0.6 ? "south" : row.region).rows(ROWS);
    var log =
        new MadePredictor(ROWS, ROWS)
            .categories(
                "region",
                BEFORE.stream().map(row -> row.region).toArray(String[]::new),
                now.stream().map(row -> row.region).toArray(String[]::new))
            .feature("region");
    var told = told(log);
    var finding = told.finding("Drift of region, impact unknown");
    assertTrue(told.statement(finding).contains("impact is not known"));
    assertEquals("unknown", told.text("drift.impact[column=region]"));
  }

  @Test
  void aVanishedCategoryIsNamedWithTheRowThatHeldItLast() {
    var now =
        new World(2)
            .people(row -> {
              if (row.index >= 7_000 && row.device.equals("branch")) {
                row.device = "phone";
              }
            })
            .rows(ROWS);
    int last = -1;
    for (var row : now) {
      last = row.device.equals("branch") ? row.index : last;
    }
    var told = told(World.log(BEFORE, now));
    assertEquals(last, told.number("drift.vanished.last[column=device,category=branch]"));
    var finding = told.finding("A category of device vanished");
    assertTrue(told.statement(finding).contains("Performance did not follow"));
    assertEquals(1, told.number("drift.categories.vanished"));
    assertEquals(7_200, told.number("drift.began[column=device]"), 1_200);
  }

  @Test
  void aNewCategoryIsNamedWithTheRowThatHeldItFirst() {
    var now =
        new World(2)
            .people(row -> row.region = row.index >= 6_000 && row.draw < 0.1 ? "isles" : row.region)
            .rows(ROWS);
    int first =
        now.stream()
            .filter(row -> row.region.equals("isles"))
            .mapToInt(row -> row.index)
            .min()
            .orElseThrow();
    var told = told(World.log(BEFORE, now));
    assertEquals(first, told.number("drift.new.first[column=region,category=isles]"));
    assertTrue(told.says("A category of region is new"));
    assertEquals(0, told.number("drift.categories.vanished"));
  }

  @Test
  void aMoveWithinTheWindowIsDatedAndJudgedByTheRowsSince() {
    var told = told(new World(2).people(row -> row.age += row.index >= 10_800 ? 25 : 0));
    assertEquals(10_800, told.number("drift.began[column=age]"));
    assertTrue(
        told.number("drift.effect[column=age,window=since]")
            > 2 * told.number("drift.effect[column=age]"));
  }

  @Test
  void aColumnThatEmptiesIsNamed() {
    var now = new World(2).rows(ROWS);
    now.stream().filter(row -> row.draw < 0.2).forEach(row -> row.income = Double.NaN);
    var told = told(World.log(BEFORE, now));
    assertEquals(List.of("income is emptier"), told.complaints());
    assertEquals(0.2, told.number("drift.missing[column=income,window=current]"), 0.02);
  }

  /// Outcomes of the last rows are not known yet, and before that those who repay are known before
  /// those who do not: nothing of it is a change of what happens.
  @Test
  void actualsThatAreStillToComeAreNoVanishedCategoryAndNoDrift() {
    var now = new World(2).rows(ROWS);
    now.stream()
        .filter(
            row -> row.index >= 10_000 || (row.index >= 8_000 && row.actual == 0 && row.draw < 0.7))
        .forEach(row -> row.actual = Double.NaN);
    var told = told(World.log(BEFORE, now));
    assertEquals(List.of(), told.complaints());
    assertEquals(0, told.number("drift.categories.vanished"));
  }

  /// The twin: all outcomes are known, and one no longer happens.
  @Test
  void anOutcomeThatNoLongerHappensIsNamedWhereAllActualsAreThere() {
    var now = new World(2).rows(ROWS);
    now.stream().filter(row -> row.index >= 8_000).forEach(row -> row.actual = 1);
    var told = told(World.log(BEFORE, now));
    assertTrue(told.says("A category of repaid vanished"), () -> told.complaints().toString());
    int last =
        now.stream().filter(row -> row.actual == 0).mapToInt(row -> row.index).max().orElseThrow();
    assertEquals(last, told.number("drift.vanished.last[column=repaid,category=0]"));
  }

  /// Where a source stops writing a column its categories are not gone one by one: it is emptier.
  @Test
  void aColumnThatIsNoLongerWrittenIsEmptierAndLosesNoCategories() {
    var now = new World(2).rows(ROWS);
    now.stream().filter(row -> row.index >= 9_000).forEach(row -> row.device = "");
    var told = told(World.log(BEFORE, now));
    assertEquals(List.of("device is emptier"), told.complaints());
  }

  @Test
  void movedScoresAreToldApartFromInputs() {
    var told = told(new World(2).model(row -> row.seen += 1.5));
    assertTrue(told.says("The scores moved"));
    assertTrue(told.says("The predictions moved"));
    assertFalse(told.says("Drift without harm"));
  }

  @Test
  void orderOfRowsChangesNoFinding() {
    var now =
        new World(2).people(row -> row.region = row.draw < 0.6 ? "south" : row.region).rows(ROWS);
    var first = told(World.log(BEFORE, now)).story();
    Collections.shuffle(now, new Random(9));
    assertEquals(first, told(World.log(BEFORE, now)).story());
  }

  @Test
  void namesOfCategoriesChangeNoFinding() {
    var before = new World(1).rows(ROWS);
    var now =
        new World(2).people(row -> row.region = row.draw < 0.6 ? "south" : row.region).rows(ROWS);
    var story = told(World.log(before, now)).story();
    for (var rows : List.of(before, now)) {
      rows.forEach(row -> row.region = "z-" + row.region);
    }
    assertEquals(
        story,
        told(World.log(before, now)).story().stream().map(line -> line.replace("z-", "")).toList());
  }

  @Test
  void sameRowsGiveTheSameFacts() {
    var now = new World(2).people(row -> row.age += 10).rows(ROWS);
    assertEquals(told(World.log(BEFORE, now)).results(), told(World.log(BEFORE, now)).results());
  }

  @Test
  void manyDistinctTextsAreIdentifiersAndSaidToBe() {
    int rows = 50_000;
    String[] before = new String[rows];
    String[] now = new String[rows];
    double[] constant = new double[rows];
    for (int i = 0; i < rows; i++) {
      before[i] = "customer " + i;
      now[i] = "customer " + (rows + i);
    }
    var told =
        told(
            new MadePredictor(rows, rows)
                .categories("customer", before, now)
                .numbers("constant", constant, constant)
                .feature("customer")
                .feature("constant"));
    assertEquals("identifiers", told.text("drift.not_compared[column=customer]"));
    assertTrue(told.statement(told.finding("No drift")).contains("customer (identifiers)"));
  }

  @Test
  void aRowCounterIsNoDrift() {
    double[] before = new double[1_000];
    double[] now = new double[1_000];
    Arrays.setAll(before, i -> i);
    Arrays.setAll(now, i -> 1_000 + i);
    var told =
        told(
            new MadePredictor(1_000, 1_000)
                .numbers("row", before, now)
                .feature("row")
                .numbers("same", new double[1_000], new double[1_000])
                .feature("same"));
    assertEquals(List.of(), told.complaints());
    assertEquals("a row counter", told.text("drift.not_compared[column=row]"));
  }

  @Test
  void fewRowsAreTooLittle() {
    for (int rows : new int[] {1, 2, 30}) {
      double[] before = new double[rows];
      double[] now = new double[rows];
      Arrays.setAll(before, i -> i * i);
      Arrays.setAll(now, i -> 100 + i * i);
      var log = new MadePredictor(rows, rows).numbers("x", before, now).feature("x");
      var little = assertInstanceOf(Measurement.TooLittleData.class, told(log).measurement());
      assertEquals(rows, little.have());
      assertTrue(little.need() > rows);
    }
  }

  @Test
  void emptyColumnsAndNaNScoresDoNoHarm() {
    double[] nothing = new double[500];
    Arrays.fill(nothing, Double.NaN);
    String[] blank = new String[500];
    Arrays.fill(blank, "");
    var told =
        told(
            new MadePredictor(500, 500)
                .numbers("empty", nothing, nothing)
                .categories("blank", blank, blank)
                .numbers("score", nothing, nothing)
                .numbers("same", new double[500], new double[500])
                .feature("empty")
                .feature("blank")
                .feature("same")
                .role(Role.SCORE, "score"));
    assertEquals(List.of(), told.complaints());
    assertEquals("no values", told.text("drift.not_compared[column=empty]"));
  }

  @Test
  void withoutABaselineThereIsNothingToCompare() {
    var log = new MadePredictor(0, 10).numbers("x", new double[0], new double[10]).feature("x");
    assertInstanceOf(Measurement.NotApplicable.class, log.measure(new Drift(), "drift"));
  }

  @Test
  void anUnknownColumnIsTheCallersFault() {
    var log = World.log(BEFORE, BEFORE).set("columns", "agee");
    var error = assertThrows(ClewException.class, () -> log.measure(new Drift(), "drift"));
    assertTrue(error.getMessage().contains("agee"), error.getMessage());
  }

  @Test
  void moreChunksThanAskedForStandInTheChartOnly() {
    var now = new World(2).people(row -> row.age += 10).rows(ROWS);
    var told = told(World.log(BEFORE, now).chunks(50));
    assertTrue(told.results().facts().stream().noneMatch(f -> f.name().contains("chunk=")));
    assertTrue(
        told.results().evidence().stream()
            .flatMap(e -> e.chart().stream())
            .anyMatch(chart -> chart.points().size() >= 100));
  }

  @Test
  void howManyColumnsAreComparedIsHeardAndChangesNothing() {
    var heard = new ConcurrentLinkedQueue<String>();
    var log = World.log(BEFORE, new World(2).rows(ROWS));
    var told =
        new Told(
            log.measure(
                new Drift(),
                "drift",
                (what, done, of) -> heard.add(done + " of " + of + " " + what)));
    assertEquals(told(log).story(), told.story());
    int columns = heard.size();
    assertTrue(heard.contains(columns + " of " + columns + " columns compared"), heard.toString());
    assertTrue(heard.contains("1 of " + columns + " columns compared"), heard.toString());
  }
}
