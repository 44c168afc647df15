package dev.clew.skills.dataquality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.skills.Catalogue;
import dev.clew.skills.Held;
import dev.clew.skills.Inputs;
import dev.clew.skills.Parameters;
import dev.clew.traces.rows.InferenceLog;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Planted cases: each fault alone in an otherwise sound log, its truth beside it; and the clean
/// twin.
class DataQualityTest {

  @Test
  void theCleanTwinIsClean() {
    for (long seed = 1; seed <= 20; seed++) {
      var log = PlantedLog.log(new PlantedLog(seed, 0), new PlantedLog(seed + 1_000, 10_000));
      assertInstanceOf(Measurement.Clean.class, measure(log), "seed " + seed);
    }
  }

  @Test
  void plantedHolesAreCountedAgainstTheBaseline() {
    var found =
        planted(log -> {
          for (int row = 500; row < 700; row++) {
            log.numbers.get("income")[row] = Double.NaN;
          }
        });

    assertOnly(found, "missing", "income");
    assertEquals(200, whole(found, "missing.affected", "income"));
    assertEquals(0.1, real(found, "missing.share", "income"), 1e-12);
    assertEquals("p10500", firstRow(found));
  }

  @Test
  void plantedTextAmongNumbersIsQuoted() {
    var found =
        planted(log -> {
          log.unparsed.put("age", Map.of(7, "fourty", 9, "n.k."));
          log.numbers.get("age")[7] = Double.NaN;
          log.numbers.get("age")[9] = Double.NaN;
        });

    assertOnly(found, "type", "age");
    assertEquals(2, whole(found, "type.affected", "age"));
    assertEquals("fourty", text(found, "type.commonest", "age"));
  }

  @Test
  void aPlantedPlaceholderIsTold() {
    var found = planted(log -> every(40, row -> log.numbers.get("income")[row] = -999));

    assertEquals(setOf("placeholder income"), kinds(found, "placeholder"));
    assertEquals(-999, whole(found, "placeholder.value", "income"));
    assertEquals(50, whole(found, "placeholder.affected", "income"));
  }

  @Test
  void aPlantedChangeOfUnitLeavesTheRange() {
    var found =
        planted(log -> {
          for (int row = 1_000; row < 1_100; row++) {
            log.numbers.get("income")[row] *= 1_000;
          }
        });

    assertOnly(found, "range", "income");
    var known = Arrays.stream(new PlantedLog(5, 0).numbers.get("income")).summaryStatistics();
    var sound = new PlantedLog(6, 10_000).numbers.get("income");
    Arrays.fill(sound, 1_000, 1_100, known.getMax() + 1);
    long outside =
        Arrays.stream(sound)
            .filter(income -> income < known.getMin() || income > known.getMax())
            .count();
    assertEquals(outside, whole(found, "range.affected", "income"));
  }

  @Test
  void aPlantedStuckColumnAndOneThatCameToLifeAreTold() {
    var stuck = planted(log -> Arrays.fill(log.numbers.get("age"), 42));
    assertEquals(setOf("constant age"), kinds(stuck, "constant"));
    assertEquals("42", text(stuck, "constant.value", "age"));

    var baseline = new PlantedLog(5, 0);
    Arrays.fill(baseline.numbers.get("age"), 42);
    var live = found(measure(PlantedLog.log(baseline, new PlantedLog(6, 10_000))));
    assertEquals(setOf("live age"), kinds(live, "live"));
  }

  @Test
  void newListsOfARankingAreNoUnseenCategories() {
    var now = new PlantedLog(6, 10_000);
    every(20, row -> now.texts.get("city")[row] = "Madrid");
    var measurement = measure(PlantedLog.ranking(new PlantedLog(5, 0), now, "city"));

    if (measurement instanceof Measurement.Found found) {
      assertFalse(kinds(found, "unseen").contains("unseen city"), names(found));
    }
  }

  @Test
  void plantedNewCategoriesAreCounted() {
    var found = planted(log -> every(20, row -> log.texts.get("city")[row] = "Madrid"));

    assertTrue(kinds(found, "unseen").contains("unseen city"), names(found));
    assertEquals(100, whole(found, "unseen.affected", "city"));
    assertEquals("Madrid", text(found, "unseen.commonest", "city"));
  }

