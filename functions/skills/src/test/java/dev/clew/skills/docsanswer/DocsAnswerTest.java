package dev.clew.skills.docsanswer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Measurement;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.models.Embedder;
import dev.clew.models.TestingEmbedder;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Catalogue;
import dev.clew.skills.Held;
import dev.clew.skills.Inputs;
import dev.clew.skills.Ports;
import dev.clew.skills.TestingApplication.Run;
import dev.clew.traces.documents.Documentation;
import dev.clew.traces.documents.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsAnswerTest {
  private static final String PAGE =
      """
      # Orchard

      All about trees.

      ## Watering

      Water young trees twice a week in summer.

      ## Pruning

      Prune apple trees in February, before the buds open.

      ## Pests

      Aphids are washed off with soap.
      """;

  @TempDir private Path scratch;

  private Run run(boolean byMeaning, String... parameters) {
    Optional<Embedder> embedder =
        byMeaning
            ? Optional.of(
                new TestingEmbedder(
                    512, List.of(List.of("aphids", "lice"), List.of("soap", "detergent"))))
            : Optional.empty();
    var map = new LinkedHashMap<String, String>();
    map.put("pages", "given");
    for (int i = 0; i < parameters.length; i += 2) {
      map.put(parameters[i], parameters[i + 1]);
    }
    var catalogue = Catalogue.load();
    return new Run(
        Held.measured(
            new DocsAnswer(),
            new Inputs(
                catalogue.require("docs-answer"),
                "documentation",
                new Inputs.Data.Docs(Documentation.of(Markdown.sections("docs/orchard.md", PAGE))),
                Windows.only(new Window.All(), "all"),
                catalogue.parameters("docs-answer", map),
                new Ports(
                    () -> embedder,
                    Optional.empty(),
                    Optional::empty,
                    PromptFiles.PACKAGED,
                    scratch,
                    (_, _, _) -> {},
                    _ -> {}))));
  }

  @Test
  void aPlantedAnswerIsQuotedUnderItsHeading() {
    var found = run(true, "query", "When do I prune apple trees?");

    assertEquals("docs/orchard.md#pruning", found.text("docs.link[rank=1]"));
    assertEquals("Prune apple trees in February, before the buds open.", found.text("docs.quote"));
    assertEquals(List.of("What the documentation says"), found.titles());
    var evidence = found.results().evidence().getFirst();
    assertEquals("docs/orchard.md#pruning", evidence.rowIds().getFirst());
    assertEquals("docs/orchard.md#pruning", evidence.excerpts().getFirst().where());
  }

  @Test
  void aPassageIsFoundByItsMeaning() {
    var found = run(true, "query", "lice detergent");

    assertEquals("docs/orchard.md#pests", found.text("docs.link[rank=1]"));
    assertEquals(0, found.number("docs.words[rank=1]"));
  }

  @Test
  void onAQuestionAboutSomethingElseACleanNoIsSaid() {
    var found = run(true, "query", "Which visa does a traveller to Mongolia need?");

    assertEquals(List.of("The documentation does not say"), found.titles());
    assertEquals(0, found.number("docs.about"));
  }

  @Test
  void withoutAnEmbedderWordsAloneAreLookedUpAndItIsSaid() {
    var found = run(false, "query", "pruning apple trees in February");

    assertEquals("docs/orchard.md#pruning", found.text("docs.link[rank=1]"));
    assertEquals("no embedder is configured", found.text("docs.words-alone"));
  }

  @Test
  void noQuestionIsNotApplicable() {
    assertInstanceOf(Measurement.NotApplicable.class, run(true).measurement());
  }

  @Test
  void clewsOwnPagesAreThereByDefault() {
    var found = run(false, "pages", "all", "query", "exit codes: answered, usage, bad input");

    assertEquals("README.md#your-own-data", found.text("docs.link[rank=1]"));
  }

  @Test
  void everyDecisionAndEveryCardIsAPage() throws IOException {
    var expected = new TreeSet<String>();
    expected.add("README.md");
    var root = Path.of("../..");
    try (var decisions = Files.list(root.resolve("infrastructure/decisions"))) {
      decisions.forEach(file -> expected.add("infrastructure/decisions/" + file.getFileName()));
    }
    Catalogue.load()
        .ids()
        .forEach(id -> expected.add("dev/clew/skills/" + id.replace("-", "") + "/SKILL.md"));

    assertEquals(expected, new TreeSet<>(OwnPages.names()), "pages.txt lists them");
    assertTrue(OwnPages.read().sections().size() > expected.size());
  }
}
