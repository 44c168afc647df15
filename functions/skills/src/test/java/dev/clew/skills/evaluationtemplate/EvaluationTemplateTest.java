package dev.clew.skills.evaluationtemplate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Evidence;
import dev.clew.evidence.Excerpt;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.models.LanguageModel;
import dev.clew.models.Reply;
import dev.clew.models.ScriptedModel;
import dev.clew.models.TokenUsage;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Catalogue;
import dev.clew.skills.Held;
import dev.clew.skills.Inputs;
import dev.clew.skills.MemoryShelf;
import dev.clew.skills.Ports;
import dev.clew.skills.Shelf;
import dev.clew.skills.TestingApplication;
import dev.clew.skills.TestingApplication.Run;
import dev.clew.skills.TestingSpan;
import dev.clew.skills.evaluations.KeptEvaluations;
import dev.clew.traces.spans.Application;
import dev.clew.traces.store.DirectoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTemplateTest {
  private static final Windows ALL = Windows.only(new Window.All(), "all");
  private static final String REFUSAL = "I'm sorry, but I can't help with that.";

  @TempDir private Path scratch;
  private final List<String> notes = new ArrayList<>();

  /// Of thirty answers the planted ten refuse.
  private static TestingApplication planted() {
    var application = new TestingApplication();
    for (int i = 0; i < 30; i++) {
      application.trace(
          "t" + i,
          TestingSpan.llm("s" + i)
              .given("user", "please book flight number " + i)
              .saying(i % 3 == 0 ? REFUSAL : "Flight " + i + " is booked for you.")
              .with("reviewed", i % 3 == 0 ? "Refused" : "answered"));
    }
    return application;
  }

  private Ports ports(Optional<Shelf> shelf, Optional<LanguageModel> model) {
    return new Ports(
        Optional::empty,
        shelf,
        () -> model,
        PromptFiles.PACKAGED,
        scratch,
        (_, _, _) -> {},
        notes::add);
  }

  private Run run(Application application, Ports ports, String... parameters) {
    return new Run(Held.measured(new EvaluationTemplate(), inputs(application, ports, parameters)));
  }

  private static Inputs inputs(Application application, Ports ports, String... parameters) {
    var map = new LinkedHashMap<String, String>();
    for (int i = 0; i < parameters.length; i += 2) {
      map.put(parameters[i], parameters[i + 1]);
    }
    var catalogue = Catalogue.load();
    return new Inputs(
        catalogue.require("evaluation-template"),
        "made",
        new Inputs.Data.Traces(application),
        ALL,
        catalogue.parameters("evaluation-template", map),
        ports);
  }

  private Run run(TestingApplication application, String... parameters) {
    return run(application.made(), ports(Optional.empty(), Optional.empty()), parameters);
  }

  private static String file(Run run, String title) {
    return run.results().evidence().stream()
        .filter(one -> one.title().equals(title))
        .map(Evidence::excerpts)
        .map(List::getFirst)
        .map(Excerpt::text)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void plantedRefusalsAreCountedByAnEvaluatorFoundInTheWords() {
    var run = run(planted(), "wish", "it should refuse less often");

    assertEquals("refusal", run.text("evaluation.evaluator"));
    assertEquals(30, run.number("evaluation.population"));
    assertEquals(10, run.number("evaluation.count[label=refused]"));
    assertEquals(1 / 3.0, run.number("evaluation.rate[label=refused]"), 1e-12);
    assertEquals(1 / 3.0, run.fact("evaluation.rate[label=refused]").low().orElseThrow(), 1e-12);
    assertTrue(file(run, "The evaluator's file").startsWith("---\nname: refusal"));
    assertTrue(run.finding("What is missing").isPresent());
    assertFalse(run.results().findings().stream().anyMatch(Finding::judged));
  }

  @Test
  void aCleanApplicationHasNoneOfIt() {
    var application = new TestingApplication();
    for (int i = 0; i < 8; i++) {
      application.trace("t" + i, TestingSpan.llm("s").given("user", "hi").saying("It is booked."));
    }

    var run = run(application, "wish", "it should refuse less often");

    assertEquals(0, run.number("evaluation.rate[label=refused]"));
  }

  @Test
  void aSampleLeavesAnInterval() {
    var run = run(planted(), "wish", "refusals", "sample", "12");

    var rate = run.fact("evaluation.rate[label=refused]");
    assertEquals(12, run.number("evaluation.judged"));
    assertTrue(rate.low().orElseThrow() < 1 / 3.0 && 1 / 3.0 < rate.high().orElseThrow());
  }

  @Test
  void labelsInAnotherCaseAreTakenAndAgreementIsMeasured() {
    var run = run(planted(), "evaluator", "refusal", "label-field", "reviewed");

    assertEquals(30, run.number("evaluation.labels"));
    assertEquals(10, run.number("evaluation.labels.respelled"));
    assertEquals(1, run.number("evaluation.agreement.kappa"));
    assertEquals(1, run.number("evaluation.agreement.precision"));
    assertEquals(1, run.number("evaluation.agreement.recall"));
    assertEquals(0, run.number("evaluation.disagreements"));
  }

  /// Twenty labels, the evaluator wrong in two that people call refusals: by hand, of its 6 all are
  /// right and people have 8.
  @Test
  void disagreementsAreShownAndTheRateIsPutRight() {
    var lines = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      boolean refused = i % 3 == 0 || i == 1 || i == 2;
      lines.append(
          "{\"id\": \"s%d\", \"label\": \"%s\"}%n".formatted(i, refused ? "refused" : "answered"));
    }
    lines.append(
        "not JSON\n{\"id\": \"s21\", \"label\": \"perhaps\"}\n{\"id\": \"nowhere\", \"label\": \"refused\"}\n");

    var run = run(planted(), "evaluator", "refusal", "labels", lines.toString());

    assertEquals(20, run.number("evaluation.labels"));
    assertEquals(2, run.number("evaluation.disagreements"));
    assertEquals(7 / 9.0, run.number("evaluation.agreement.recall"), 1e-12);
    assertEquals(1 / 3.0, run.number("evaluation.rate.naive"), 1e-12);
    // Regression estimator by hand: labels 9 of 20, judge 7 of 20 and 10 of 30; slope cov/var =
    // (7/20 - 9/20 * 7/20) / (7/20 * 13/20) = 0.846154, so 0.45 - 0.846154 * (0.35 - 1/3).
    assertEquals(0.435897, run.number("evaluation.rate.corrected"), 1e-6);
    assertTrue(file(run, "Labels that were left out").contains("line 21 is no JSON"));
    assertEquals(
        3,
        run.results().evidence().stream()
            .filter(one -> one.title().equals("Labels that were left out"))
            .findFirst()
            .orElseThrow()
            .excerpts()
            .size());
  }

  @Test
  void labelsThatAreAllEqualTellNothingApart() {
    var lines = new StringBuilder();
    for (int i = 1; i < 30; i += 3) {
      lines.append("{\"id\": \"s%d\", \"label\": \"answered\"}%n".formatted(i));
    }

    var run = run(planted(), "evaluator", "refusal", "labels", lines.toString());

    assertFalse(run.has("evaluation.agreement.kappa"));
    assertTrue(
        run.finding("How far it agrees with people")
            .orElseThrow()
            .statement()
            .contains("one label"));
  }

  @Test
  void whatCodeCanDecideIsDecidedByCode() {
    var words = run(planted(), "wish", "answers of at most 4 words");
    assertEquals("code", words.text("evaluation.kind"));
    assertEquals(30, words.number("evaluation.count[label=too-long]"));

    var json = run(planted(), "wish", "every answer must be valid JSON");
    assertEquals("answers-json", json.text("evaluation.evaluator"));
    assertEquals(30, json.number("evaluation.count[label=ill-formed]"));

    var never = run(planted(), "wish", "it must never say \"is booked\"");
    assertEquals(20, never.number("evaluation.count[label=said]"));
  }

  @Test
  void oneToolBeforeAnotherIsAnOrder() {
    var application = new TestingApplication();
    for (int i = 0; i < 6; i++) {
      var look = TestingSpan.tool("l" + i, "get_user").calling("get_user", "{\"i\":1}", "ok");
      var book = TestingSpan.tool("b" + i, "book_flight").calling("book_flight", "{\"i\":1}", "ok");
      if (i < 2) {
        application.trace("t" + i, book, look);
      } else {
        application.trace("t" + i, look, book);
      }
    }

    var run = run(application, "wish", "call get_user before book_flight");

    assertEquals("tools-in-order", run.text("evaluation.evaluator"));
    assertEquals(2, run.number("evaluation.count[label=out-of-order]"));
  }

  @Test
  void aWishThatNothingMeansBecomesATemplateAndIsNotJudgedWithoutAModel() {
    var run = run(planted(), "wish", "seat numbers are spelled the way the carrier does");

    assertEquals("model", run.text("evaluation.kind"));
    assertTrue(run.text("evaluation.why-not").contains("needs a model"));
    assertTrue(file(run, "The evaluator's file").contains("{{output}}"));
    assertFalse(run.results().findings().stream().anyMatch(Finding::judged));
  }

  @Test
  void aModelWritesCriteriaAndItsVerdictsAreMarked() {
    var model =
        new ScriptedModel(call -> {
          var text =
              call.purpose().equals("criteria")
                  ? "{\"question\":\"Is it spelled so?\",\"kept\":\"yes {{x}}\",\"broken\":\"no\"}"
                  : "{\"explanation\":\"seen\",\"label\":\"broken\"}";
          return new Reply(text, List.of(), Reply.Finish.STOP, TokenUsage.UNKNOWN, "scripted");
        });

    var run =
        run(
            planted().made(),
            ports(Optional.empty(), Optional.of(model)),
            "wish",
            "seat numbers are spelled the way the carrier does",
            "sample",
            "7");

    assertEquals("criteria that a model wrote", run.text("evaluation.origin"));
    assertEquals(7, run.number("evaluation.count[label=broken]"));
    assertTrue(run.finding("What it says of the traces").orElseThrow().judged());
  }

  @Test
  void whatIsNotLoggedCanNotBeMeasured() {
    var run = run(planted(), "wish", "I want fewer hallucinations");

    assertEquals("groundedness", run.text("evaluation.evaluator"));
    assertTrue(run.finding("It can not be measured from what is logged").isPresent());
    assertEquals("no documents is logged", run.text("evaluation.why-not"));
  }

  @Test
  void decisionPointsAreListedEachWithItsEvaluator() {
    var application =
        new TestingApplication()
            .trace(
                "t",
                TestingSpan.llm("a")
                    .given("user", "book it")
                    .offered("book", "{\"type\":\"object\"}")
                    .asking("book", "{}"),
                TestingSpan.tool("b", "book").calling("book", "{}", "done"),
                TestingSpan.llm("c").given("user", "book it").saying("It is booked."));

    var run = run(application, "question", "which decision points are there?");

    assertEquals(4, run.number("evaluation.points"));
    assertEquals(
        "tool-choice", run.text("evaluation.point.evaluator[point=the tool to call in chat]"));
    assertEquals(
        "tool-arguments", run.text("evaluation.point.evaluator[point=arguments for book]"));
    assertFalse(run.has("evaluation.evaluator"));
  }

  @Test
  void verdictsAreKeptBesideTheTracesAndBecomeAttributes() throws IOException {
    var shelf = new MemoryShelf();
    var ports = ports(Optional.of(shelf), Optional.empty());

    var proposed = run(planted().made(), ports, "evaluator", "refusal");
    assertEquals(30, proposed.number("evaluation.keepable"));
    assertEquals(List.of(), shelf.list("evaluations"), "nothing is stored that nobody approved");

    var run = run(planted().made(), ports.approved(true), "evaluator", "refusal");
    assertFalse(run.has("evaluation.keepable"));

    var data = KeptEvaluations.attached(new Inputs.Data.Traces(planted().made()), "made", ports);
    var traces = assertInstanceOf(Inputs.Data.Traces.class, data).application().traces();
    assertEquals(
        10,
        traces.stream()
            .filter(trace ->
                "refused".equals(trace.spans().getFirst().attributes().get("evaluation.refusal")))
            .count());

    var broken =
        (new String(shelf.bytes("evaluations/made/refusal.jsonl"), StandardCharsets.UTF_8)
            + "{half a li");
    shelf.put("evaluations/made/refusal.jsonl", broken.getBytes(StandardCharsets.UTF_8));
    KeptEvaluations.attached(new Inputs.Data.Traces(planted().made()), "made", ports);
    assertTrue(notes.toString().contains("1 lines that are no evaluations"), notes.toString());
  }

  @Test
  void theTenantsOwnEvaluatorIsRunAndABrokenFileSpoilsNoOther() throws IOException {
    var folder = Files.createDirectories(scratch.resolve("data/evaluators"));
    Files.writeString(folder.resolve("broken.md"), "no front matter");
    Files.writeString(
        folder.resolve("booked.md"),
        """
        ---
        name: booked
        description: whether it says that something is booked
        level: span
        kind: code
        reads: [output]
        check: phrases
        labels: {silent: 1, booked: 0}
        wanted: silent
        settings: {phrases: is booked}
        ---
        """);
    var ports =
        ports(Optional.empty(), Optional.empty())
            .reading(DirectoryStore.of(scratch.resolve("data")));

    var run = run(planted().made(), ports, "evaluator", "booked");

    assertEquals(20, run.number("evaluation.count[label=booked]"));
    assertTrue(notes.toString().contains("evaluators/broken.md"), notes.toString());
  }

  @Test
  void tooFewExamplesAndABudgetOfZeroSaySo() {
    var one =
        new TestingApplication().trace("t", TestingSpan.llm("s").given("user", "hi").saying("no"));
    assertInstanceOf(
        Measurement.TooLittleData.class, run(one, "wish", "fewer refusals").measurement());
    var none = run(planted(), "wish", "fewer refusals", "sample", "0");
    assertTrue(none.text("evaluation.why-not").contains("budget is zero"));
    assertInstanceOf(
        Measurement.NotApplicable.class,
        new Run(
                Held.measured(
                    new EvaluationTemplate(),
                    inputs(
                        TestingApplication.of(List.of()),
                        ports(Optional.empty(), Optional.empty()),
                        "wish",
                        "fewer refusals")))
            .measurement());
    assertThrows(ClewException.class, () -> run(planted(), "evaluator", "refusl"));
  }

  @Test
  void aBarIsMovedByOneHalfOfTheLabelsAndJudgedOnTheOther() {
    var application = new TestingApplication();
    var lines = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      // Of the question's five words the answer holds two where it is about it, else none.
      boolean about = i % 2 == 0;
      application.trace(
          "t" + i,
          TestingSpan.llm("s" + i)
              .given("user", "colour shape weight price origin")
              .saying(about ? "colour shape number " + i : "colour nothing known " + i));
      lines.append(
          "{\"id\": \"s%d\", \"label\": \"%s\"}%n".formatted(i, about ? "relevant" : "irrelevant"));
    }

    var run = run(application, "evaluator", "answer-relevance", "labels", lines.toString());

    // Shares of .4 and .2: the built-in bar of .3 already parts them, so nothing is changed.
    assertEquals(1, run.number("evaluation.agreement.kappa"));
    assertFalse(run.has("evaluation.improved.after"));
  }

  @Test
  void oddTextsAreJudgedLikeAnyOther() {
    var application = new TestingApplication();
    for (var text :
        List.of(
            "\u200b\u202e\ud83d\ude00",
            "Ich kann dabei leider nicht helfen.",
            "申し訳ありませんが",
            "مرحبا",
            REFUSAL + "\u200b",
            "x".repeat(2_000_000))) {
      application.trace(
          "t" + application.traces().size(), TestingSpan.llm("s").given("user", "?").saying(text));
    }

    var run = run(application, "evaluator", "refusal");

    assertEquals(6, run.number("evaluation.population"));
    assertEquals(1, run.number("evaluation.count[label=refused]"));
  }
}