  @Test
  void plantedSlipsOfTheKeyboardAreTold() {
    var found =
        planted(log -> {
          for (int row : List.of(3, 4, 5)) {
            log.texts.get("city")[row] = "Lisbon";
            log.texts.get("zip")[row] = "1003";
          }
          log.texts.get("city")[3] = "Lisbxn";
          log.texts.get("city")[4] = "lisbon ";
          log.texts.get("phone")[9] = "91x345678";
        });

    assertEquals(setOf("misspelled city"), kinds(found, "misspelled"));
    assertEquals("lisbxn", text(found, "misspelled.written", "city"));
    assertEquals("lisbon", text(found, "misspelled.meant", "city"));
    assertEquals(setOf("variant city"), kinds(found, "variant"));
    assertEquals(setOf("pattern phone"), kinds(found, "pattern"));
    assertEquals("91x345678", text(found, "pattern.example", "phone"));
  }

  @Test
  void aPlantedContradictionBetweenColumnsIsShownByExample() {
    var found =
        planted(log -> {
          // Each zip code lies in one city: 1000 to 1019 in the first, and so on.
          for (int row : List.of(11, 400, 1_500)) {
            log.texts.get("zip")[row] = "1007";
            log.texts.get("city")[row] = "Faro";
          }
        });

    assertOnly(found, "dependency", "city");
    assertEquals(3, whole(found, "dependency.affected", "city"));
    assertEquals("zip", text(found, "dependency.determinant", "city"));
    assertEquals("1007", text(found, "dependency.when", "city"));
    assertEquals("Lisbon", text(found, "dependency.usual", "city"));
    assertEquals("Faro", text(found, "dependency.instead", "city"));
  }

  @Test
  void plantedRepetitionsAreTold() {
    var found =
        planted(log -> {
          for (int from = 0; from < 50; from++) {
            int first = from;
            log.texts.values().forEach(cells -> cells[1_000 + first] = cells[first]);
            log.numbers.values().forEach(cells -> cells[1_000 + first] = cells[first]);
            log.times.values().forEach(cells -> cells[1_000 + first] = cells[first]);
          }
        });

    assertEquals(50, whole(found, "duplicate-id.affected", "id"));
    assertEquals(50, whole(found, "duplicate-row.affected", "all columns but the id"));
  }

  @Test
  void plantedLostHoursAreCounted() {
    var found =
        planted(log -> {
          // From row 800 on the clock is 13 hours further: 13 hours are missing.
          for (int row = 800; row < PlantedLog.ROWS; row++) {
            log.times.get("at")[row] += 13 * 3_600_000L;
          }
        });

    assertOnly(found, "gap", "at");
    assertEquals(13, whole(found, "gap.affected", "at"));
    assertEquals(3_600, real(found, "gap.step", "at"));
    // 2026-03-01 plus 800 hours is 2026-04-03T08:00Z.
    assertEquals("2026-04-03T08:00:00Z", text(found, "gap.worst_at", "at"));
  }

  /// Rows that come as they please, about every five minutes by day and none by night: three days
  /// without one are an outage, the nights are not.
  @Test
  void aPlantedOutageOfAnIrregularLogIsToldAndACleanOneIsNot() {
    Consumer<PlantedLog> irregular =
        log -> {
          var random = new Random(11);
          long at = Instant.parse("2026-03-01T08:00:00Z").toEpochMilli();
          for (int row = 0; row < PlantedLog.ROWS; row++) {
            at += (long) (-Math.log(1 - random.nextDouble()) * 300_000);
            at += row % 100 == 99 ? 15 * 3_600_000L : 0;
            log.times.get("at")[row] = at;
          }
        };
    var clean = PlantedLog.log(new PlantedLog(5, 0), new PlantedLog(6, 10_000).with(irregular));
    var found =
        planted(
            irregular.andThen(log -> {
              for (int row = 850; row < PlantedLog.ROWS; row++) {
                log.times.get("at")[row] += 72 * 3_600_000L;
              }
            }));

    assertInstanceOf(Measurement.Clean.class, measure(clean));
    assertOnly(found, "gap", "at");
    assertEquals(1, whole(found, "gap.stretches", "at"));
    assertTrue(real(found, "gap.longest", "at") >= 72 * 3_600);
    assertTrue(real(found, "gap.otherwise", "at") < 17 * 3_600);
  }

  /// One row an hour from nine to five on working days: nights and weekends are no gap, a lost week
  /// is forty rows.
  @Test
  void hoursOutsideACalendarAreNoGap() {
    Consumer<PlantedLog> working =
        log -> {
          var at = LocalDateTime.parse("2026-03-02T09:00:00");
          for (int row = 0; row < PlantedLog.ROWS; row++) {
            log.times.get("at")[row] = at.toInstant(ZoneOffset.UTC).toEpochMilli();
            at = at.plusHours(at.getHour() == 16 ? 17 : 1);
            while (at.getDayOfWeek().getValue() > 5) {
              at = at.plusDays(1);
            }
          }
        };
    var found =
        planted(
            working.andThen(log -> {
              // Row 816 is the first of a Wednesday: 102 working days are 20 weeks and 2 days.
              for (int row = 816; row < PlantedLog.ROWS; row++) {
                log.times.get("at")[row] += 7 * 24 * 3_600_000L;
              }
            }));

    assertInstanceOf(
        Measurement.Clean.class,
        measure(PlantedLog.log(new PlantedLog(5, 0), new PlantedLog(6, 10_000).with(working))));
    assertOnly(found, "gap", "at");
    // The five working days from that Wednesday to the next, of eight rows each.
    assertEquals(40, whole(found, "gap.affected", "at"));
  }

