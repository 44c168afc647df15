package dev.clew.skills.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Measurement;
import dev.clew.evidence.Severity;
import dev.clew.skills.TestingApplication;
import dev.clew.skills.TestingApplication.Run;
import dev.clew.skills.TestingSpan;
import dev.clew.traces.spans.SpanKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/// Planted slowness with its truth beside it, and clean twins that have none.
class LatencyTest {
  private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  private static Run run(TestingApplication application) {
    return TestingApplication.run(new Latency(), "latency", application.made());
  }

  /// One run: a model call of about a second, a search of about 300 ms, another model call; all one
  /// after the other from a start on.
  ///
  /// @param searchMillis how long the search takes, noise aside
  private static TestingSpan[] spans(Random random, long start, long searchMillis) {
    long first = start + 10 + 900 + random.nextInt(200);
    long second = first + searchMillis + random.nextInt(50);
    long third = second + 900 + random.nextInt(200);
    return new TestingSpan[] {
      TestingSpan.of(SpanKind.AGENT, "root").named("agent").millis(start, third + 5),
      TestingSpan.llm("m1").under("root").model("gpt-4o").millis(start + 10, first),
      TestingSpan.tool("s", "search").under("root").millis(first, second),
      TestingSpan.llm("m2").under("root").model("gpt-4o").millis(second, third)
    };
  }

  /// Forty runs, a minute apart.
  ///
  /// @param slow how many of them, spread evenly, wait eight seconds for the search
  private static TestingApplication runs(int slow) {
    var random = new Random(5);
    var application = new TestingApplication();
    for (int i = 0; i < 40; i++) {
      boolean isSlow = slow > 0 && i % (40 / slow) == 0;
      application.trace("t" + i, spans(random, i * 60_000L, isSlow ? 8_000 : 300));
    }
    return application;
  }

  /// Truth: ten of forty runs wait 8 s for a search that else takes .3 s; the model is the same.
  /// The slow quarter is those ten: 7.7 s of about 7.7 s difference is the search, all of it
  /// because each call is longer.
  @Test
  void aPlantedSlowToolMakesTheSlowRunsSlow() {
    var found = run(runs(10));

    assertTrue(found.measurement() instanceof Measurement.Found);
    assertEquals(List.of("What makes slow runs slow"), found.alarms());
    assertEquals(10, found.number("slow.runs"));
    assertEquals(7.7, found.number("slow.part[operation=search]"), 0.05);
    assertEquals(7.7, found.number("slow.difference"), 0.2);
    assertEquals(0, found.number("slow.part.by_number[operation=search]"), 1e-9);
    assertEquals(1, found.number("slow.part.calls[operation=search]"), 1e-12);
    // 80 of the calls' 40 x 2 s and 10 x 8 + 30 x .3 = 89 s of searches: 89 / (89 + 80 + .6).
    assertEquals(0.525, found.number("path.share[operation=search]"), 0.02);
  }

  /// Truth: a model call of 1 s asks for two look-ups beside each other, of 1 s and of 4 s; another
  /// model call of 1 s follows. The run waits 6 s: 4 for the long look-up, none for the short one.
  /// The agent is at work for 6.5 s, of which its children take 6: half a second is its own.
  @Test
  void onlyTheLongestOfPlantedParallelCallsIsWaitedFor() {
    var application = new TestingApplication();
    for (int i = 0; i < 20; i++) {
      long start = i * 60_000L;
      application.trace(
          "t" + i,
          TestingSpan.of(SpanKind.AGENT, "root").named("agent").millis(start, start + 6_500),
          TestingSpan.llm("m1").under("root").millis(start, start + 1_000),
          TestingSpan.tool("a", "short").under("root").millis(start + 1_000, start + 2_000),
          TestingSpan.tool("b", "long").under("root").millis(start + 1_000, start + 5_000),
          TestingSpan.llm("m2").under("root").millis(start + 5_000, start + 6_000));
    }

    var found = run(application);

    assertEquals(20 * 4.0 / (20 * 6.5), found.number("path.share[operation=long]"), 1e-9);
    assertEquals(20 * 0.5 / (20 * 6.5), found.number("path.share[operation=agent]"), 1e-9);
    assertFalse(
        found.has("path.share[operation=short]")
            && found.number("path.share[operation=short]") > 0);
    assertEquals(20 * 1.0, found.number("self.seconds[operation=short]"), 1e-9);
    assertEquals(20 * 0.5, found.number("self.seconds[operation=agent]"), 1e-9);
  }

