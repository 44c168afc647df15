package dev.clew.skills.tracediagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Measurement;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.skills.TestingApplication;
import dev.clew.skills.TestingApplication.Run;
import dev.clew.skills.TestingSpan;
import dev.clew.traces.spans.SpanKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Planted faults with their truth beside them, and their clean twins.
class TraceDiagnosisTest {
  private static final String ONE_CITY =
      """
      {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}\
      """;

  private static Run run(TestingApplication application, Map<String, String> parameters) {
    return TestingApplication.run(
        new TraceDiagnosis(),
        "trace-diagnosis",
        application.made(),
        Windows.only(new Window.All(), "all"),
        parameters);
  }

  private static Run run(TestingSpan... spans) {
    return run(new TestingApplication().trace("t", spans), Map.of());
  }

  private static TestingSpan asks() {
    return TestingSpan.of(SpanKind.AGENT, "root").into("How warm is it in Oslo today?");
  }

  private static TestingSpan llm(String id) {
    return TestingSpan.llm(id).under("root");
  }

  private static TestingSpan tool(String id, String name) {
    return TestingSpan.tool(id, name).under("root");
  }

  @Test
  void aPlantedCallThatTheSchemaRefusesIsTheFirstSuspect() {
    var found =
        run(
            asks(),
            llm("a").offered("weather", ONE_CITY).asking("weather", "{\"town\": \"Oslo\"}"),
            tool("b", "weather")
                .calling("weather", "{\"town\": \"Oslo\"}", "")
                .failed("TypeError: weather() got an unexpected keyword argument 'town'"),
            llm("c").saying("I could not find out how warm it is."));

    assertInstanceOf(Measurement.Found.class, found.measurement());
    assertEquals("a", found.text("suspect.span[rank=1]"));
    assertEquals(1, found.number("suspect.step[rank=1]"));
    assertEquals("Formatting Errors", found.text("suspect.category[rank=1]"));
    assertEquals(1, found.number("signs[kind=refused-arguments]"));
    assertEquals(1, found.number("failure.first.step"));
    // One sign of each kind counts: only that of refused arguments stands, at .85.
    assertEquals(0.85, found.number("suspect.confidence[rank=1]"), 1e-12);
  }

  @Test
  void theCleanTwinAccusesNobody() {
    var found =
        run(
            asks(),
            llm("a").offered("weather", ONE_CITY).asking("weather", "{\"city\": \"Oslo\"}"),
            tool("b", "weather")
                .calling(
                    "weather", "{\"city\": \"Oslo\"}", "{\"celsius\": 12, \"sky\": \"clear\"}"),
            llm("c").saying("It is 12 degrees in Oslo and the sky is clear."));

    assertInstanceOf(Measurement.Clean.class, found.measurement());
    assertEquals(0, found.number("suspects.total"));
    assertEquals(0, found.number("failures.total"));
    assertEquals(List.of(), found.alarms());
    assertEquals("How warm is it in Oslo today?", found.text("trace.task"));
  }

  @Test
  void aToolThatWasNotOfferedIsNamed() {
    var found =
        run(
            asks(),
            llm("a").offered("weather", "").asking("forecast", "{}"),
            llm("b").saying("It will be mild in Oslo, between mild and warm."));

    assertEquals("a", found.text("suspect.span[rank=1]"));
    assertEquals("Tool-related", found.text("suspect.category[rank=1]"));
    assertEquals("forecast", found.text("suspect.detail[rank=1]"));
  }

  @Test
  void anErrorUnderAStatusOfOkIsAFailure() {
    var found =
        run(
            asks(),
            llm("a").asking("weather", "{\"city\": \"Oslo\"}"),
            tool("b", "weather")
                .calling("weather", "{\"city\": \"Oslo\"}", "Error: station is down")
                .ok(),
            llm("c").saying("Sorry, there was a problem with the station, so I do not know."));

    assertEquals(1, found.number("failures.total"));
    assertEquals("a", found.text("suspect.span[rank=1]"));
    assertEquals("Error: station is down", found.text("failure.first.error"));
  }

  @Test
  void aResultThatOnlyTalksAboutErrorsIsNone() {
    var found =
        run(
            asks(),
            llm("a").asking("read", "{}"),
            tool("b", "read").calling("read", "{}", "The page explains which error codes exist."),
            llm("c").saying("The page explains the codes."));

    assertEquals(0, found.number("failures.total"));
    assertEquals(0, found.number("suspects.total"));
  }

