package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evidence.Answer;
import dev.clew.evidence.Finding;
import dev.clew.interpretation.AnswerJson;
import dev.clew.interpretation.Interpreter;
import dev.clew.interpretation.Terminal;
import dev.clew.investigation.OwnPrompts;
import dev.clew.models.guard.Allowance;
import dev.clew.models.openai.OpenAiServer;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.models.settings.ModelSettings;
import dev.clew.skills.Catalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prompts and cards in a folder of the user's work in the very next run.
class PromptFolderTest {
  private static final String SILENT =
      "{\"summary\": [], \"statements\": [], \"meaning\": [], \"next\": []}";

  @TempDir private Path folder;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private byte[] run(OpenAiServer server, Optional<Path> prompts, String... arguments) {
    var out = new ByteArrayOutputStream();
    err.reset();
    var screen =
        new Screen(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Terminal.plain(),
            false);
    var models =
        new ModelSettings(
            Optional.of(server.endpoint()),
            Optional.empty(),
            Allowance.USUAL,
            true,
            ModelSettings.LONGEST_CALL);
    var setting =
        new Setting(Path.of("samples"), folder, "test", false, Optional.empty(), models, prompts);
    assertEquals(
        0, CommandLines.line(screen, setting, arguments).execute(arguments), err.toString());
    return out.toByteArray();
  }

  private static final String[] RUN = {"run", "failure-patterns", "--target", "failures", "--json"};

  @Test
  void anEditedPromptAndCardAreSentInTheNextRun() throws IOException {
    var own = folder.resolve("own");
    Files.createDirectories(own.resolve("failure-patterns"));
    var prompt = Catalogue.load().prompt("failure-patterns", "interpret.md").text();
    try (var server = OpenAiServer.saying(dev.clew.models.openai.Answer.saying(SILENT))) {
      var before = answer(run(server, Optional.of(own), RUN));
      Files.writeString(
          own.resolve("failure-patterns/interpret.md"),
          prompt + "\nSpeak like a ship's captain.\n");
      var after = answer(run(server, Optional.of(own), RUN));

      assertFalse(server.asked().getFirst().text().contains("ship's captain"));
      assertTrue(server.asked().getLast().text().contains("ship's captain"));
      assertNotEquals(before.versions().prompts(), after.versions().prompts());
      assertEquals(before.facts(), after.facts());
      assertTrue(err.toString().contains("127.0.0.1"), "what goes where is told: " + err);
    }
  }

  @Test
  void aPromptWithAPlaceThatIsNoneIsToldAndTheAnswerStands() throws IOException {
    var own = folder.resolve("own");
    Files.createDirectories(own.resolve("failure-patterns"));
    Files.writeString(own.resolve("failure-patterns/interpret.md"), "Tell me of {{everything}}.");
    try (var server = OpenAiServer.saying(dev.clew.models.openai.Answer.saying(SILENT))) {
      var answer = answer(run(server, Optional.of(own), RUN));

      assertTrue(answer.voice().off().contains("everything"), answer.voice().off());
      assertFalse(answer.findings().isEmpty());
      assertEquals(0, server.asked().size());
    }
  }

  @Test
  void aFileThatFitsNoPromptIsToldWithTheNameThatWasMeant() throws IOException {
    var own = folder.resolve("own");
    Files.createDirectories(own.resolve("failure-paterns"));
    Files.createDirectories(own.resolve("router"));
    var prompt = Catalogue.load().prompt("failure-patterns", "interpret.md").text();
    Files.writeString(own.resolve("failure-paterns/interpret.md"), prompt);
    Files.writeString(own.resolve("rules.md"), "Answer in short sentences.");
    Files.writeString(own.resolve("notes.txt"), "to do");
    Files.writeString(own.resolve(".hidden"), "");
    try (var server = OpenAiServer.saying(dev.clew.models.openai.Answer.saying(SILENT))) {
      run(server, Optional.of(own), RUN);

      var told = err.toString().lines().filter(line -> line.contains("replaces nothing")).toList();
      assertEquals(2, told.size(), err.toString());
      assertEquals(
          "clew: CLEW_PROMPTS: failure-paterns/interpret.md replaces nothing:"
              + " did you mean 'failure-patterns/interpret.md'?",
          told.getFirst());
      assertTrue(told.getLast().contains("notes.txt replaces nothing: files are named"));
    }
  }