  @Test
  void onTheCleanTwinNothingIsSlow() {
    var found = run(runs(0));

    assertTrue(found.measurement() instanceof Measurement.Clean, found.alarms().toString());
    assertEquals(List.of(), found.alarms());
  }

  @Test
  void ofFewRunsNoSpreadIsTold() {
    var all = runs(0).traces();
    for (int size : List.of(1, 9, 10, 20)) {
      var said =
          TestingApplication.run(
                  new Latency(), "latency", TestingApplication.of(all.subList(0, size)))
              .finding("How long runs take")
              .orElseThrow()
              .statement();
      assertEquals(size == 1, said.contains("one run tells no spread"), said);
      assertEquals(size >= 10, said.contains("nine in ten"), said);
      assertEquals(size >= 20, said.contains("all but one in twenty"), said);
    }
  }

  @Test
  void theOrderOfRunsDoesNotMatter() {
    var application = runs(10);
    var facts = run(application).facts();
    Collections.shuffle(application.traces(), new Random(1));
    assertEquals(facts, run(application).facts());
  }

  /// Truth: from minute 40 on the model takes twice its time.
  @Test
  void aPlantedSlowdownIsToldAgainstTheBaseline() {
    var found = change(2);

    assertTrue(found.titles().contains("Latency got worse"), found.titles().toString());
    assertEquals("rose", found.text("run.seconds.p50.verdict"));
    // 2 x (1 + 1) + .3 over 1 + 1 + .3, about: 4.3 / 2.3 = 1.87.
    assertEquals(1.87, found.number("run.seconds.p50.ratio"), 0.08);
    assertEquals("rose", found.text("seconds.p50.verdict[operation=chat]"));
    assertFalse(found.has("seconds.p50.verdict[operation=search]"));
  }

  @Test
  void withoutOneTheCleanTwinIsSaidToHold() {
    var found = change(1);

    assertEquals("held", found.text("run.seconds.p50.verdict"));
    assertEquals(List.of(), found.alarms());
  }

  private static Run change(int factor) {
    var random = new Random(9);
    var application = new TestingApplication();
    for (int i = 0; i < 200; i++) {
      long start = i * 60_000L;
      long model = i < 100 ? 1_000 : 1_000L * factor;
      long first = start + model + random.nextInt(100);
      long second = first + 300 + random.nextInt(20);
      long third = second + model + random.nextInt(100);
      application.trace(
          "t" + i,
          TestingSpan.of(SpanKind.AGENT, "root").named("agent").millis(start, third),
          TestingSpan.llm("m1").under("root").millis(start, first),
          TestingSpan.tool("s", "search").under("root").millis(first, second),
          TestingSpan.llm("m2").under("root").millis(second, third));
    }
    return TestingApplication.run(
        new Latency(),
        "latency",
        application.made(),
        BEGINNING,
        BEGINNING.plusSeconds(6_000),
        BEGINNING.plusSeconds(12_000));
  }

  /// Truth: one search takes 8.7 s of 10.7 where the others take .3: 7.7 of the 7.7 s difference.
  @Test
  void theFirstSentenceNamesWhatMakesSlowRunsSlow() {
    var found = run(runs(10));
    var first =
        found.finding("What makes slow runs slow").orElseThrow().statement().split("[.] ")[0];

    assertTrue(first.contains(found.fact("slow.part.name[operation=search]").id()), first);
    assertEquals("search", found.text("slow.part.name[operation=search]"));
    assertEquals(1, found.number("slow.part.share[operation=search]"), 0.02);
  }

  /// Truth: three of a hundred runs wait a minute for the search, the others .3 s: 60 of a
  /// difference of 60 s, and not the ninth part that a quarter of the runs would show.
  @Test
  void rareCallsThatHangAreToldWhateverTheirShare() {
    var random = new Random(5);
    var application = new TestingApplication();
    for (int i = 0; i < 100; i++) {
      application.trace(
          "t" + i, spans(random, i * 600_000L, i == 11 || i == 40 || i == 70 ? 60_000 : 300));
    }

    var found = run(application);

    assertEquals(List.of("What makes slow runs slow"), found.alarms());
    assertEquals(3, found.number("slow.single_call.runs"));
    assertEquals("search", found.text("slow.single_call.operation"));
    assertEquals(60, found.number("slow.single_call.longest"), 0.1);
    assertEquals(3, found.number("slow.runs"));
    assertEquals(59.7, found.number("slow.part[operation=search]"), 0.1);
  }

