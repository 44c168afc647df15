package dev.clew.skills.cohortcomparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.skills.TestingApplication;
import dev.clew.skills.TestingApplication.Run;
import dev.clew.skills.TestingSpan;
import dev.clew.traces.spans.SpanKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Planted differences with their truth beside them, and clean twins that have none.
class CohortComparisonTest {
  private static final Windows ALL = Windows.only(new Window.All(), "all");

  private static Run run(TestingApplication application, Map<String, String> parameters) {
    return TestingApplication.run(
        new CohortComparison(), "cohort-comparison", application.made(), ALL, parameters);
  }

  private static Run ask(TestingApplication application, String question) {
    return run(application, Map.of("question", question));
  }

  /// One run of noise: two to four model calls, a search after every other, one of three regions;
  /// with a refund where it is told to.
  private static TestingSpan[] spans(Random random, boolean refund) {
    var spans = new ArrayList<TestingSpan>();
    spans.add(
        TestingSpan.of(SpanKind.AGENT, "root")
            .with("region", List.of("north", "south", "west").get(random.nextInt(3))));
    int calls = 2 + random.nextInt(3);
    for (int i = 0; i < calls; i++) {
      spans.add(TestingSpan.llm("m" + i).under("root").model("gpt-4o"));
      if (i % 2 == 0) {
        spans.add(TestingSpan.tool("s" + i, "search").under("root"));
      }
    }
    if (refund) {
      spans.add(TestingSpan.tool("r", "issue_refund").under("root"));
    }
    return spans.toArray(TestingSpan[]::new);
  }

  /// Thirty failed and thirty passed runs.
  ///
  /// @param failedWith how many failed runs issue a refund
  /// @param passedWith how many passed runs do
  private static TestingApplication runs(int failedWith, int passedWith) {
    var random = new Random(7);
    var application = new TestingApplication();
    for (int i = 0; i < 30; i++) {
      application.run("f" + i, false, Map.of("score.judge", "0"), spans(random, i < failedWith));
      application.run("p" + i, true, Map.of("score.judge", "1"), spans(random, i < passedWith));
    }
    return application;
  }

  /// Truth, planted: 24 of 30 runs on the web fail and 3 of 30 in the app; the figures are those of
  /// the next test. In the clean twin 15 of either fail.
  @Test
  void groupsThatFailAtDifferentRatesAreToldFirst() {
    var planted = ask(endings(24, 3), "do runs on web fail more than those on app");

    assertTrue(
        planted.alarms().contains("They fail at different rates"), planted.alarms().toString());
    assertEquals(0.8, planted.number("failed.first"), 1e-12);
    assertEquals(0.1, planted.number("failed.second"), 1e-12);
    assertEquals(0.7, planted.number("failed.points"), 1e-12);
    assertEquals(5.6213814618317425e-08, planted.number("failed.p"), 1e-15);

    var clean = ask(endings(15, 15), "do runs on web fail more than those on app");
    assertEquals(List.of(), clean.alarms());
    assertEquals(1.0, clean.number("failed.p"), 1e-12);
  }

  private static TestingApplication endings(int failedOnWeb, int failedInApp) {
    var random = new Random(7);
    var application = new TestingApplication();
    for (int i = 0; i < 30; i++) {
      application.run("w" + i, i >= failedOnWeb, Map.of("channel", "web"), spans(random, false));
      application.run("a" + i, i >= failedInApp, Map.of("channel", "app"), spans(random, false));
    }
    return application;
  }

  /// Truth: 24 of 30 failed and 3 of 30 passed runs issue a refund; nothing else differs. scipy
  /// 1.17: fisher_exact([[24, 6], [3, 27]]).pvalue = 5.6213814618317425e-08; 24/30 - 3/30 = .7;
  /// odds 24 * 27 / (6 * 3) = 36. Newcombe's interval by R's DescTools::BinomDiffCI(24, 30, 3, 30,
  /// method = "score"), worked by hand from Wilson's: .627...905 and .035...256, so .7 - hypot(.8 -
  /// .627, .256 - .1) = .467 and .7 + hypot(.905 - .8, .1 - .035) = .824.
  @Test
  void aPlantedToolOfFailedRunsIsNamedWithItsSize() {
    var found = ask(runs(24, 3), "compare passed and failed runs");

    assertTrue(found.measurement() instanceof Measurement.Found);
    assertEquals(List.of("What differs in the runs"), found.alarms());
    var of = "[of=a call of issue_refund]";
    assertEquals(0.8, found.number("difference.first" + of), 1e-12);
    assertEquals(0.1, found.number("difference.second" + of), 1e-12);
    assertEquals(24, found.number("difference.first.units" + of));
    assertEquals(3, found.number("difference.second.units" + of));
    assertEquals(0.7, found.number("difference.points" + of), 1e-12);
    assertEquals(0.467, found.fact("difference.points" + of).low().orElseThrow(), 0.001);
    assertEquals(0.824, found.fact("difference.points" + of).high().orElseThrow(), 0.001);
    assertEquals(36, found.number("difference.odds_ratio" + of), 1e-9);
    assertEquals(5.6213814618317425e-08, found.number("difference.p" + of), 1e-15);
    // A call of one more tool is one more tool call: nothing is told that does not follow from it.
    assertEquals(
        List.of(),
        found.results().facts().stream()
            .map(fact -> fact.name())
            .filter(name -> name.startsWith("difference["))
            .filter(name ->
                !name.matches(
                    ".*(issue_refund|as the last tool|tool calls|different tools|=spans).*"))
            .toList());
    assertEquals(found.results().looks(), (long) found.number("looks.total"));
    // Of k looks a q is at least p and at most k p.
    double p = found.number("difference.p" + of);
    double q = found.number("difference.q" + of);
    assertTrue(p <= q && q <= found.number("looks.total") * p, q + " of p " + p);
  }