  @Test
  void theSameFailureAgainIsALoop() {
    var found =
        run(
            asks(),
            llm("a").asking("down", "{\"x\": 1}"),
            tool("b", "down")
                .calling("down", "{\"x\": 1}", "")
                .failed("RuntimeError: page 1 is gone"),
            llm("c").asking("down", "{\"x\": 2}"),
            tool("d", "down")
                .calling("down", "{\"x\": 2}", "")
                .failed("RuntimeError: page 2 is gone"),
            llm("e").saying("I was unable to read the page."));

    assertEquals(1, found.number("signs[kind=same-failure]"));
    assertEquals("c", found.text("suspect.span[rank=1]"));
    assertTrue(found.text("suspect.category[rank=1]").startsWith("Resource Abuse"));
  }

  @Test
  void anAnswerCutOffAtItsLimitIsNamedWhateverTheDialect() {
    for (var key :
        List.of(
            "gen_ai.response.finish_reasons", "llm.finish_reason", "ai.response.finishReason")) {
      var found =
          run(asks(), llm("a").saying("It is warm in Oslo, since the").with(key, "[\"length\"]"));

      assertEquals(1, found.number("signs[kind=truncated]"), key);
      assertEquals("Resource Exhaustion", found.text("suspect.category[rank=1]"), key);
    }
    var full =
        run(
            asks(),
            llm("a").saying("It is").tokens(10, 64).with("gen_ai.request.max_tokens", "64"));
    assertEquals(1, full.number("signs[kind=truncated]"));
    var ended = run(asks(), llm("a").saying("It is warm.").with("llm.finish_reason", "stop"));
    assertFalse(ended.has("signs[kind=truncated]"));
  }

  @Test
  void anAnswerWithoutTheToolsOfThePlanIsNamed() {
    var tools = "You have tools:\n- search_web: searches\n- final_answer: answers";
    var plan = "1. Use search_web for the temperature.\n2. Check it.\n3. Answer.";
    var found =
        run(
            asks(),
            llm("p").given("user", "Write a plan.").given("system", tools).saying(plan),
            llm("a")
                .given("system", tools)
                .given("user", "Go on.")
                .saying("```python\nfinal_answer(\"mild\")\n```"));

    assertEquals("a", found.text("suspect.span[rank=1]"));
    assertEquals(1, found.number("signs[kind=unused-tools]"));
  }

  @Test
  void figuresFromNowhereAndClaimedWorkPointToTheStepThatBroughtThem() {
    var found =
        run(
            new TestingApplication()
                .run(
                    "t",
                    false,
                    Map.of(),
                    asks(),
                    llm("a")
                        .agent("Planner")
                        .saying(
                            "Let us find the number of people in both towns, one after the other."),
                    llm("b")
                        .agent("Expert")
                        .saying(
                            "The figures retrieved from the census are 737015 and 4965 and 1204, as everybody can see."),
                    llm("c")
                        .agent("Planner")
                        .saying(
                            "Thank you, then the matter is settled and we can stop here now. TERMINATE")),
            Map.of());

    assertEquals("b", found.text("derailed.span"));
    assertEquals("Expert", found.text("derailed.agent"));
    assertTrue(found.number("derailed.share") > 0.5);
    assertEquals("Where it derailed", found.alarms().getFirst());
    assertTrue(found.text("suspect.category[rank=1]").contains("Tool-related"));
  }

  @Test
  void aRunThatPassedIsNotAccused() {
    var found =
        run(
            new TestingApplication()
                .run(
                    "t",
                    true,
                    Map.of(),
                    asks(),
                    llm("a").asking("weather", "{}"),
                    tool("b", "weather")
                        .calling("weather", "{}", "")
                        .failed("TimeoutError: timed out"),
                    llm("c").asking("weather", "{}"),
                    tool("d", "weather").calling("weather", "{}", "12 degrees"),
                    llm("e").saying("It is 12 degrees.")),
            Map.of());

    assertInstanceOf(Measurement.Clean.class, found.measurement());
    assertEquals("Timeout Issues", found.text("suspect.category[rank=1]"));
    assertEquals(List.of(), found.alarms());
  }

