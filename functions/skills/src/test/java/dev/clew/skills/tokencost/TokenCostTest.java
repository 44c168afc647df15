package dev.clew.skills.tokencost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.skills.TestingApplication;
import dev.clew.skills.TestingApplication.Run;
import dev.clew.skills.TestingSpan;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenCostTest {
  private static final Instant START = Instant.parse("2025-06-01T00:00:00Z");

  private static Run run(TestingApplication application) {
    return TestingApplication.run(new TokenCost(), "token-cost", application.made());
  }

  private static Run compared(TestingApplication application, Duration each) {
    return TestingApplication.run(
        new TokenCost(),
        "token-cost",
        application.made(),
        START,
        START.plus(each),
        START.plus(each.multipliedBy(2)));
  }

  @Test
  void anAgentThatRollsUpIsNotCountedAgain() {
    var found =
        run(
            new TestingApplication()
                .trace(
                    "t",
                    TestingSpan.of(SpanKind.AGENT, "agent").tokens(3_000, 300),
                    TestingSpan.llm("a").under("agent").model("gpt-4o").tokens(1_000, 100),
                    TestingSpan.llm("b").under("agent").model("gpt-4o").tokens(2_000, 200)));

    assertEquals(3_300, found.number("tokens.total"));
    assertEquals(6_600, found.number("tokens.naive"));
    assertEquals(2, found.number("tokens.naive.ratio"));
    assertEquals(1, found.number("spans.rolled_up"));
    assertEquals(2, found.number("calls.total"));
  }

  /// By hand: (1,000,000 - 400,000) x 2.50 + 400,000 x 1.25 + 100,000 x 10 = 3.00 US dollars. Three
  /// traces of which two do not say what they used: the half that counts is the half of those that
  /// do, by hand 1,100 tokens of one trace.
  @Test
  void tracesWithoutTokenCountsAreNotSaidToUseNone() {
    var found =
        run(
            new TestingApplication()
                .trace("a", TestingSpan.llm("a").model("gpt-4o").tokens(1_000, 100))
                .trace("b", TestingSpan.of(SpanKind.AGENT, "agent"))
                .trace("c", TestingSpan.of(SpanKind.AGENT, "agent")));

    assertEquals(1, found.number("traces.with_tokens"));
    assertEquals(1_100, found.number("tokens.per_counted_trace.median"));
  }

  @Test
  void cachedInputHasItsOwnPriceAndIsNotAddedToThePrompt() {
    var found =
        run(
            new TestingApplication()
                .trace(
                    "t",
                    TestingSpan.llm("a")
                        .model("openai/gpt-4o-2024-08-06")
                        .at(START)
                        .tokens(1_000_000, 100_000, 400_000, 0)));

    assertEquals(1_100_000, found.number("tokens.total"));
    assertEquals(3.0, found.number("cost.computed"), 1e-12);
    assertTrue(found.unknown("cost.stated"));
  }

  /// By hand: gpt-4o cost 5 and 15 before October 2, 2024, and 2.50 and 10 since.
  @Test
  void theSpansDayChoosesThePrice() {
    var june = Instant.parse("2024-06-01T00:00:00Z");
    var found =
        run(
            new TestingApplication()
                .trace(
                    "old", TestingSpan.llm("a").model("gpt-4o").at(june).tokens(1_000_000, 100_000))
                .trace(
                    "new",
                    TestingSpan.llm("b").model("gpt-4o").at(START).tokens(1_000_000, 100_000)));

    assertEquals(6.5 + 3.5, found.number("cost.computed"), 1e-12);
  }

  @Test
  void aModelWithoutPriceCostsUnknownAndTotalsSayWhichShareIsPriced() {
    var found =
        run(
            new TestingApplication()
                .trace(
                    "t",
                    TestingSpan.llm("a").model("gpt-4o").at(START).tokens(900, 100),
                    TestingSpan.llm("b").model("house-model").at(START).tokens(2_900, 100)));

    assertTrue(found.unknown("cost.known[model=house-model]"));
    assertEquals(0.25, found.number("cost.priced_share"));
    assertEquals(0.25, found.number("cost.known_share"));
    assertEquals(3_000, found.number("tokens.unpriced"));
    assertEquals("house-model", found.text("unpriced.name[model=house-model]"));
    assertEquals(List.of("Models without a price"), found.alarms());
  }

  @Test
  void statedCostsStayApartFromComputedOnes() {
    // List price of gpt-4o for 1,000 and 100: 0.0025 + 0.001 = 0.0035.
    var found =
        run(
            new TestingApplication()
                .trace(
                    "t",
                    TestingSpan.llm("a").model("gpt-4o").at(START).tokens(1_000, 100).cost(0.0070),
                    TestingSpan.llm("b").model("gpt-4o").at(START).tokens(1_000, 100),
                    TestingSpan.llm("c").model("house-model").tokens(1_000, 100).cost(0.5)));

    assertEquals(0.507, found.number("cost.stated"), 1e-12);
    assertEquals(0.007, found.number("cost.computed"), 1e-12);
    assertEquals(0.5105, found.number("cost.known"), 1e-12);
    assertEquals(2, found.number("cost.compared.ratio[model=gpt-4o]"), 1e-12);
    assertEquals(List.of("Stated and computed costs disagree"), found.alarms());
  }

  @Test
  void aRolledUpCostCountsOnlyWhereNoCallBelowStatesOne() {
    var found =
        run(
            new TestingApplication()
                .trace(
                    "both",
                    TestingSpan.of(SpanKind.AGENT, "agent").cost(1),
                    TestingSpan.llm("a").under("agent").model("x").tokens(10, 1).cost(0.6),
                    TestingSpan.tool("search", "search").under("agent").cost(0.25))
                .trace(
                    "rollup",
                    TestingSpan.of(SpanKind.AGENT, "agent").cost(2),
                    TestingSpan.llm("a").under("agent").model("x").tokens(10, 1)));

    assertEquals(0.6, found.number("cost.stated"), 1e-12);
    assertEquals(2.25, found.number("cost.stated.outside_calls"), 1e-12);
  }

  @Test
  void tokensInTheTotalOnlyAreToldAndNotPriced() {
    var tokens =
        new Tokens(
            OptionalLong.of(5),
            OptionalLong.of(845),
            OptionalLong.of(2_023),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty());
    var found =
        run(
            new TestingApplication()
                .trace(
                    "t",
                    TestingSpan.llm("a")
                        .model("projects/p/locations/l/publishers/google/models/gemini-2.5-flash")
                        .at(START)
                        .counts(tokens)));

    assertEquals(2_023, found.number("tokens.total"));
    assertEquals(1_173, found.number("tokens.unallocated"));
    assertEquals(850 / 2_023.0, found.number("cost.priced_share"), 1e-12);
    assertTrue(found.alarms().contains("Tokens that are neither prompt nor completion"));
  }

  @Test
  void agentSessionAndUserComeFromTheSpansAbove() {
    var found =
        run(
            new TestingApplication()
                .trace(
                    "one",
                    TestingSpan.of(SpanKind.AGENT, "root")
                        .named("planner")
                        .session("s1")
                        .user("u1"),
                    TestingSpan.of(SpanKind.CHAIN, "step").named("Step 1").under("root"),
                    TestingSpan.llm("a").under("step").model("m").tokens(100, 0))
                .trace(
                    "two",
                    TestingSpan.of(SpanKind.AGENT, "root").named("writer").session("s2").user("u2"),
                    TestingSpan.of(SpanKind.CHAIN, "step").named("Step 2").under("root"),
                    TestingSpan.llm("a").under("step").model("m").tokens(300, 0)));

    assertEquals(300, found.number("tokens.total[agent=writer]"));
    assertEquals(1, found.number("groups.total[by=model]"));
    assertFalse(found.has("tokens.total[caller=Step 1]"));
    assertEquals(300, found.number("tokens.total[user=u2]"));
    assertEquals(100, found.number("tokens.total[session=s1]"));
  }

  @Test
  void oneModelUnderSeveralNamesIsOneModel() {
    var found =
        run(
            new TestingApplication()
                .trace(
                    "t",
                    TestingSpan.llm("a").model("gpt-4o-mini").at(START).tokens(100, 0),
                    TestingSpan.llm("b")
                        .model("openai/gpt-4o-mini-2024-07-18")
                        .at(START)
                        .tokens(50, 0),
                    TestingSpan.llm("c").model("House-Model").at(START).tokens(25, 0)));

    assertEquals(150, found.number("tokens.total[model=gpt-4o-mini]"));
    assertEquals(25, found.number("tokens.total[model=House-Model]"));
  }

  @Test
  void whatWasAskedForLeadsAndWhatNoCallStatesIsSaid() {
    var application =
        new TestingApplication()
            .trace("t", TestingSpan.llm("a").named("plan").model("m").user("u1").tokens(300, 0))
            .trace("u", TestingSpan.llm("b").named("write").model("m").tokens(100, 0));
    var all = Windows.only(new Window.All(), "all");

    var found =
        TestingApplication.run(
            new TokenCost(),
            "token-cost",
            application.made(),
            all,
            Map.of("by", "user, operation, session"));
    var asked =
        found.results().findings().stream()
            .filter(finding -> found.results().asked().contains(finding.id()))
            .map(finding -> finding.title())
            .toList();
    assertEquals(
        List.of(
            "Tokens, calls and cost by user",
            "Tokens, calls and cost by operation",
            "No call states its session"),
        asked);
    // 300 of 400 tokens are u1's, 100 nobody's.
    assertEquals(0.75, found.number("tokens.share[user=u1]"));
    var opening = named(found, found.results().opening());
    assertTrue(
        opening.contains(
            "By {groups.by[by=user]}, {name[user=u1]} takes {tokens.share[user=u1]}."
                + " {tokens.share[user=(none)]} of the tokens come of calls that state no user. By"
                + " {groups.by[by=operation]}, {name[operation=plan]} takes"),
        opening);
  }

  @Test
  void anAttributeTellsTokensApart() {
    var application =
        new TestingApplication()
            .trace(
                "one",
                TestingSpan.of(SpanKind.CHAIN, "root").with("tier", "gold"),
                TestingSpan.llm("a").under("root").model("m").tokens(100, 0))
            .trace(
                "two",
                Optional.empty(),
                Map.of("tier", "free"),
                TestingSpan.llm("a").model("m").tokens(300, 0));
    var all = Windows.only(new Window.All(), "all");

    var found =
        TestingApplication.run(
            new TokenCost(), "token-cost", application.made(), all, Map.of("by", "tier"));
    assertEquals(100, found.number("tokens.total[tier=gold]"));
    assertEquals(300, found.number("tokens.total[tier=free]"));
    var by = found.fact("groups.by[by=tier]").id();
    assertTrue(found.titles().contains("Tokens, calls and cost by {" + by + "}"), "a key is data");

    var wrong =
        assertThrows(
            ClewException.class,
            () ->
                TestingApplication.run(
                    new TokenCost(), "token-cost", application.made(), all, Map.of("by", "teir")));
    assertEquals("did you mean 'tier'?", wrong.problem().remedy());
  }

  /// Planted: from two calls of the small model to four, two of them of a model that was not there,
  /// each twice as large. By hand: from 2 calls of 1,100 tokens to 4 of 1,650 on average, L = 4,400
  /// / ln 3; twice the calls make L ln 2, calls half as large again L ln 1.5, and since no model's
  /// own calls grew, all of the latter is mix.
  @Test
  void plantedGrowthIsTakenApart() {
    var application = new TestingApplication();
    for (int i = 0; i < 10; i++) {
      application.trace("before" + i, calls(START.plusSeconds(i), 2, 0));
      application.trace("now" + i, calls(START.plus(Duration.ofDays(1)).plusSeconds(i), 2, 2));
    }

    var found = compared(application, Duration.ofDays(1));

    assertEquals(3, found.number("growth.per_trace"), 1e-12);
    double mean = 4_400 / Math.log(3);
    assertEquals(mean * Math.log(2), found.number("growth.effect.calls_per_trace"), 1e-6);
    assertEquals(0, found.number("growth.effect.size_per_call"), 1e-6);
    assertEquals(mean * Math.log(1.5), found.number("growth.effect.mix"), 1e-6);
    assertEquals(4_400, found.number("growth.contribution[model=gpt-4o]"), 1e-6);
    assertEquals(0, found.number("growth.contribution[model=gpt-4o-mini]"), 1e-6);
    var finding = found.finding("Traces use more tokens than before").orElseThrow();
    assertEquals(Severity.HIGH, finding.severity());
    assertEquals(1, found.number("growth.traffic"), 1e-12);
  }

  private static TestingSpan[] calls(Instant at, int small, int large) {
    var spans = new ArrayList<TestingSpan>();
    spans.add(TestingSpan.of(SpanKind.AGENT, "root").at(at));
    for (int i = 0; i < small + large; i++) {
      var call = TestingSpan.llm("c" + i).under("root").at(at.plusMillis(i + 1L));
      spans.add(
          i < small
              ? call.model("gpt-4o-mini").tokens(1_000, 100)
              : call.model("gpt-4o").tokens(2_000, 200));
    }
    return spans.toArray(TestingSpan[]::new);
  }

  /// The clean twin: as many traces, calls and tokens before as now, flat prompts, every model
  /// priced.
  @Test
  void theCleanTwinIsSilent() {
    var application = new TestingApplication();
    for (int i = 0; i < 20; i++) {
      application.trace("before" + i, flat(START.plusSeconds(i), i));
      application.trace("now" + i, flat(START.plus(Duration.ofDays(1)).plusSeconds(i), i));
    }

    var found = compared(application, Duration.ofDays(1));

    assertInstanceOf(Measurement.Clean.class, found.measurement());
    assertEquals(List.of(), found.alarms());
    assertEquals(1, found.number("growth.per_trace"), 1e-12);
  }

  private static TestingSpan[] flat(Instant at, int salt) {
    var spans = new ArrayList<TestingSpan>();
    spans.add(TestingSpan.of(SpanKind.AGENT, "root").at(at));
    for (int i = 0; i < 5; i++) {
      spans.add(
          TestingSpan.llm("c" + i)
              .under("root")
              .at(at.plusMillis(i + 1L))
              .model("gpt-4o-mini")
              .tokens(900 + (salt * 7 + i * 13) % 50, 100));
    }
    return spans.toArray(TestingSpan[]::new);
  }

  /// Planted: 1,000, 2,000, ... 6,000 prompt tokens in turn, ten times. By hand: beyond the first
  /// call's 1,000 lie 15,000 of 21,000; each call resends the one before: 1,000 + ... + 5,000, of
  /// which only resends of 1,024 and more count: 14,000.
  @Test
  void plantedContextGrowthIsFound() {
    var application = new TestingApplication();
    for (int t = 0; t < 10; t++) {
      var spans = new ArrayList<TestingSpan>();
      spans.add(TestingSpan.of(SpanKind.AGENT, "root").at(START.plusSeconds(60L * t)));
      for (int i = 0; i < 6; i++) {
        spans.add(
            TestingSpan.llm("c" + i)
                .under("root")
                .at(START.plusSeconds(60L * t + i + 1))
                .model("gpt-4o")
                .tokens(1_000L * (i + 1), 10));
      }
      application.trace("t" + t, spans.toArray(TestingSpan[]::new));
    }

    var found = run(application);

    assertEquals(10, found.number("loops.growing"));
    assertEquals(150_000, found.number("loops.excess"));
    assertEquals(15 / 21.0, found.number("loops.excess.share"), 1e-12);
    assertEquals(140_000, found.number("cache.resent"));
    // 140,000 tokens at 2.50 less 1.25 a million.
    assertEquals(0.175, found.number("cache.saving.most"), 1e-12);
    assertEquals(
        List.of("Prompts grow from call to call", "Little is read from the prompt cache"),
        found.alarms());
  }

  @Test
  void aFewTracesThatTakeMostAreListed() {
    var application = new TestingApplication();
    for (int t = 0; t < 20; t++) {
      application.trace(
          "t" + t, TestingSpan.llm("a").model("gpt-4o").at(START).tokens(t == 7 ? 9_900 : 90, 10));
    }

    var found = run(application);

    var finding = found.finding("A few traces take most of the tokens").orElseThrow();
    var traces =
        found.results().evidence().stream()
            .filter(evidence -> finding.evidenceIds().contains(evidence.id()))
            .flatMap(evidence -> evidence.spans().stream())
            .toList();
    assertEquals("t7", traces.getFirst().traceId());
    assertEquals(100, found.number("tokens.per_trace.median"));
    assertEquals(9_910, found.number("tokens.per_trace.max"));
  }

  @Test
  void callsWithoutCountsMakeEveryTotalALowerBound() {
    var found =
        run(
            new TestingApplication()
                .trace(
                    "t",
                    TestingSpan.llm("a").model("gpt-4o").at(START).tokens(90, 10),
                    TestingSpan.llm("b").model("gpt-4o").at(START).tokens(90, 10),
                    TestingSpan.llm("c").model("gpt-4o").at(START).tokens(90, 10),
                    TestingSpan.llm("d").model("gpt-4o").at(START),
                    TestingSpan.llm("e").model("gpt-4o").at(START),
                    TestingSpan.llm("f").model("gpt-4o").at(START)));

    assertEquals(3, found.number("spans.llm.without_counts"));
    assertTrue(found.alarms().contains("Model calls without token counts"));
    assertEquals(0.5, found.finding("What was used").orElseThrow().confidence());
  }

  @Test
  void nothingToCountIsTooLittleDataAndTheFactsStillExist() {
    var empty = run(new TestingApplication());
    assertInstanceOf(Measurement.TooLittleData.class, empty.measurement());
    assertEquals(0, empty.number("traces.total"));

    var silent = run(new TestingApplication().trace("t", TestingSpan.llm("a").model("m")));
    assertInstanceOf(Measurement.TooLittleData.class, silent.measurement());
    assertEquals(1, silent.number("spans.llm"));
    assertEquals(0, silent.number("tokens.total"));
  }

  @Test
  void namesMayBeAnythingOrMissing() {
    var odd = "模型 [x]\n\u0007🙂".repeat(40);
    var found =
        run(
            new TestingApplication()
                .trace("t", TestingSpan.llm("a").model(odd).named(odd).tokens(10, 1))
                .trace("u", TestingSpan.llm("a").model("").named("").tokens(10, 1)));

    assertEquals(22, found.number("tokens.total"));
    assertEquals(11, found.number("tokens.total[model=(none)]"));
  }

  @Test
  void orderClockAndIdsDoNotMatter() {
    var straight = new TestingApplication();
    var turned = new TestingApplication();
    var random = new Random(7);
    for (int i = 0; i < 30; i++) {
      long size = 500 + random.nextInt(2_000);
      straight.trace("t" + i, invariant("s" + i, START.plusSeconds(i), size));
      turned.trace("x" + i, invariant("y" + i, START.plusSeconds(3_600 + i), size));
    }
    var shuffled = new ArrayList<>(turned.traces());
    Collections.shuffle(shuffled, random);

    var expected = run(straight);
    var found =
        TestingApplication.run(new TokenCost(), "token-cost", TestingApplication.of(shuffled));

    assertEquals(expected.facts(), found.facts());
    assertEquals(expected.titles(), found.titles());
  }

  private static TestingSpan[] invariant(String id, Instant at, long size) {
    return new TestingSpan[] {
      TestingSpan.of(SpanKind.AGENT, id).named("agent").at(at),
      TestingSpan.llm(id + "a").under(id).at(at.plusMillis(1)).model("gpt-4o").tokens(size, 10),
      TestingSpan.llm(id + "b").under(id).at(at.plusMillis(2)).model("o3").tokens(2 * size, 30)
    };
  }

  @Test
  void aHundredThousandSpansAreCountedHoweverDeepTheyNest() {
    int depth = 100_000;
    var spans = new TestingSpan[depth];
    for (int i = 0; i < depth; i++) {
      spans[i] = TestingSpan.of(SpanKind.CHAIN, "s" + i).tokens(1, 0);
      if (i > 0) {
        spans[i].under("s" + (i - 1));
      }
    }

    var found = run(new TestingApplication().trace("deep", spans));

    assertEquals(1, found.number("tokens.total"));
    assertEquals(100_000, found.number("tokens.naive"));
  }

  @Test
  void theSummaryOpensWithTotalsThenWhatHasNoPriceThenWhoTakesMost() {
    var found =
        run(
            new TestingApplication()
                .trace(
                    "t",
                    TestingSpan.llm("a").model("gpt-4o").tokens(1_000, 100),
                    TestingSpan.llm("b").model("home-made").tokens(2_000, 200)));

    var opening = found.results().opening();
    assertEquals(
        "{traces.total} made {calls.total}, which used {tokens.total}, at a known cost of"
            + " {cost.known}. {tokens.unpriced.share} of the tokens have no known cost, so every"
            + " total in money is a lower bound: no price is known for {models.unpriced} of the"
            + " models. By {groups.by[by=model]}, {name[model=home-made]} takes"
            + " {tokens.share[model=home-made]} and {name[model=gpt-4o]}"
            + " {tokens.share[model=gpt-4o]} ({cost.known[model=gpt-4o]}).",
        named(found, opening));
  }

  private static String named(Run found, String statement) {
    var text = statement;
    for (var fact : found.results().facts()) {
      text = text.replace("{" + fact.id() + "}", "{" + fact.name() + "}");
    }
    return text;
  }

  /// Seven users of ten traces each: one makes 8 calls of 1,600 instead of 2 of 1,100, the others 2
  /// of 1,600. By hand, in tokens per trace: user3 (8 x 1,600 - 2 x 1,100) / 7, others 1,000 / 7.
  @Test
  void theUserWhoGrewIsNamedWhateverWasAskedBy() {
    var application = new TestingApplication();
    for (int i = 0; i < 140; i++) {
      boolean late = i >= 70;
      var at = START.plus(Duration.ofHours(i));
      var user = "user" + i % 7;
      int calls = late && user.equals("user3") ? 8 : 2;
      var spans = new ArrayList<TestingSpan>();
      spans.add(TestingSpan.of(SpanKind.AGENT, "root").user(user).session("s" + i % 35).at(at));
      for (int call = 0; call < calls; call++) {
        spans.add(
            TestingSpan.llm("c" + call)
                .under("root")
                .user(user)
                .session("s" + i % 35)
                .model("gpt-4o")
                .at(at)
                .tokens(late ? 1_500 : 1_000, 100));
      }
      application.trace("t" + i, spans.toArray(TestingSpan[]::new));
    }

    var found = compared(application, Duration.ofHours(70));

    assertEquals(
        (8 * 1_600 - 2 * 1_100) / 7.0, found.number("growth.contribution[user=user3]"), 1e-9);
    assertEquals(1_000 / 7.0, found.number("growth.contribution[user=user1]"), 1e-9);
    assertEquals(2, found.number("growth.own.calls_per_trace.baseline[user=user3]"));
    assertEquals(8, found.number("growth.own.calls_per_trace.current[user=user3]"));
    assertEquals(1_600, found.number("growth.own.tokens_per_call.current[user=user3]"));
    assertEquals("user3", found.text("growth.name[user=user3]"));
  }

  @Test
  void aPricedModelThatStatesATotalOnlyIsNotCalledUnpriced() {
    var found =
        run(
            new TestingApplication()
                .trace(
                    "t",
                    TestingSpan.llm("a").model("gpt-4o").at(START).tokens(900, 60),
                    TestingSpan.llm("b")
                        .model("gpt-4o")
                        .at(START)
                        .counts(
                            new Tokens(
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                OptionalLong.of(40),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                OptionalLong.empty())),
                    TestingSpan.llm("c").model("house-model").at(START).tokens(1_000, 0)));

    assertEquals(1, found.number("models.unpriced"));
    assertEquals(1_000, found.number("unpriced.tokens[model=house-model]"));
    assertEquals(40, found.number("unsplit.tokens[model=gpt-4o]"));
    assertEquals(0.02, found.number("tokens.unsplit.share"));
    assertEquals(1_040, found.number("tokens.unpriced"));
  }
}