  /// Truth: one run of a hundred; no group, and a call that hangs all the same.
  @Test
  void oneCallThatHangsIsTold() {
    var random = new Random(5);
    var application = new TestingApplication();
    for (int i = 0; i < 100; i++) {
      application.trace("t" + i, spans(random, i * 600_000L, i == 11 ? 60_000 : 300));
    }

    var found = run(application);

    assertEquals(List.of("Single calls hang and make their runs slow"), found.alarms());
    assertEquals(1, found.number("slow.single_call.runs"));
  }

  @Test
  void whereTimesJustSpreadNothingIsUnusual() {
    var found = run(runs(0));

    assertTrue(
        found.titles().contains("Nothing unusual makes the slow runs slow"),
        found.titles().toString());
    assertEquals(0, found.number("slow.single_call.runs"));
    assertFalse(found.has("slow.part[operation=chat]"));
  }

  /// Truth: a stationary mix of two models, of which one books in .4 s and the other in 4.5:
  /// nothing changes, whatever the median does. In 200 draws at most one in twenty may say it does.
  @Test
  void aStationaryMixOfTwoModelsHardlyEverGetsWorse() {
    int alarms = 0;
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var found = mix(80, random, _ -> 0.5, 4_500, 4_500);
      alarms +=
          found.titles().stream()
                  .anyMatch(title ->
                      title.equals("Latency got worse")
                          || title.equals("Latency got better")
                          || title.equals("Single operations became slower"))
              ? 1
              : 0;
    }
    assertTrue(alarms <= 10, "false alarms: " + alarms);
  }

  /// Truth: the slow model's share rises from one in ten to nine in ten; its runs, and those of the
  /// other, take as long as before.
  @Test
  void aChangedMixOfModelsIsToldFromSlowerRuns() {
    var found = mix(160, new Random(3), i -> i < 120 ? 0.1 : 0.9, 4_500, 4_500);

    assertTrue(found.titles().contains("Latency got worse"), found.titles().toString());
    assertEquals(1, found.number("change.mix.share"), 0.1);
    assertEquals("slow-model", found.text("change.mix.model"));
  }

  /// Truth: the same mix; in the last quarter the slow model's booking takes twice as long.
  @Test
  void aRegressionWithinAMixIsFound() {
    var found = mix(320, new Random(3), _ -> 0.7, 4_500, 9_000);

    assertTrue(found.titles().contains("Latency got worse"), found.titles().toString());
    assertFalse(found.has("change.mix.share"));
  }

  /// Truth: only booking is slower with the slow model, 4.5 s against .4; writing is not.
  @Test
  void aToolThatIsSlowWithOneModelIsNamedWithIt() {
    var found = mix(80, new Random(4), _ -> 0.5, 4_500, 4_500);

    assertEquals(1, found.number("model_steps.told"));
    assertEquals(11.25, found.number("model_steps.ratio[of=book, slow-model]"), 1);
    assertTrue(found.alarms().contains("Steps slower with one model than with the others"));
  }

  @Test
  void equallyFastModelsAreNotToldApart() {
    var found = mix(80, new Random(4), _ -> 0.5, 400, 400);

    assertEquals(0, found.number("model_steps.told"));
    assertEquals(List.of(), found.alarms());
  }

  /// Runs a minute apart, the last quarter against what came before: a model call of a second, and
  /// a booking of .4 s or, with the slow model, as given.
  ///
  /// @param share of the slow model, by place
  private static Run mix(int size, Random random, IntToDoubleFunction share, int before, int now) {
    var application = new TestingApplication();
    for (int i = 0; i < size; i++) {
      long start = i * 60_000L;
      boolean slow = random.nextDouble() < share.applyAsDouble(i);
      double booking = !slow ? 400 : i < size * 3 / 4 ? before : now;
      long first = start + (long) (1_000 * Math.exp(0.15 * random.nextGaussian()));
      long second = first + (long) (booking * Math.exp(0.15 * random.nextGaussian()));
      application.trace(
          "t" + i,
          TestingSpan.of(SpanKind.AGENT, "root").named("agent").millis(start, second),
          TestingSpan.llm("m").under("root").model(slow ? "slow-model" : "m1").millis(start, first),
          TestingSpan.tool("s", "book").under("root").millis(first, second));
    }
    return TestingApplication.run(
        new Latency(),
        "latency",
        application.made(),
        BEGINNING,
        BEGINNING.plusSeconds(size * 45L),
        BEGINNING.plusSeconds(size * 60L));
  }

  /// Truth: three lookups of two seconds one after the other; at the same time they would take two,
  /// so 4 of 7 s are saved; a fourth that needs the third's result is not among them.
  @Test
  void plantedCallsThatCouldRunTogetherAreCounted() {
    var application = new TestingApplication();
    for (int i = 0; i < 6; i++) {
      application.trace(
          "t" + i,
          TestingSpan.of(SpanKind.AGENT, "root").named("agent").millis(0, 9_000),
          TestingSpan.llm("m").under("root").millis(0, 1_000),
          lookup("a", "{\"city\": \"Lisbon\"}", "sunny").millis(1_000, 3_000),
          lookup("b", "{\"city\": \"Madrid\"}", "rainy").millis(3_000, 5_000),
          lookup("c", "{\"city\": \"Geneva\"}", "station-4711").millis(5_000, 7_000),
          lookup("d", "{\"id\": \"station-4711\"}", "ok").millis(7_000, 9_000));
    }

    var found = run(application);

    assertEquals(18, found.number("together.calls"));
    assertEquals(24, found.number("together.seconds"), 1e-9);
    assertEquals(24 / 54.0, found.number("together.share"), 1e-9);
    assertTrue(found.titles().contains("Calls wait for each other without need"));
  }

  private static TestingSpan lookup(String id, String arguments, String result) {
    return TestingSpan.tool(id, "lookup").under("root").calling("lookup", arguments, result);
  }

  /// Truth: of ten seconds a run's agent waits six without calling anybody.
  @Test
  void plantedTimeBetweenCallsIsNamed() {
    var application = new TestingApplication();
    for (int i = 0; i < 6; i++) {
      application.trace(
          "t" + i,
          TestingSpan.of(SpanKind.AGENT, "root").named("agent").millis(0, 10_000),
          TestingSpan.llm("m1").under("root").millis(0, 2_000),
          TestingSpan.llm("m2").under("root").millis(8_000, 10_000));
    }

    var found = run(application);

    assertEquals(0.6, found.number("between.share"), 1e-12);
    assertEquals(6, found.number("between.longest"), 1e-12);
    assertEquals(
        Severity.MEDIUM, found.finding("Time passes between calls").orElseThrow().severity());
  }

  /// Truth: a failing call takes four of six seconds.
  @Test
  void plantedWaitingForCallsThatFailIsNamed() {
    var application = new TestingApplication();
    for (int i = 0; i < 6; i++) {
      application.trace(
          "t" + i,
          TestingSpan.of(SpanKind.AGENT, "root").named("agent").millis(0, 6_000),
          TestingSpan.tool("x", "fetch").under("root").millis(0, 4_000).failed("timeout"),
          TestingSpan.llm("m").under("root").millis(4_000, 6_000));
    }
    assertEquals(4 / 6.0, run(application).number("failed.share"), 1e-12);
    assertTrue(run(application).titles().contains("Failing calls cost time"));
  }

  /// Truth: .5 s to the first token; 100 tokens in two seconds are 50 a second.
  @Test
  void theFirstTokenAndThePaceAreReadWhereLogged() {
    var application = new TestingApplication();
    for (int i = 0; i < 12; i++) {
      application.trace(
          "t" + i,
          TestingSpan.llm("m")
              .model("gpt-4o")
              .tokens(10, 100)
              .with("time_to_first_token", "0.5")
              .millis(0, 2_000));
    }

    var found = run(application);

    assertEquals(0.5, found.number("first_token.seconds.p50[model=gpt-4o]"), 1e-12);
    assertEquals(50, found.number("pace.p50[model=gpt-4o]"), 1e-12);
  }

  @Test
  void spansWithoutTimeAreLeftOutAndCounted() {
    var spans = new ArrayList<>(List.of(spans(new Random(1), 0, 300)));
    spans.add(TestingSpan.llm("none").under("root"));
    spans.add(TestingSpan.llm("still").under("root").millis(500, 500));
    spans.add(TestingSpan.llm("back").under("root").millis(700, 600));

    var found = run(new TestingApplication().trace("t", spans.toArray(TestingSpan[]::new)));

    assertEquals(4, found.number("spans.timed"));
    assertEquals(1, found.number("spans.without_clock"));
    assertEquals(1, found.number("spans.zero_duration"));
    assertEquals(1, found.number("spans.end_before_start"));
  }

  @Test
  void withoutAClockItIsTooLittle() {
    var found =
        run(new TestingApplication().trace("t", TestingSpan.llm("m"), TestingSpan.tool("s", "x")));

    assertTrue(
        found.measurement() instanceof Measurement.TooLittleData little && little.need() == 1);
  }
}