  @Test
  void aTraceIsFoundByItsIdOrTheBeginningOfItAndElseTheAnswerSaysSo() {
    var application =
        new TestingApplication()
            .trace("abc-1", llm("a").saying("x"))
            .trace("abd-2", llm("a").saying("x"))
            .trace("ab", llm("a").saying("x"));

    assertEquals("abc-1", run(application, Map.of("trace", "ABC")).text("trace.id"));
    assertEquals("ab", run(application, Map.of("trace", "ab")).text("trace.id"));
    var several =
        assertInstanceOf(
            Measurement.NotApplicable.class, run(application, Map.of("trace", "a")).measurement());
    assertTrue(several.why().startsWith("3 traces are meant by 'a'"), several.why());
    var none =
        assertInstanceOf(
            Measurement.NotApplicable.class,
            run(application, Map.of("trace", "abe-2")).measurement());
    assertTrue(none.remedy().contains("abd-2"), none.remedy());
  }

  @Test
  void withoutAnIdTheWorstIsTaken() {
    var application =
        new TestingApplication()
            .run("passed", true, Map.of(), asks(), llm("a").failed("x"), llm("b").failed("x"))
            .run("failed", false, Map.of(), asks(), llm("a").saying("Nothing came of it."));

    var found = run(application, Map.of());
    assertEquals("failed", found.text("trace.id"));
    assertTrue(found.text("trace.chosen").startsWith("the worst"));
    assertInstanceOf(
        Measurement.NotApplicable.class, run(new TestingApplication(), Map.of()).measurement());
  }

  @Test
  void timeAndIdsDoNotChangeWhatIsFound() {
    var one = Instant.parse("2025-06-01T00:00:00Z");
    assertEquals(timed("t", one).facts(), timed("t", one).facts());
    assertEquals(
        timed("t", one).number("suspect.confidence[rank=1]"),
        timed("other", one.plusSeconds(86_400)).number("suspect.confidence[rank=1]"));
    assertEquals(
        timed("t", one).number("path.seconds"),
        timed("other", one.plusSeconds(86_400)).number("path.seconds"));
  }

  private static Run timed(String trace, Instant start) {
    return run(
        new TestingApplication()
            .trace(
                trace,
                llm("a").asking("weather", "{}").at(start).tokens(1_000, 10),
                tool("b", "weather")
                    .calling("weather", "{}", "")
                    .failed("KeyError: 'celsius'")
                    .at(start.plusSeconds(1)),
                llm("c")
                    .saying("It could not be found out.")
                    .at(start.plusSeconds(2))
                    .tokens(9_000, 10)),
        Map.of());
  }

  @Test
  void promptsThatGrowAreToldWithTheStep() {
    var found = timed("t", Instant.parse("2025-06-01T00:00:00Z"));

    assertEquals(9, found.number("context.growth"));
    // The tool is the first step's, by its name and arguments.
    assertEquals(2, found.number("context.most.step"));
    assertTrue(found.titles().contains("Prompts grow over the run"));
  }

  @Test
  void aTraceWithoutModelOrToolIsRead() {
    var found = run(TestingSpan.of(SpanKind.CHAIN, "root").into("x"));

    var little = assertInstanceOf(Measurement.TooLittleData.class, found.measurement());
    assertEquals(0, little.have());
    assertEquals(1, little.need());
    assertEquals(0, found.number("steps.total"));
    assertTrue(
        found
            .finding("What it tried")
            .orElseThrow()
            .statement()
            .contains("no call to a model or a tool"));
  }

  /// Two calls side by side; what belongs to the first comes last.
  private static TestingSpan bothCities() {
    return llm("a")
        .asking("c1", "weather", "{\"city\": \"Oslo\"}")
        .asking("c2", "weather", "{\"city\": \"Rome\"}");
  }

  @Test
  void resultsOfParallelCallsAreMatchedByTheirIdsWhateverTheirOrder() {
    var found =
        run(
            asks(),
            bothCities(),
            tool("b", "weather").answering("c2", "weather", "", "Rome is sunny."),
            llm("x").saying("Let us wait a little while for the other city to come in as well."),
            tool("d", "weather").answering("c1", "weather", "", "Error: no station in Oslo"),
            llm("e").saying("I was unable to find out how warm it is in Oslo."));

    // By order the failure would be laid at the door of step 2, which called nothing.
    assertEquals(1, found.number("failure.first.step"));
    assertEquals("a", found.text("suspect.span[rank=1]"));
    assertEquals(3, found.number("steps.total"));
  }