  @Test
  void onTheCleanTwinNothingIsTold() {
    var found = ask(runs(12, 13), "compare passed and failed runs");

    assertTrue(found.measurement() instanceof Measurement.Clean);
    assertEquals(List.of(), found.alarms());
    assertTrue(found.titles().contains("No difference beyond chance"));
  }

  /// One run of two tools, in one order or the other, with so many of the user's messages.
  private static TestingSpan[] ordered(String region, boolean refundFirst, int messages) {
    var call = TestingSpan.llm("m").under("root");
    for (int i = 0; i < messages; i++) {
      call.given("user", "please " + i);
    }
    return new TestingSpan[] {
      TestingSpan.of(SpanKind.AGENT, "root").with("region", region),
      call.saying("Done."),
      TestingSpan.tool("first", refundFirst ? "refund" : "search").under("root"),
      TestingSpan.tool("second", refundFirst ? "search" : "refund").under("root"),
      TestingSpan.tool("third", "notify").under("root")
    };
  }

  /// Thirty failed and thirty passed runs, of which some come from the north, some refund before
  /// they search, and in some the user writes five messages instead of two.
  private static Run planted(int[] failed, int[] passed) {
    var application = new TestingApplication();
    for (int i = 0; i < 30; i++) {
      for (boolean pass : new boolean[] {false, true}) {
        var with = pass ? passed : failed;
        // Each counts from another place, so that the three do not come together.
        boolean north = i < with[0];
        boolean refundFirst = (i + 11) % 30 < with[1];
        boolean isLong = (i + 19) % 30 < with[2];
        application.run(
            (pass ? "p" : "f") + i,
            pass,
            Map.of(),
            ordered(north ? "north" : "south", refundFirst, isLong ? 5 : 2));
      }
    }
    return ask(application, "compare passed and failed runs");
  }

  /// Truth: 24 of 30 failed and 3 of 30 passed runs have the one that is planted, half of each the
  /// others. Which tools are called, and how often, is the same everywhere. fisher_exact as above:
  /// 5.6213814618317425e-08. Cliff's delta of the messages: of 900 pairs 24 * 27 = 648 are greater
  /// and 6 * 3 = 18 less, .7.
  @Test
  void aPlantedAttributeOrderAndLengthAreNamedWithTheirSizes() {
    var region = planted(new int[] {24, 15, 15}, new int[] {3, 15, 15});
    assertPlanted(region, "region = north");
    var order = planted(new int[] {15, 24, 15}, new int[] {15, 3, 15});
    assertTrue(
        order.results().facts().stream()
            .anyMatch(fact -> fact.name().contains("search right after refund")));
    assertPlanted(order, "refund as the first tool");
    assertFalse(order.has("difference.points[of=a call of refund]"));
    var turns = planted(new int[] {15, 15, 24}, new int[] {15, 15, 3});
    assertEquals(0.7, turns.number("difference.cliffs_delta[of=messages of the user]"), 1e-12);
    assertFalse(turns.has("difference.points[of=region = north]"));

    var twin = planted(new int[] {15, 15, 15}, new int[] {15, 15, 15});
    assertTrue(twin.measurement() instanceof Measurement.Clean);
    assertEquals(List.of(), twin.alarms());
  }

  private static void assertPlanted(Run found, String phrase) {
    assertEquals(0.7, found.number("difference.points[of=" + phrase + "]"), 1e-12);
    assertEquals(5.6213814618317425e-08, found.number("difference.p[of=" + phrase + "]"), 1e-15);
  }

  @Test
  void whatSaysHowARunEndedIsNoDifference() {
    var found = ask(runs(24, 3), "compare passed and failed runs");

    assertFalse(
        found.results().facts().stream().anyMatch(fact -> fact.name().contains("score.judge")));
  }

