package dev.clew.skills.promptoptimization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Evidence;
import dev.clew.evidence.Excerpt;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.models.Call;
import dev.clew.models.LanguageModel;
import dev.clew.models.ModelException;
import dev.clew.models.Reply;
import dev.clew.models.Tier;
import dev.clew.models.TokenUsage;
import dev.clew.models.guard.Prices;
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
import dev.clew.skills.Unfinished;
import dev.clew.skills.promptoptimization.search.Defects;
import dev.clew.skills.promptoptimization.search.PlantedTasks;
import dev.clew.traces.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptOptimizationTest {
  private static final Windows ALL = Windows.only(new Window.All(), "");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// A tenth of a cent a call.
  private static final Prices PRICES = (_, _) -> OptionalDouble.of(0.001);

  @TempDir private Path data;
  @TempDir private Path scratch;
  private final List<String> notes = new ArrayList<>();
  private final List<String> shown = new ArrayList<>();
  private TestingApplication application =
      new TestingApplication().trace("t", TestingSpan.llm("s").given("user", "hi"));
  private Ports.Time time = Ports.Time.UNLIMITED;

  /// Counts calls, and can be told to stop answering.
  private static final class Watched implements LanguageModel {
    private final LanguageModel model;
    private long until = Long.MAX_VALUE;
    private long calls;

    Watched(LanguageModel model) {
      this.model = model;
    }

    @Override
    public Reply complete(Call call) {
      if (calls >= until) {
        throw new ModelException(ModelException.Kind.BUSY, "the server answers 429");
      }
      calls++;
      return model.complete(call);
    }

    @Override
    public String host() {
      return model.host();
    }

    @Override
    public String name(Tier tier) {
      return model.name(tier);
    }
  }

  private void write(String name, String text) {
    try {
      Files.createDirectories(data.resolve(name).getParent());
      Files.writeString(data.resolve(name), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// The planted task as files.
  private Defects planted() {
    var planted = PlantedTasks.contradiction();
    write("prompt.md", planted.task().baseline().text("prompt"));
    var lines = new StringBuilder();
    for (var example : planted.examples()) {
      var line = JSON.createObjectNode().put("expected", example.expected());
      var inputs = line.putObject("inputs");
      example.inputs().forEach(inputs::put);
      lines.append(line).append('\n');
    }
    write("examples.jsonl", lines.toString());
    return planted;
  }

  private Measurement measured(
      Optional<LanguageModel> model, Optional<Shelf> shelf, String... parameters) {
    var map = new LinkedHashMap<String, String>();
    for (int i = 0; i < parameters.length; i += 2) {
      map.put(parameters[i], parameters[i + 1]);
    }
    var catalogue = Catalogue.load();
    var ports =
        new Ports(
                Optional::empty,
                shelf,
                () -> model,
                PromptFiles.PACKAGED,
                scratch,
                (what, done, total) -> shown.add(what + " " + done + "/" + total),
                notes::add)
            .reading(DirectoryStore.of(data))
            .within(time);
    return Held.measured(
        new PromptOptimization(() -> PRICES),
        new Inputs(
            catalogue.require("prompt-optimization"),
            "made",
            new Inputs.Data.Traces(application.made()),
            ALL,
            catalogue.parameters("prompt-optimization", map),
            ports));
  }

  private Run run(LanguageModel model, Optional<Shelf> shelf, String... more) {
    return new Run(measured(Optional.of(model), shelf, with(more)));
  }

  private static String[] with(String... more) {
    var all =
        new ArrayList<>(
            List.of("prompt", "prompt.md", "examples", "examples.jsonl", "check", "exact"));
    for (var one : more) {
      all.add(one);
    }
    return all.toArray(String[]::new);
  }

  private static List<Excerpt> words(Run run, String title) {
    return run.results().evidence().stream()
        .filter(one -> one.title().equals(title))
        .map(Evidence::excerpts)
        .flatMap(List::stream)
        .toList();
  }

  private Problem refused(String... parameters) {
    return assertThrows(
            ClewException.class, () -> measured(Optional.empty(), Optional.empty(), parameters))
        .problem();
  }

  @Test
  void aPlantedContradictionIsTakenOutAndShownAsADiff() {
    var planted = planted();
    var found = run(planted.model(1), Optional.empty(), "model-calls", "600");

    assertTrue(
        found.finding("A changed prompt proved itself").isPresent(), found.titles().toString());
    var diff = words(found, "The change").getFirst().text();
    assertTrue(diff.contains("\n-Always answer in a full sentence.\n"), diff);
    assertTrue(diff.startsWith("--- prompt.md\n+++ prompt.md (changed)\n@@ -"), diff);
    assertFalse(words(found, "The best prompt").getFirst().text().contains("full sentence"));
    assertEquals(1, found.number("optimization.held-out.best"));
    assertTrue(found.number("optimization.p") <= 0.05);
    assertTrue(found.number("optimization.calls") <= 600);
    assertEquals(found.number("optimization.calls") / 1000, found.number("optimization.usd"), 1e-9);
    assertTrue(found.finding("First change, on training examples").isPresent());
    assertEquals("says more than the answer", found.text("optimization.failure.reason[rank=1]"));
    assertEquals("calls of models, at most 600 calls and $1.00, to none 0/600", shown.getFirst());
  }

  @Test
  void aCleanTwinLeavesNothingToImprove() {
    var planted = planted();
    write("prompt.md", "Answer with one word, positive or negative.\n\nReview: {{review}}");
    var model = new Watched(planted.model(1));
    var found = run(model, Optional.empty());

    assertEquals(List.of("Nothing to improve"), found.titles());
    assertEquals(found.number("optimization.training"), model.calls);
  }

  @Test
  void aMisleadingToolIsDescribedAnew() throws IOException {
    var planted = PlantedTasks.misleadingTool();
    var tools = JSON.createArrayNode();
    planted
        .task()
        .baseline()
        .byName()
        .forEach((name, text) -> tools.addObject().put("name", name).put("description", text));
    write("prompts/made/tools.json", JSON.writeValueAsString(tools));
    var lines = new StringBuilder();
    for (var example : planted.examples()) {
      lines.append(
          JSON.createObjectNode()
              .put("input", example.asked())
              .put("expected", example.expected())
              .toString());
      lines.append('\n');
    }
    write("prompts/made/examples.jsonl", lines + "{\"input\": \"x\", \"expected\": \"Refund\"}\n");
    var found =
        new Run(measured(Optional.of(planted.model(3)), Optional.empty(), "model-calls", "700"));

    assertTrue(
        found.finding("A changed prompt proved itself").isPresent(), found.titles().toString());
    assertEquals(
        List.of("prompts/made/examples.jsonl:49"),
        found.results().coverage().unread().stream().map(one -> one.key()).toList());
  }

  @Test
  void itStopsExactlyAtTheBudgetOfCallsAndOfMoney() {
    var planted = planted();
    // Nothing that is proposed helps: it would go on for ever.
    var hopeless =
        new Defects(
            "hopeless",
            planted.task(),
            planted.examples(),
            (_, said) -> Defects.text(said.length() % 2 == 0 ? "positive" : "no"),
            planted.bag(),
            _ -> true);
    var model = new Watched(hopeless.model(1));
    var found = run(model, Optional.empty(), "model-calls", "200");
    assertEquals(model.calls, found.number("optimization.calls"));
    assertTrue(model.calls <= 200, "calls " + model.calls);

    var poor = new Watched(hopeless.model(1));
    var spent = run(poor, Optional.empty(), "model-calls", "5000", "model-usd", "0.15");
    assertTrue(poor.calls <= 150, "calls " + poor.calls);
    assertEquals(
        "what is left of the budget in money may not pay the next call",
        spent.text("optimization.stopped"));
  }

  @Test
  void aRunThatIsBrokenOffGoesOnWithoutAskingAgainAndEndsTheSame() {
    var planted = planted();
    var whole = new Watched(planted.model(1));
    var expected = run(whole, Optional.empty(), "model-calls", "600").facts();
    var shelf = new MemoryShelf();
    var first = new Watched(planted.model(1));
    first.until = 45;
    var broken = run(first, Optional.of(shelf), "model-calls", "600");
    assertEquals("the server answers 429", broken.text("optimization.stopped"));
    var second = new Watched(planted.model(1));
    var resumed = run(second, Optional.of(shelf), "model-calls", "600");

    assertTrue(resumed.finding("A changed prompt proved itself").isPresent());
    // Reflections are drawn anew by a model that was started anew; the rest is as if never broken.
    assertTrue(first.calls + second.calls >= resumed.number("optimization.calls"));
    assertEquals(resumed.number("optimization.calls"), first.calls + second.calls);
    assertFalse(expected.isEmpty());
    // Asked again, nothing is asked any more, with a model or without.
    var third = new Watched(planted.model(1));
    assertEquals(resumed.facts(), run(third, Optional.of(shelf), "model-calls", "600").facts());
    assertEquals(0, third.calls);
    var without =
        new Run(measured(Optional.empty(), Optional.of(shelf), with("model-calls", "600")));
    assertEquals(resumed.facts(), without.facts());
  }

  @Test
  void aFunctionWithoutTimeThrowsToBeCalledAgainOrSaysHowFarItCame() {
    var planted = planted();
    var shelf = new MemoryShelf();
    var left = new long[] {30};
    time = new Ports.Time(() -> Duration.ofSeconds(left[0]-- > 0 ? 100 : 10), true);
    assertThrows(
        Unfinished.class, () -> run(planted.model(1), Optional.of(shelf), "model-calls", "600"));
    left[0] = 10_000;
    var found = run(planted.model(1), Optional.of(shelf), "model-calls", "600");
    assertTrue(found.finding("A changed prompt proved itself").isPresent());

    time = new Ports.Time(() -> Duration.ofSeconds(10), false);
    var nothing = run(planted.model(1), Optional.empty(), "model-calls", "600");
    assertEquals(List.of("Broken off before the baseline was whole"), nothing.titles());
  }

  @Test
  void answersKeptFromAnotherModelOrDamagedAreAskedAnewAndItIsSaid() {
    var planted = planted();
    var shelf = new MemoryShelf();
    var first = new Watched(planted.model(1));
    run(first, Optional.of(shelf), "model-calls", "600");
    var name = shelf.list("prompt-optimization").getFirst();
    shelf.put(name, new byte[] {'{'});
    var second = new Watched(planted.model(1));
    run(second, Optional.of(shelf), "model-calls", "600");
    assertTrue(second.calls > 0 && second.calls <= first.calls, second.calls + " " + first.calls);
    assertTrue(
        notes.contains("a file of kept answers is damaged: what is missing is asked again"),
        notes.toString());
  }

  @Test
  void withoutAModelLoggedAnswersAreABaselineAndFailuresAreClustered() {
    write("prompt.md", "Label it.\n\n{{mail}}");
    var lines = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      lines.append(
          "{\"inputs\": {\"mail\": \"m%d\"}, \"expected\": \"%s\", \"output\": \"%s\"}\n"
              .formatted(i, i % 2 == 0 ? "refund" : "other", i < 5 ? "Refund!" : "the mail"));
    }
    write("examples.jsonl", lines.toString());
    var found = new Run(measured(Optional.empty(), Optional.empty(), with()));

    assertEquals(
        List.of(
            "Logged answers as a baseline",
            "What is wrong with the answers now",
            "A language model is needed to go on"),
        found.titles());
    assertEquals(0, found.number("optimization.logged"));
    // 20 answers; three of the first five expect refund: 0, 2, 4.
    assertEquals(3, found.number("optimization.failure.count[rank=3]"));
    assertEquals(2, words(found, "Examples that could be shown in the prompt").size());
  }

  @Test
  void callsInTheTracesAreExamplesWhereRunsAreSaidToHaveEndedWell() {
    application = new TestingApplication();
    for (int i = 0; i < 30; i++) {
      application.run(
          "r" + i,
          i % 3 > 0,
          Map.of(),
          TestingSpan.llm("l" + i)
              .given("system", "Label it.")
              .given("user", "mail " + i)
              .saying(i % 2 == 0 ? "refund" : "other"));
    }
    var found = new Run(measured(Optional.empty(), Optional.empty()));

    assertEquals(20, found.number("optimization.examples"));
    assertEquals(20 / 30.0, found.number("optimization.logged.runs-passed"), 1e-12);
    assertEquals("the rules of most calls", found.text("optimization.of"));
  }

  @Test
  void anUnknownVariableIsAnErrorThatNamesTheNearestInput() {
    write("prompt.md", "Answer.\n\n{{questoin}}");
    write("examples.jsonl", "{\"inputs\": {\"question\": \"a\"}, \"expected\": \"b\"}");
    var problem = refused(with());
    assertEquals("no example fills the variable {{questoin}}", problem.what());
    assertTrue(problem.remedy().contains("did you mean 'question'?"), problem.remedy());
  }

  @Test
  void filesThatAreNotThereAndChecksThatAreNoneAreErrors() {
    write("prompt.md", "x {{a}}");
    assertTrue(refused("prompt", "promt.md").remedy().contains("'prompt.md'"));
    assertEquals(Problem.Kind.USER, refused("prompt", "../secret.md").kind());
    assertTrue(
        refused("prompt", "prompt.md", "check", "nice")
            .what()
            .contains("there is no check 'nice'"));
    write("prompt.md", "x".repeat(10_000_000));
    assertTrue(refused("prompt", "prompt.md").what().contains("10000000 characters"));
  }

  @Test
  void tooFewExamplesOrCallsAreTooLittleData() {
    planted();
    var model = Optional.<LanguageModel>of(new Watched(PlantedTasks.contradiction().model(1)));
    var none =
        assertInstanceOf(
            Measurement.TooLittleData.class,
            measured(model, Optional.empty(), with("model-calls", "0")));
    assertEquals(0, none.have());
    write("examples.jsonl", "");
    assertEquals(
        0,
        assertInstanceOf(Measurement.TooLittleData.class, measured(model, Optional.empty(), with()))
            .have());
    write("examples.jsonl", "{\"inputs\": {\"review\": \"a\"}, \"expected\": \"b\"}");
    var one =
        assertInstanceOf(
            Measurement.TooLittleData.class, measured(model, Optional.empty(), with()));
    assertEquals(1, one.have());
    assertEquals(15, one.need());
  }

  @Test
  void nothingToImproveOnIsNotApplicable() {
    assertInstanceOf(Measurement.NotApplicable.class, measured(Optional.empty(), Optional.empty()));
  }

  @Test
  void onePoisonedLineNeverSpoilsTheOthers() {
    var planted = planted();
    try {
      Files.writeString(
          data.resolve("examples.jsonl"),
          Files.readString(data.resolve("examples.jsonl"))
              + "{broken\n[1]\n{\"expected\": \"x\"}\n{\"inputs\": {\"review\": \""
              + "x".repeat(10_000_000)
              + "\"}, \"expected\": \"y\"}\n{\"inputs\": {\"other\": \"x\"}, \"expected\": \"y\"}\n");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    var found = run(planted.model(1), Optional.empty());
    assertEquals(48, found.number("optimization.examples"));
    assertEquals(5, found.results().coverage().unread().size());
  }

  @Test
  void labelsInSeveralCasesAndExamplesThatAllExpectOneAreSaid() {
    write("prompt.md", "Label it.\n\n{{mail}}");
    var mixed = new StringBuilder();
    var same = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      var line = "{\"inputs\": {\"mail\": \"m%d\"}, \"expected\": \"%s\"}\n";
      mixed.append(line.formatted(i, i % 2 == 0 ? "Refund" : i % 3 == 0 ? "refund" : "other"));
      same.append(line.formatted(i, "refund"));
    }
    write("examples.jsonl", mixed.toString());
    var found = new Run(measured(Optional.empty(), Optional.empty(), with()));
    assertEquals("Refund / refund", found.text("optimization.spellings"));
    write("examples.jsonl", same.toString());
    var one = new Run(measured(Optional.empty(), Optional.empty(), with()));
    assertTrue(one.finding("All examples expect one answer").isPresent());
  }

  @Test
  void emptyHalfAndRefusedAnswersAreWrongAnswersAndMarksThatNobodySeesGoUnharmed() {
    var planted = planted();
    write(
        "prompt.md",
        "\u202EAnswer with one word\u200B, positive or negative.\n\nReview: {{review}}");
    var turn = new int[1];
    var odd =
        new Defects(
            "odd",
            planted.task(),
            planted.examples(),
            (_, _) ->
                switch (turn[0]++ % 3) {
                  case 0 -> Defects.text("");
                  case 1 ->
                      new Reply(
                          "posi", List.of(), Reply.Finish.LENGTH, TokenUsage.UNKNOWN, "scripted");
                  default ->
                      new Reply(
                          "", List.of(), Reply.Finish.REFUSED, TokenUsage.UNKNOWN, "scripted");
                },
            planted.bag(),
            _ -> true);
    var found = run(odd.model(1), Optional.empty(), "model-calls", "150");
    assertEquals(0, found.number("optimization.baseline"));
    assertTrue(
        found.results().facts().stream()
            .anyMatch(fact -> fact.value().toString().contains("the answer was cut off")));
  }
}