  @Test
  void withoutIdsResultsAreMatchedByNameAndArguments() {
    var first = llm("a").asking("weather", "{\"city\": \"Oslo\", \"days\": 1}");
    var second = llm("b").asking("weather", "{\"city\": \"Rome\", \"days\": 1}");
    var found =
        run(
            asks(),
            first,
            second,
            // Langfuse wraps arguments, and writes them in another order.
            tool("c", "weather")
                .calling("weather", "{\"input\":{\"days\":1,\"city\":\"Oslo\"}}", "Error: down"),
            tool("d", "weather")
                .calling("weather", "{\"input\":{\"city\":\"Rome\",\"days\":1}}", "12"),
            llm("e").saying("There was a problem with the station in Oslo, in Rome it is mild."));

    assertEquals("a", found.text("suspect.span[rank=1]"));
    assertEquals(1, found.number("failures.total"));
    assertEquals(1, found.number("failure.first.step"));
  }

  @Test
  void resultsInTheNextCallsMessagesAreMatchedByTheirIds() {
    var found =
        run(
            asks(),
            bothCities(),
            llm("e")
                .givenResult("c2", "Rome is sunny.")
                .givenResult("c1", "Error: no station in Oslo")
                .saying("I was unable to find out how warm it is in Oslo."));

    assertEquals(1, found.number("failures.total"));
    var twin =
        run(
            asks(),
            llm("a")
                .asking("c1", "weather", "{\"city\": \"Oslo\"}")
                .asking("c2", "forecast", "{\"city\": \"Oslo\"}"),
            llm("b")
                .givenResult("c2", "Error: no forecast")
                .givenResult("c1", "12 degrees")
                .asking("c3", "forecast", "{\"city\": \"Oslo\"}"),
            llm("e").givenResult("c3", "Error: no forecast").saying("It is 12 degrees now."));
    // The same tool fails the same way twice; by order the first failure would be another tool's.
    assertEquals(1, twin.number("signs[kind=same-failure]"));
  }

  @Test
  void whereNothingPointsAtADerailmentTheAnswerSaysSo() {
    TestingSpan[] spans = {
      asks(),
      llm("a").asking("weather", "{}"),
      tool("b", "weather").calling("weather", "{}", "12 degrees"),
      llm("c").saying("It is 12 degrees.")
    };
    var unknown = run(new TestingApplication().trace("t", spans), Map.of());
    var passed = run(new TestingApplication().run("t", true, Map.of(), spans), Map.of());
    var failed = run(new TestingApplication().run("t", false, Map.of(), spans), Map.of());

    for (var found : List.of(unknown, passed, failed)) {
      assertTrue(found.titles().contains("Nothing points at a derailment"));
      assertFalse(found.titles().contains("Where it derailed"));
      assertEquals(0, found.number("suspects.total"));
    }
    assertEquals(
        1,
        unknown.measurement().shown().orElseThrow().findings().stream()
            .filter(finding -> finding.statement().contains("points at a derailment"))
            .count(),
        "it is said once");
    assertInstanceOf(Measurement.Clean.class, unknown.measurement());
    assertInstanceOf(Measurement.Clean.class, passed.measurement());
    // That it failed and why is not to be seen is worth a word, and no alarm at the top of the
    // scale.
    assertInstanceOf(Measurement.Found.class, failed.measurement());
    assertEquals(
        0.5, failed.finding("Nothing points at a derailment").orElseThrow().confidence(), 1e-12);
    assertEquals(
        Severity.LOW, failed.finding("Nothing points at a derailment").orElseThrow().severity());
    assertEquals(
        0.99, passed.finding("Nothing points at a derailment").orElseThrow().confidence(), 1e-12);
  }