  @Test
  void shufflingRunsAndSwappingCohortsKeepsTheSizes() {
    var there = run(runs(24, 3), Map.of("first", "outcome=failed", "second", "outcome=passed"));
    var back = run(runs(24, 3), Map.of("first", "outcome=passed"));
    var points = "difference.points[of=a call of issue_refund]";

    assertEquals(there.number(points), -back.number(points), 1e-12);
    assertEquals(there.number("looks.total"), back.number("looks.total"));
  }

  /// Truth: version 2 makes three model calls more; 20 runs each.
  @Test
  void aPlantedDifferenceOfTwoPromptVersionsIsANumber() {
    var random = new Random(3);
    var application = new TestingApplication();
    for (int i = 0; i < 40; i++) {
      var version = i % 2 + 1;
      var spans = new ArrayList<>(List.of(spans(random, false)));
      for (int more = 0; version == 2 && more < 3; more++) {
        spans.add(TestingSpan.llm("more" + more).under("root").model("gpt-4o"));
      }
      spans.forEach(span -> span.with("prompt.version", "v" + version));
      application.trace("t" + i, spans.toArray(TestingSpan[]::new));
    }

    var found = ask(application, "what changed from prompt v2 to prompt v1?");

    assertEquals("prompt.version=v2", found.text("cohort.first.filter"));
    assertEquals("prompt.version=v1", found.text("cohort.second.filter"));
    // 2..4 calls against 5..7: every run of version 2 has more.
    assertEquals(1, found.number("difference.cliffs_delta[of=model calls]"), 1e-12);
    assertFalse(
        found.results().facts().stream()
            .anyMatch(fact -> fact.name().contains("of=prompt.version")));
  }

  /// Truth: of twelve tasks tried four times each, six always fail, and in just those "lounge" is
  /// called. The tool belongs to the task: within a task nothing differs.
  @Test
  void whatComesWithTheTaskIsSaidToDoSo() {
    var random = new Random(11);
    var application = new TestingApplication();
    for (int task = 0; task < 12; task++) {
      for (int trial = 0; trial < 4; trial++) {
        boolean lounge = task < 4;
        boolean passed = task < 5 ? trial == 0 && task == 4 : task > 9 || trial < 3;
        var spans = new ArrayList<>(List.of(spans(random, false)));
        if (lounge) {
          spans.add(TestingSpan.tool("l", "lounge").under("root"));
        }
        application.run(
            task + "." + trial,
            passed,
            Map.of("task_id", "" + task),
            spans.toArray(TestingSpan[]::new));
      }
    }

    var found = ask(application, "how do failed runs differ from passed runs");

    assertEquals("task_id", found.text("groups.by"));
    assertTrue(
        found.number("difference.q[of=a call of lounge]")
            > found.number("difference.q.one_by_one[of=a call of lounge]"));
    assertEquals(0, found.number("difference.within_group[of=a call of lounge]"), 1e-12);
    assertTrue(found.titles().contains("The cohorts come in groups"));
  }

  /// Truth: 12 of 14 failed bookings are for business class, 2 of 14 others; one call a run.
  @Test
  void failedCallsOfANamedToolAreComparedByTheirArguments() {
    var application = new TestingApplication();
    for (int i = 0; i < 28; i++) {
      boolean fails = i < 14;
      boolean business = fails ? i < 12 : i >= 26;
      var call =
          TestingSpan.tool("b", "book_reservation")
              .under("root")
              .calling(
                  "book_reservation",
                  "{\"cabin\": \"" + (business ? "business" : "economy") + "\", \"bags\": 1}",
                  fails ? "Error: seat " + i + " is taken" : "ok");
      application.trace(
          "t" + i,
          TestingSpan.of(SpanKind.AGENT, "root"),
          TestingSpan.tool("s", "search_flights").under("root"),
          fails ? call.failed("Error: seat is taken") : call.ok());
    }

    var found = ask(application, "How do the failed bookings differ from the others?");

    assertEquals("call=book_reservation and result=failed", found.text("cohort.first.filter"));
    assertEquals(14, found.number("cohort.first.size"));
    assertEquals(14, found.number("cohort.second.size"));
    assertTrue(found.titles().contains("What differed before the calls"));
    assertEquals(
        10 / 14.0, Math.abs(found.number("difference.points[of=cabin = business]")), 1e-12);
    assertEquals(14, found.number("answer.calls[answer=Error: seat # is taken]"));
  }

  @Test
  void withFourOnASideItIsTooLittle() {
    var random = new Random(1);
    var application = new TestingApplication();
    for (int i = 0; i < 20; i++) {
      application.run("t" + i, i >= 4, Map.of(), spans(random, false));
    }
    var found = ask(application, "compare passed and failed runs");

    assertTrue(
        found.measurement() instanceof Measurement.TooLittleData little
            && little.have() == 4
            && little.need() == 5,
        found.measurement().toString());
  }