  @Test
  void noPromptOrCardThatIsBuiltInCountsAsASlip() throws IOException {
    var own = folder.resolve("own");
    var names = new ArrayList<>(Catalogue.load().replaceable());
    names.addAll(
        List.of("rules.md", "router/family.md", "router/skill.md", "router/parameters.md"));
    names.add("agent/decide.md");
    for (var name : names) {
      var file = own.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
    assertEquals(List.of(), OwnPrompts.slips(PromptFiles.in(own), Catalogue.load()));
  }

  @Test
  void wordsFactsAndTokensOfOldAndNewStandSideBySide() throws IOException {
    Answer plain;
    try (var server = OpenAiServer.saying(dev.clew.models.openai.Answer.saying(SILENT))) {
      plain = answer(run(server, Optional.empty(), RUN));
    }
    var one = plain.findings().get(0);
    var other = plain.findings().get(1);
    var earlier = folder.resolve("earlier.json");
    try (var server = OpenAiServer.saying(meaning(one))) {
      // Facts that other data would have given: one with another value, one that is gone by now.
      Files.writeString(
          earlier,
          new String(run(server, Optional.empty(), RUN), StandardCharsets.UTF_8)
              .replaceFirst(
                  "(\"name\"\\s*:\\s*\"runs.failed\"\\s*,\\s*\"value\"\\s*:\\s*)3\\b", "$117")
              .replaceFirst("\"runs.known\"", "\"runs.of_old\""));
    }
    try (var server = OpenAiServer.saying(meaning(other))) {
      var page = page(server, earlier);

      var lines = page.lines().map(line -> line.replaceAll("\\s+", " ").strip()).toList();
      assertTrue(lines.contains("runs.failed 17 runs 3 runs"), page);
      assertTrue(lines.contains("runs.known 3 runs"), page);
      assertTrue(lines.contains("runs.of_old 3 runs"), page);
      assertTrue(page.contains("1 changed, 1 new, 1 gone"), page);
      // The server counts 100 tokens in and 10 out for each call.
      assertTrue(
          page.contains("tokens sent 100 before, 100 now; received 10 before, 10 now"), page);
      assertEquals(
          Interpreter.fill(one.statement(), plain.facts()).replaceFirst("^3 of 3", "17 of 3"),
          said(lines, "meaning", "before: "));
      assertEquals(
          Interpreter.fill(other.statement(), plain.facts()), said(lines, "meaning", "now: "));
    }
  }

  /// The lines below a place's name that begin so, as one.
  private static String said(List<String> lines, String place, String beginning) {
    return lines.stream()
        .skip(lines.indexOf(place) + 1L)
        .takeWhile(line -> line.startsWith("before: ") || line.startsWith("now: "))
        .filter(line -> line.startsWith(beginning))
        .map(line -> line.substring(beginning.length()))
        .collect(Collectors.joining(" "));
  }

  @Test
  void anAnswerComparedWithItselfChangesNothing() throws IOException {
    try (var server = OpenAiServer.saying(dev.clew.models.openai.Answer.saying(SILENT))) {
      var earlier = folder.resolve("earlier.json");
      Files.write(earlier, run(server, Optional.empty(), RUN));
      var page = page(server, earlier);

      assertTrue(page.contains("0 changed, 0 new, 0 gone"), page);
      assertFalse(page.contains("before: "), page);
    }
  }

  private String page(OpenAiServer server, Path earlier) {
    return new String(
        run(
            server,
            Optional.empty(),
            "run",
            "failure-patterns",
            "--target",
            "failures",
            "--compare",
            earlier.toString()),
        StandardCharsets.UTF_8);
  }

  /// A model that says what a finding says.
  private static dev.clew.models.openai.Answer meaning(Finding finding) {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.putArray("summary");
    tree.putArray("statements");
    tree.putArray("meaning")
        .addObject()
        .put("text", finding.statement())
        .putArray("findings")
        .add(finding.id());
    tree.putArray("next");
    return dev.clew.models.openai.Answer.saying(tree.toString());
  }

  private static Answer answer(byte[] json) {
    return AnswerJson.read(json, "a test");
  }
}