  @Test
  void anErrorThatTheCodeCaughtAndPrintedIsAFailure() {
    var code = "Thought: read it.\n```python\nread_all('x')\n```";
    var found =
        run(
            asks(),
            llm("a").saying(code),
            tool("b", "python")
                .calling(
                    "python",
                    "",
                    "Execution logs:\nError reading repository: no such host\nLast output from code snippet:\nNone"),
            llm("c").saying("It did not work, so I do not know."));
    var twin =
        run(
            asks(),
            llm("a").saying(code),
            tool("b", "python")
                .calling(
                    "python",
                    "",
                    "Execution logs:\nThe errors of the log: there are none left\nLast output from code snippet:\nNone"),
            llm("c").saying("The log holds no errors."));

    assertEquals(1, found.number("failures.total"));
    assertEquals("Error reading repository: no such host", found.text("failure.first.error"));
    assertEquals(0, twin.number("failures.total"));
  }

  @Test
  void codeThatIsRunAgainWithHardlyAChangeIsNamed() {
    var code =
        "```python\nfor page in pages:\n  text = read(page)\n  found = search(text, pattern=%s)\n  print(found, page, len(text), sorted(found))\n```";
    var other =
        "```python\nnames = load(table)\ncounts = group(names, column)\nbiggest = counts.head(rows)\nshow(biggest, title)\n```";
    var found =
        run(asks(), llm("a").saying(code.formatted("'x'")), llm("b").saying(code.formatted("'y'")));
    var twin = run(asks(), llm("a").saying(code.formatted("'x'")), llm("b").saying(other));

    assertEquals("b", found.text("suspect.span[rank=1]"));
    assertEquals(1, found.number("signs[kind=nearly-same]"));
    assertEquals("Resource Abuse", found.text("suspect.category[rank=1]"));
    assertFalse(twin.has("signs[kind=nearly-same]"));
  }

  @Test
  void anAnswerThatSaysItLacksWhatWasAskedForIsNamed() {
    var found =
        run(
            asks(),
            llm("a").asking("weather", "{}"),
            tool("b", "weather").calling("weather", "{}", "Oslo, Norway"),
            llm("c")
                .asking(
                    "final_answer",
                    "{\"answer\": \"No temperature of today could be found, it is mild.\"}"));
    var twin =
        run(
            asks(),
            llm("a").asking("weather", "{}"),
            tool("b", "weather").calling("weather", "{}", "Oslo, Norway, 12 degrees"),
            llm("c").asking("final_answer", "{\"answer\": \"12 degrees\"}"));

    assertEquals("c", found.text("suspect.span[rank=1]"));
    assertEquals(1, found.number("signs[kind=gave-up]"));
    assertEquals(0, twin.number("suspects.total"));
  }

  private static TestingSpan[] lookUps(String... cities) {
    var spans = new ArrayList<TestingSpan>();
    spans.add(asks());
    for (int i = 0; i < cities.length; i++) {
      var arguments = "{\"city\": \"" + cities[i] + "\"}";
      spans.add(llm("m" + i).asking("weather", arguments));
      spans.add(tool("t" + i, "weather").calling("weather", arguments, "rain in " + cities[i]));
    }
    spans.add(llm("end").saying("It rains in Oslo and everywhere else where it was looked up."));
    return spans.toArray(TestingSpan[]::new);
  }

  @Test
  void aPlantedLoopOfTheSameCallIsNamedAndAMakingSureIsNot() {
    var loop = run(lookUps("Oslo", "Oslo", "Oslo"));
    assertEquals(2, loop.number("signs[kind=same-call]"));
    assertEquals("Resource Abuse", loop.text("suspect.category[rank=1]"));
    assertEquals("m1", loop.text("suspect.span[rank=1]"));

    var over = run(lookUps("Oslo", "Rome", "Bern", "Oslo", "Rome", "Bern", "Oslo"));
    assertEquals(1, over.number("signs[kind=same-call]"));
    assertEquals("m6", over.text("suspect.span[rank=1]"));

    var twin = run(lookUps("Oslo", "Rome", "Bern", "Oslo"));
    assertEquals(0, twin.number("suspects.total"));
  }

  @Test
  void aPlantedRetryThatWorksIsSaidToHaveWorked() {
    for (boolean works : List.of(true, false)) {
      var last = tool("d", "weather").calling("weather", "{\"try\": 2}", "12 degrees");
      var found =
          run(
              asks(),
              llm("a").asking("weather", "{\"try\": 1}"),
              tool("b", "weather")
                  .calling("weather", "{\"try\": 1}", "")
                  .failed("TimeoutError: slow"),
              llm("c").asking("weather", "{\"try\": 2}"),
              works ? last : last.failed("OSError: no route"),
              llm("e").saying("It is 12 degrees in Oslo today."));

      assertEquals(1, found.number("failure.first.step"));
      assertEquals(works ? 1 : 2, found.number("failures.total"));
      assertEquals(
          works,
          found
              .finding("Where it derailed")
              .orElseThrow()
              .statement()
              .contains("worked again afterwards, so look"));
    }
  }