  /// Cells that few lack are no fault, but are told to whoever asks which cells are missing.
  @Test
  void fewMissingCellsAreToldWhenAskedFor() {
    var log =
        new PlantedLog(6, 10_000)
            .with(one -> {
              for (int row = 500; row < 510; row++) {
                one.numbers.get("income")[row] = Double.NaN;
              }
            });
    var data = PlantedLog.log(new PlantedLog(5, 0), log);

    assertInstanceOf(Measurement.Clean.class, measure(data));
    var found = found(measure(data, "missing"));
    assertEquals(10, whole(found, "missing.affected", "income"));
    assertEquals(Severity.INFO, found.results().findings().getFirst().severity());
  }

  @Test
  void plantedLostActualsAreToldFromLateOnes() {
    var found =
        planted(log -> {
          for (int row = 300; row < 450; row++) {
            log.numbers.get("defaulted")[row] = Double.NaN;
          }
          for (int row = 1_900; row < PlantedLog.ROWS; row++) {
            log.numbers.get("defaulted")[row] = Double.NaN;
          }
        });

    assertOnly(found, "actuals", "defaulted");
    assertEquals(150, whole(found, "actuals.lost", "defaulted"));
    assertEquals(100, whole(found, "actuals.late", "defaulted"));
  }

  @Test
  void plantedPredictionsAgainstTheirScoreAreTold() {
    var found =
        planted(log ->
            every(
                100,
                row ->
                    log.numbers.get("prediction")[row] = 1 - log.numbers.get("prediction")[row]));

    assertOnly(found, "contradiction", "prediction");
    assertEquals(20, whole(found, "contradiction.affected", "prediction"));
  }

  @Test
  void aPlantedScoreBeyondOneIsTold() {
    var found = planted(log -> log.numbers.get("score")[77] = 1.7);

    assertEquals(setOf("score-range score"), kinds(found, "score-range"));
    assertEquals(1, whole(found, "score-range.affected", "score"));
  }

  @Test
  void aColumnThatIsGoneIsTold() {
    var found = planted(log -> log.texts.remove("phone"));

    assertOnly(found, "column-gone", "phone");
  }

  @Test
  void shufflingTheRowsChangesNoFindingThatDoesNotDependOnTheirOrder() {
    Consumer<PlantedLog> fault =
        log -> {
          every(40, row -> log.numbers.get("income")[row] = -999);
          every(20, row -> log.texts.get("city")[row] = "Madrid");
        };
    var straight = planted(fault);
    var shuffled = planted(fault.andThen(DataQualityTest::shuffle));

    assertEquals(
        straight.results().findings().stream().map(Finding::title).collect(Collectors.toSet()),
        shuffled.results().findings().stream().map(Finding::title).collect(Collectors.toSet()));
  }

  @Test
  void aHandfulOfRowsIsTooLittle() {
    var log = new PlantedLog(1, 0);
    log.texts.replaceAll((_, cells) -> Arrays.copyOf(cells, 5));
    log.numbers.replaceAll((_, cells) -> Arrays.copyOf(cells, 5));
    log.times.replaceAll((_, cells) -> Arrays.copyOf(cells, 5));

    var little =
        assertInstanceOf(
            Measurement.TooLittleData.class, measure(PlantedLog.log(new PlantedLog(2, 9), log)));
    assertEquals(5, little.have());
    assertEquals(30, little.need());
  }

  // ----

  private static Set<String> setOf(String... members) {
    return new TreeSet<>(List.of(members));
  }

  private static void every(int step, IntConsumer change) {
    for (int row = 0; row < PlantedLog.ROWS; row += step) {
      change.accept(row);
    }
  }

  private static void shuffle(PlantedLog log) {
    var random = new SplittableRandom(99);
    for (int row = PlantedLog.ROWS - 1; row > 0; row--) {
      int other = random.nextInt(row + 1);
      int here = row;
      log.texts
          .values()
          .forEach(cells -> {
            var cell = cells[here];
            cells[here] = cells[other];
            cells[other] = cell;
          });
      log.numbers
          .values()
          .forEach(cells -> {
            var cell = cells[here];
            cells[here] = cells[other];
            cells[other] = cell;
          });
      log.times
          .values()
          .forEach(cells -> {
            var cell = cells[here];
            cells[here] = cells[other];
            cells[other] = cell;
          });
    }
  }

