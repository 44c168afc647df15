package dev.clew.skills.failurepatterns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.skills.TestingApplication;
import dev.clew.skills.TestingApplication.Run;
import dev.clew.skills.TestingSpan;
import dev.clew.traces.spans.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FailurePatternsTest {
  private static final Instant START = Instant.parse("2025-06-01T00:00:00Z");

  private static Run run(TestingApplication application) {
    return TestingApplication.run(new FailurePatterns(), "failure-patterns", application.made());
  }

  private static Run compared(TestingApplication application, Duration each) {
    return TestingApplication.run(
        new FailurePatterns(),
        "failure-patterns",
        application.made(),
        START,
        START.plus(each),
        START.plus(each.multipliedBy(2)));
  }

  private static TestingSpan root() {
    return TestingSpan.of(SpanKind.AGENT, "root").named("agent");
  }

  private static TestingSpan step(String id) {
    return TestingSpan.of(SpanKind.CHAIN, id).named("Step " + id).under("root");
  }

  @Test
  void anErrorThatItsCallersRepeatCountsOnceWhereItBegan() {
    var found =
        run(
            new TestingApplication()
                .trace(
                    "t",
                    root(),
                    step("one")
                        .exception(
                            "lib.AgentError",
                            "Error when executing tool fetch with {'url': 'x'}: TimeoutError: no answer in 30 s"),
                    TestingSpan.tool("call", "fetch")
                        .under("one")
                        .exception("TimeoutError", "no answer in 30 s"),
                    step("two").ok()));

    assertEquals(1, found.number("errors.total"));
    assertEquals(1, found.number("errors.repeated"));
    assertEquals(2, found.number("spans.error"));
    assertEquals(2, found.number("exceptions.total"));
    assertEquals(1, found.number("errors.recovered"));
    assertEquals(
        "no answer in <num> s",
        found.text("signature.template[error=fetch TimeoutError no answer in <num> s]"));
  }

  @Test
  void errorsOfOneKindAreOneKindWhateverTheirValues() {
    var application = new TestingApplication();
    for (int i = 0; i < 6; i++) {
      application.trace(
          "t" + i,
          root(),
          TestingSpan.tool("a", "pay")
              .under("root")
              .failed("total is " + i + ", but paid " + 2 * i),
          TestingSpan.tool("b", "find")
              .under("root")
              .failed("no user 'u" + i + "' in the city of X" + i),
          step("last").ok());
    }

    var found = run(application);

    assertEquals(2, found.number("signatures.total"));
    assertEquals(6, found.number("signature.traces[error=pay total is <num>, but paid <num>]"));
    assertEquals(0, found.number("runs.failed"));
    assertEquals(Runs.BY_ERROR, found.text("runs.failed_by"));
  }

  @Test
  void theErrorsOfTwoModelsAreTwoKinds() {
    var application = new TestingApplication();
    for (int i = 0; i < 8; i++) {
      var model = i % 2 == 0 ? "gpt-4o" : "o3-mini";
      application.trace(
          "t" + i,
          root(),
          TestingSpan.llm("a")
              .named("answer")
              .under("root")
              .model(model + "-2024-08-06")
              .failed("Rate limit reached for " + model + " in organization org-" + i));
    }

    var found = run(application);

    assertEquals(2, found.number("signatures.total"));
    assertEquals(
        4,
        found.number(
            "signature.traces[error=answer Rate limit reached for gpt-4o in organization org-<num>]"));
  }

  @Test
  void differentErrorsStayApart() {
    var found =
        run(
            new TestingApplication()
                .trace(
                    "t",
                    root(),
                    TestingSpan.tool("a", "pay").under("root").failed("not found"),
                    TestingSpan.tool("b", "pay").under("root").failed("not allowed"),
                    TestingSpan.tool("c", "book").under("root").failed("not found"),
                    TestingSpan.tool("d", "pay").under("root").exception("KeyError", "not found")));

    assertEquals(4, found.number("signatures.total"));
  }

  @Test
  void aRunThatEndsInAnErrorFailedAndOneThatGoesOnDidNot() {
    var found =
        run(
            new TestingApplication()
                .trace("went on", root(), step("a").failed("broke"), step("b").ok())
                .trace("ended", root(), step("a").ok(), step("b").failed("broke"))
                .trace(
                    "deeper",
                    root(),
                    step("a"),
                    TestingSpan.tool("x", "find").under("a").failed("broke"),
                    step("b"))
                .trace("root", root().failed("broke"), step("a").ok()));

    assertEquals(2, found.number("runs.failed"));
    assertEquals(2, found.number("runs.passed"));
    assertFalse(
        found.finding("Runs fail").orElseThrow().evidenceIds().isEmpty(), "failed runs are listed");
  }

  @Test
  void statedOutcomesDecideAndRunsWithoutOneStayOut() {
    var found =
        run(
            new TestingApplication()
                .run("a", true, Map.of(), root(), step("x").failed("broke"))
                .run("b", false, Map.of(), root(), step("x").ok())
                .trace("c", root(), step("x").failed("broke")));

    assertEquals(1, found.number("runs.failed"));
    assertEquals(1, found.number("runs.passed"));
    assertEquals(1, found.number("runs.unknown"));
    assertEquals("reward", found.text("runs.failed_by"));
    assertEquals(1, found.number("explained.by_nothing"));
  }

  /// Planted: 30 failed and 30 passed runs. `search` times out in 20 failed and 1 passed run; `log`
  /// fails in 15 of each; 10 failed runs hold no error but `log`'s or none.
  private static TestingApplication planted() {
    var application = new TestingApplication();
    for (int i = 0; i < 60; i++) {
      boolean passed = i >= 30;
      var spans = new ArrayList<TestingSpan>();
      spans.add(root());
      boolean slow = i < 20 || i == 59;
      var search = TestingSpan.tool("search", "search").under("root");
      spans.add(slow ? search.exception("TimeoutError", "no answer in " + i + " s") : search);
      var log = TestingSpan.tool("log", "log").under("root");
      spans.add(i % 2 == 0 ? log.failed("disk quota of user" + i + " exceeded") : log);
      spans.add(step("end").ok());
      application.run("run" + i, passed, Map.of(), spans.toArray(TestingSpan[]::new));
    }
    return application;
  }

  @Test
  void thePlantedErrorExplainsAndTheOneThatIsEverywhereDoesNot() {
    var found = run(planted());

    var timeout = "[error=search TimeoutError no answer in <num> s]";
    assertEquals(20, found.number("signature.failed_runs" + timeout));
    assertEquals(1, found.number("signature.passed_runs" + timeout));
    // scipy 1.17.1: stats.fisher_exact([[20, 1], [10, 29]]) gives the odds ratio 58.
    assertEquals(58, found.number("signature.odds_ratio" + timeout), 1e-9);
    // By hand: exp(ln 58 -+ 1.959964 x sqrt(1/20 + 1/1 + 1/10 + 1/29)) = 6.871 to 489.6.
    assertEquals(6.8712, found.fact("signature.odds_ratio" + timeout).low().orElseThrow(), 1e-3);
    // 20 of 21 runs with it fail, 30 of 60 of all.
    assertEquals(20 / 21.0 / 0.5, found.number("signature.lift" + timeout), 1e-12);
    assertTrue(found.number("signature.q" + timeout) < 0.001);
    var quota = "[error=log disk quota of user<num> exceeded]";
    assertEquals(15, found.number("signature.failed_runs" + quota));
    assertEquals(15, found.number("signature.passed_runs" + quota));
    assertEquals(1, found.number("signature.q" + quota), 1e-9);
    assertEquals(20, found.number("explained.by_errors"));
    assertEquals(5, found.number("explained.by_nothing"));
    assertEquals(
        Severity.HIGH,
        errors(found, timeout).severity(),
        "it is in two thirds of all runs that fail");
  }

  private static Finding errors(Run found, String error) {
    var type = found.fact("signature.type" + error).id();
    var owner = found.fact("signature.owner" + error).id();
    return found.finding("{" + type + "} in {" + owner + "}").orElseThrow();
  }

  @Test
  void aToolThatFailsOftenIsNamedWithItsRate() {
    var application = new TestingApplication();
    for (int i = 0; i < 10; i++) {
      application.trace(
          "t" + i,
          root(),
          i < 7
              ? TestingSpan.tool("a", "book").under("root").calling("book", "{}", "Error: sold out")
              : TestingSpan.tool("a", "book")
                  .under("root")
                  .calling("book", "{}", "No errors: done"),
          TestingSpan.tool("b", "find").under("root"),
          step("end").ok());
    }

    var found = run(application);

    assertEquals(0.7, found.number("tool.failure_rate[tool=book]"), 1e-12);
    // By hand from Wilson's formula with z = 1.959964: 7 of 10 gives .3967781 to .8922087.
    assertEquals(0.3967781, found.fact("tool.failure_rate[tool=book]").low().orElseThrow(), 1e-6);
    assertEquals(Severity.HIGH, found.finding("One tool fails").orElseThrow().severity());
  }

  /// Planted: before, everyone meets `A` now and then; now 8 of 20 traces meet `B`, and `C` is
  /// gone.
  @Test
  void plantedNewAndGoneErrorsAreFound() {
    var application = new TestingApplication();
    for (int i = 0; i < 20; i++) {
      application.trace("b" + i, window(START, i, i % 4 == 0, false, i < 9));
      application.trace(
          "n" + i, window(START.plus(Duration.ofDays(1)), i, i % 4 == 0, i < 8, false));
    }

    var found = compared(application, Duration.ofDays(1));

    assertEquals(0.4, found.number("change.current[error=B broke badly]"), 1e-12);
    assertEquals(0, found.number("change.baseline[error=B broke badly]"));
    assertEquals(0.45, found.number("change.baseline[error=C broke too]"), 1e-12);
    assertFalse(found.has("change.current[error=A broke again]"));
    assertTrue(found.titles().containsAll(List.of("New errors", "Errors that are gone")));
  }

  private static TestingSpan[] window(Instant start, int i, boolean a, boolean b, boolean c) {
    var at = start.plusSeconds(60L * i);
    var spans = new ArrayList<TestingSpan>();
    spans.add(root().at(at));
    if (a) {
      spans.add(
          TestingSpan.tool("a", "A").under("root").at(at.plusMillis(1)).failed("broke again"));
    }
    if (b) {
      spans.add(
          TestingSpan.tool("b", "B").under("root").at(at.plusMillis(2)).failed("broke badly"));
    }
    if (c) {
      spans.add(TestingSpan.tool("c", "C").under("root").at(at.plusMillis(3)).failed("broke too"));
    }
    spans.add(step("end").at(at.plusMillis(4)).ok());
    return spans.toArray(TestingSpan[]::new);
  }

  /// Planted: of 40 independent runs the 20 that call `refund` fail, and they make three times the
  /// calls.
  @Test
  void plantedTraitsTellFailedRunsApart() {
    var application = new TestingApplication();
    for (int i = 0; i < 40; i++) {
      boolean passed = i % 2 == 0;
      var spans = new ArrayList<TestingSpan>();
      spans.add(root());
      for (int c = 0; c < (passed ? 2 : 6); c++) {
        spans.add(TestingSpan.llm("m" + c).under("root"));
      }
      spans.add(TestingSpan.tool("x", passed ? "lookup" : "refund").under("root"));
      application.run("r" + i, passed, Map.of(), spans.toArray(TestingSpan[]::new));
    }

    var found = run(application);

    assertEquals(1, found.number("trait.failed[trait=a call of refund]"));
    assertEquals(0, found.number("trait.failed.without[trait=a call of refund]"));
    assertEquals(1, found.number("measure.cliffs_delta[measure=model calls]"), 1e-12);
    assertTrue(found.titles().contains("What failed runs have that others have not"));
    assertEquals(20, found.number("explained.by_nothing"), "no error, so no error explains it");
  }

  /// The same trait in 40 runs of ten tasks that end alike, five of them failing: with two ways to
  /// be as far out of 252, it is one look among several that may be chance once all are counted.
  @Test
  void trialsOfOneTaskAreNotIndependent() {
    var application = new TestingApplication();
    for (int i = 0; i < 40; i++) {
      int task = i / 4;
      boolean passed = task >= 5;
      application.run(
          "r" + i,
          passed,
          Map.of("task_id", "task" + task, "trial", "" + i % 4),
          root(),
          TestingSpan.tool("x", "lookup" + (task % 7)).under("root"));
    }

    var found = run(application);

    assertEquals("task_id", found.text("groups.by"));
    assertEquals(5, found.number("groups.always_failed"));
    assertEquals(20, found.number("groups.always_failed.runs"));
    assertTrue(
        found.titles().contains("No trait tells failed runs apart"), found.titles().toString());
  }

  @Test
  void theCleanTwinIsSilent() {
    var application = new TestingApplication();
    for (int i = 0; i < 30; i++) {
      for (var day : List.of(0, 1)) {
        var at = START.plus(Duration.ofDays(day)).plusSeconds(i);
        application.trace(
            "t" + day + "." + i,
            root().at(at).ok(),
            TestingSpan.tool("a", "find").under("root").at(at.plusMillis(1)).ok(),
            step("end").at(at.plusMillis(2)).ok());
      }
    }

    var found = compared(application, Duration.ofDays(1));

    assertInstanceOf(Measurement.Clean.class, found.measurement());
    assertEquals(List.of("Nothing failed"), found.titles().subList(0, 1));
    assertEquals(List.of(), found.alarms());
  }

  @Test
  void allFailedOneTraceAndNoneAreAnswered() {
    var none = run(new TestingApplication());
    assertInstanceOf(Measurement.TooLittleData.class, none.measurement());
    assertEquals(0, none.number("errors.total"));

    var one = run(new TestingApplication().trace("t", root().failed("")));
    assertEquals(1, one.number("runs.failed"));
    assertEquals(1, one.number("errors.total"));

    var all = new TestingApplication();
    for (int i = 0; i < 12; i++) {
      all.run("r" + i, false, Map.of(), root(), step("x").failed("模型 🙂 „gebrochen“ " + i));
    }
    var found = run(all);
    assertEquals(12, found.number("runs.failed"));
    assertEquals(0, found.number("traits.looks"));
    assertEquals(1, found.number("signatures.total"));
  }

  @Test
  void errorsThatReadTheSameAreOneWhereverTheNameEnds() {
    var found =
        run(
            new TestingApplication()
                .trace(
                    "t",
                    root(),
                    TestingSpan.tool("a", "pay KeyError").under("root").failed("gone"),
                    TestingSpan.tool("b", "pay").under("root").exception("KeyError", "gone"),
                    TestingSpan.tool("c", "").named("").under("root").failed("")));

    assertEquals(2, found.number("signature.errors[error=pay KeyError gone]"));
    assertEquals(1, found.number("signature.errors[error=(none)]"));
  }

  @Test
  void modelsThatStopEarlyAreTold() {
    var found =
        run(
            new TestingApplication()
                .trace(
                    "t",
                    root(),
                    TestingSpan.llm("a").under("root").with("llm.finish_reason", "length"),
                    TestingSpan.llm("b").under("root").with("llm.finish_reason", "stop")));

    assertEquals(1, found.number("errors.total"));
    assertEquals(0, found.number("runs.failed"));
    assertEquals(1, found.number("signature.errors[error=chat the model stopped for length]"));
  }

  @Test
  void anUnknownGroupNamesTheNearest() {
    var application =
        new TestingApplication().run("a", true, Map.of("task_id", "1"), root()).made();
    var error =
        assertThrows(
            ClewException.class,
            () ->
                TestingApplication.run(
                    new FailurePatterns(),
                    "failure-patterns",
                    application,
                    Windows.only(new Window.All(), "all"),
                    Map.of("group", "taskid")));
    assertEquals("did you mean 'task_id'?", error.problem().remedy());
  }

  @Test
  void orderClockAndIdsDoNotMatter() {
    var straight = new TestingApplication();
    var turned = new TestingApplication();
    for (int i = 0; i < 40; i++) {
      var attributes = Map.of("tier", i % 3 == 0 ? "gold" : "free");
      straight.run("t" + i, i % 2 == 0, attributes, invariant("s", START.plusSeconds(i), i));
      turned.run("x" + i, i % 2 == 0, attributes, invariant("y", START.plusSeconds(9_000 + i), i));
    }
    var shuffled = new ArrayList<>(turned.traces());
    Collections.shuffle(shuffled, new Random(3));

    var expected = run(straight);
    var found =
        TestingApplication.run(
            new FailurePatterns(), "failure-patterns", TestingApplication.of(shuffled));

    assertEquals(timeless(expected), timeless(found));
    assertEquals(expected.alarms(), found.alarms());
  }

  /// Facts that do not name an instant, and no example: which of several is quoted depends on the
  /// order.
  private static List<String> timeless(Run run) {
    return run.facts().stream()
        .filter(fact -> !fact.matches("signature\\.(first|last)\\[.*"))
        .toList();
  }

  private static TestingSpan[] invariant(String id, Instant at, int i) {
    var call = TestingSpan.tool(id + "a", "find").under(id).at(at.plusMillis(1));
    return new TestingSpan[] {
      TestingSpan.of(SpanKind.AGENT, id).named("agent").at(at),
      i % 5 == 0 ? call.exception("KeyError", "no key " + i % 3 + " here") : call,
      TestingSpan.tool(id + "b", "pay" + i % 2).under(id).at(at.plusMillis(2)),
      TestingSpan.llm(id + "c").under(id).at(at.plusMillis(3)).model("m" + i % 4)
    };
  }

  @Test
  void aHundredThousandSpansWithErrorsAreClustered() {
    var application = new TestingApplication();
    for (int t = 0; t < 1_000; t++) {
      var spans = new TestingSpan[100];
      spans[0] = root();
      for (int i = 1; i < 100; i++) {
        spans[i] = TestingSpan.tool("s" + i, "tool" + i % 5).under("root");
        if (i % 10 == 0) {
          spans[i].failed("row " + t + " of file" + i + " is broken: " + (t * 31 + i) % 97);
        }
      }
      application.run("t" + t, t % 3 == 0, Map.of("task_id", "k" + t / 2), spans);
    }

    var found = run(application);

    assertEquals(9_000, found.number("errors.total"));
    assertEquals(1, found.number("signatures.total"));
  }
}