  private static Run prompts(String model, long... tokens) {
    var spans = new TestingSpan[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      spans[i] =
          llm("s" + i)
              .model(model)
              .saying("Part " + i + ".")
              .at(Instant.parse("2025-06-01T00:00:00Z").plusSeconds(i))
              .tokens(tokens[i], 10);
    }
    return run(new TestingApplication().trace("t", spans), Map.of());
  }

  @Test
  void aPlantedHistoryThatComesNearTheModelsLimitIsAFinding() {
    // gpt-4o reads 128,000 tokens at once: 110,080 of them are .86.
    var found = prompts("gpt-4o-2024-08-06", 2_000, 6_000, 40_000, 110_080);

    assertInstanceOf(Measurement.Found.class, found.measurement());
    var finding = found.finding("A prompt near the model's limit").orElseThrow();
    assertEquals(Severity.MEDIUM, finding.severity());
    assertEquals(128_000, found.number("context.limit"));
    assertEquals(0.86, found.number("context.limit.share"), 1e-12);
    assertEquals(4, found.number("context.nearest.step"));
    assertEquals(55.04, found.number("context.growth"), 1e-12);
    assertEquals(1, found.number("context.rises.share"));
  }

  @Test
  void theCleanTwinWhoseHistoryIsCutIsNoFinding() {
    var twin = prompts("gpt-4o-2024-08-06", 2_000, 6_000, 5_500, 6_100);

    assertInstanceOf(Measurement.Clean.class, twin.measurement());
    assertFalse(twin.titles().contains("A prompt near the model's limit"));
    assertFalse(twin.titles().contains("Prompts grow over the run"));
  }

  @Test
  void theNearestPromptIsThatOfTheSmallerModelThoughAnotherIsLarger() {
    // gpt-4 reads 8,192 tokens: 7,372.8 are .9 of them, far more than 20,000 of 128,000.
    var application =
        new TestingApplication()
            .trace(
                "t",
                llm("a").model("gpt-4").saying("One.").tokens(7_373, 10),
                llm("b").model("gpt-4o").saying("Two.").tokens(20_000, 10));
    var found = run(application, Map.of());

    assertEquals(8_192, found.number("context.limit"));
    assertTrue(found.titles().contains("A prompt near the model's limit"));
  }

  @Test
  void growthIsToldWhereTheModelsLimitIsNotKnown() {
    var found = prompts("in-house-7b", 2_000, 6_000, 40_000);

    assertInstanceOf(Measurement.Found.class, found.measurement());
    assertEquals(Severity.LOW, found.finding("Prompts grow over the run").orElseThrow().severity());
    assertFalse(found.has("context.limit"));
  }

  @Test
  void oneLargePromptAmongOthersThatShrinkIsNoGrowth() {
    // One of three steps rises.
    var found = prompts("in-house-7b", 3_000, 2_000, 1_000, 20_000);

    assertFalse(found.titles().contains("Prompts grow over the run"));
  }

  @Test
  void promptsThatDoNotGrowAreNoFinding() {
    var start = Instant.parse("2025-06-01T00:00:00Z");
    var found =
        run(
            llm("a").saying("One.").at(start).tokens(9_000, 10),
            llm("b").saying("Two.").at(start.plusSeconds(1)).tokens(9_500, 10));

    assertFalse(found.titles().contains("Prompts grow over the run"));
  }

  @Test
  void marksThatSomebodyGaveAreToldAsOpinions() {
    var found =
        run(
            new TestingApplication()
                .trace(
                    "t",
                    Optional.empty(),
                    Map.of("score.correctness", "0"),
                    asks(),
                    llm("a").saying("It is mild.")),
            Map.of());

    assertEquals("0", found.text("trace.score[name=correctness]"));
    assertEquals("not stated", found.text("trace.outcome"));
    assertEquals(List.of(), found.alarms());
  }
}