  /// Ranges weigh more than a few missing cells, which only come first when asked about.
  @Test
  void whatIsAskedAboutComesFirst() {
    var log =
        new PlantedLog(6, 10_000)
            .with(one -> {
              for (int row = 500; row < 700; row++) {
                one.numbers.get("income")[row] = Double.NaN;
              }
              one.texts.get("city")[5] = "Madrid";
              every(20, row -> one.texts.get("city")[row] = "Madrid");
            });
    var data = PlantedLog.log(new PlantedLog(5, 0), log);
    for (var sort : List.of("missing", "unseen")) {
      var found = found(measure(data, sort));

      var first = found.results().findings().getFirst();
      assertEquals(List.of(first.id()), found.results().asked(), sort);
      assertTrue(
          found.results().facts().stream()
              .filter(fact -> first.factIds().contains(fact.id()))
              .anyMatch(fact -> fact.name().startsWith("data-quality." + sort + ".")),
          first.title());
    }
  }

  @Test
  void whatIsAskedAboutAndNotThereIsSaidFirst() {
    var log =
        new PlantedLog(6, 10_000)
            .with(one -> every(20, row -> one.texts.get("city")[row] = "Madrid"));

    var found = found(measure(PlantedLog.log(new PlantedLog(5, 0), log), "gaps,duplicates"));

    var first = found.results().findings().getFirst();
    assertEquals("No gaps in time and no duplicates", first.title());
    assertEquals(first.statement(), found.results().opening());
    assertEquals(List.of(first.id()), found.results().asked());
  }

  @Test
  void anUnknownSortOfFaultIsRefusedWithThoseThatAre() {
    var data = PlantedLog.log(new PlantedLog(5, 0), new PlantedLog(6, 10_000));

    var refused = assertThrows(ClewException.class, () -> measure(data, "gpas"));

    assertTrue(refused.getMessage().contains("gpas"), refused.getMessage());
  }

  private static Measurement.Found planted(Consumer<PlantedLog> fault) {
    return found(
        measure(PlantedLog.log(new PlantedLog(5, 0), new PlantedLog(6, 10_000).with(fault))));
  }

  private static Measurement.Found found(Measurement measurement) {
    return assertInstanceOf(Measurement.Found.class, measurement);
  }

  private static Measurement measure(InferenceLog log) {
    return measure(log, "");
  }

  private static Measurement measure(InferenceLog log, String faults) {
    var card = Catalogue.load().card("data-quality").orElseThrow();
    return Held.measured(
        new DataQuality(),
        new Inputs(
            card,
            "loans",
            new Inputs.Data.Log(log),
            new Windows(new Window.BaselineFiles(), new Window.CurrentFiles(), "given"),
            new Parameters(Map.of("top", "50", "examples", "10", "faults", faults))));
  }

  /// The kinds of fault that facts tell of, with their columns.
  private static Set<String> kinds(Measurement.Found found, String kind) {
    return found.results().facts().stream()
        .map(Fact::name)
        .filter(name -> name.startsWith("data-quality." + kind + ".subject["))
        .map(name -> kind + " " + name.substring(name.indexOf('=') + 1, name.length() - 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void assertOnly(Measurement.Found found, String kind, String column) {
    var subjects =
        found.results().facts().stream()
            .map(Fact::name)
            .filter(name -> name.contains(".subject["))
            .collect(Collectors.toSet());
    assertEquals(Set.of("data-quality." + kind + ".subject[column=" + column + "]"), subjects);
  }

  private static String names(Measurement.Found found) {
    return found.results().facts().stream().map(Fact::name).toList().toString();
  }

  private static Fact fact(Measurement.Found found, String name, String column) {
    var full = "data-quality." + name + "[column=" + column + "]";
    return found.results().facts().stream()
        .filter(fact -> fact.name().equals(full))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + full + " in " + names(found)));
  }

  private static long whole(Measurement.Found found, String name, String column) {
    return assertInstanceOf(FactValue.Whole.class, fact(found, name, column).value()).value();
  }

  private static double real(Measurement.Found found, String name, String column) {
    return fact(found, name, column).number();
  }

  private static String text(Measurement.Found found, String name, String column) {
    return assertInstanceOf(FactValue.Text.class, fact(found, name, column).value()).value();
  }

  private static String firstRow(Measurement.Found found) {
    var rows =
        found.results().evidence().stream().filter(one -> !one.rowIds().isEmpty()).findFirst();
    assertFalse(rows.isEmpty());
    return rows.orElseThrow().rowIds().getFirst();
  }
}