  @Test
  void whereAllPassedThereIsNothingToCompare() {
    var random = new Random(1);
    var application = new TestingApplication();
    for (int i = 0; i < 20; i++) {
      application.run("t" + i, true, Map.of(), spans(random, false));
    }
    assertTrue(
        ask(application, "compare passed and failed runs").measurement()
            instanceof Measurement.NotApplicable);
  }

  @Test
  void aFilterThatTheDataDoNotKnowIsRefusedWithTheNearestName() {
    var problem =
        assertThrows(
                ClewException.class, () -> run(runs(24, 3), Map.of("first", "tool=isue_refund")))
            .problem();
    assertTrue(problem.what().contains("there is no tool 'isue_refund'"), problem.what());
    assertTrue(problem.remedy().contains("issue_refund"), problem.remedy());
    assertTrue(
        assertThrows(ClewException.class, () -> run(runs(24, 3), Map.of("first", "slow ones")))
            .problem()
            .what()
            .contains("'slow ones' is no condition"));
  }

  /// Ten runs of each of some models, with tags as a JSON array.
  private static TestingApplication models(String... models) {
    var application = new TestingApplication();
    for (int i = 0; i < 10; i++) {
      for (var model : models) {
        application.trace(
            model + i,
            TestingSpan.llm("a")
                .model(model)
                .saying("Done.")
                .with("tag.tags", i < 5 ? "[\"beta\", \"eu\"]" : "[\"stable\", \"eu\"]"));
      }
    }
    return application;
  }

  @Test
  void modelsThatTheQuestionNamesAreTheCohorts() {
    var found = ask(models("gpt-4o-mini", "gpt-4o", "o3-mini"), "compare gpt-4o with gpt-4o-mini");

    assertEquals("model=gpt-4o", found.text("cohort.first.filter"));
    assertEquals("model=gpt-4o-mini", found.text("cohort.second.filter"));
    assertEquals(10, found.number("cohort.first.size"));
    assertEquals(10, found.number("cohort.second.size"));
  }

  @Test
  void aModelNamedWithoutItsDateIsItsSnapshot() {
    var found =
        ask(
            models("gpt-4o-mini-2024-07-18", "gpt-4o-2024-08-06", "o3-mini"),
            "compare gpt-4o-mini with gpt-4o");

    assertEquals("model=gpt-4o-mini-2024-07-18", found.text("cohort.first.filter"));
    assertEquals("model=gpt-4o-2024-08-06", found.text("cohort.second.filter"));
  }

  @Test
  void aFieldIsSplitByItsTwoCommonestValues() {
    var application = models("gpt-4o", "o3-mini");
    application.trace("more", TestingSpan.llm("a").model("o3-mini").saying("Done."));
    application.trace("rare", TestingSpan.llm("a").model("gpt-4.1").saying("Done."));
    var found = run(application, Map.of("by", "model"));

    assertEquals("model=o3-mini", found.text("cohort.first.filter"));
    assertEquals(11, found.number("cohort.first.size"));
    assertEquals("model=gpt-4o", found.text("cohort.second.filter"));
    assertEquals(10, found.number("cohort.second.size"));
  }

  @Test
  void aFieldThatIsNoneNamesTheNearest() {
    var e =
        assertThrows(
            ClewException.class, () -> run(models("gpt-4o", "o3-mini"), Map.of("by", "modle")));
    assertTrue(e.problem().remedy().contains("model"), e.problem().remedy());
  }

  @Test
  void eachTagOfAListIsAValue() {
    var given = run(models("gpt-4o"), Map.of("first", "tag.tags=beta"));
    assertEquals(5, given.number("cohort.first.size"));
    assertEquals(5, given.number("cohort.second.size"));

    var asked = ask(models("gpt-4o"), "how do the beta runs differ from the stable ones?");
    assertEquals("tag.tags=beta", asked.text("cohort.first.filter"));
    assertEquals("tag.tags=stable", asked.text("cohort.second.filter"));
  }

  @Test
  void whatLooksLikeAListAndIsNoneStaysOneValue() {
    assertEquals(List.of("[draft]"), List.copyOf(Listed.values("note", "[draft]")));
    assertEquals(List.of("a, b"), List.copyOf(Listed.values("note", "a, b")));
    assertEquals(List.of("a", "b"), List.copyOf(Listed.values("tags", "a, b,a")));
    assertEquals(List.of("1", "x"), List.copyOf(Listed.values("ids", "[1, \"x\", \"\"]")));
    assertEquals(List.of("[[1]]"), List.copyOf(Listed.values("ids", "[[1]]")));
    assertEquals(List.of("[]"), List.copyOf(Listed.values("ids", "[]")));
  }
}
