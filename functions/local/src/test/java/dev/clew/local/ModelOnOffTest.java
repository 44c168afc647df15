package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evidence.Answer;
import dev.clew.interpretation.AnswerJson;
import dev.clew.interpretation.EqualFacts;
import dev.clew.interpretation.Terminal;
import dev.clew.investigation.targets.Target;
import dev.clew.models.context.Tokens;
import dev.clew.models.guard.Allowance;
import dev.clew.models.openai.OpenAiServer;
import dev.clew.models.settings.ModelSettings;
import dev.clew.skills.Catalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// With a model an answer has other words and the same facts, in every skill on every sample; and
/// what is sent is a small part of what the answer rests on.
class ModelOnOffTest {
  private static final Path SAMPLES = Path.of("samples");
  private static final Pattern FINDING =
      Pattern.compile("(?m)^(N[0-9]+) \\([a-z]+, confidence [0-9]+ of 100\\): (.*)$");

  /// From this size of the data on, a fiftieth of it at most is sent.
  private static final long LARGE = 500_000;

  private static final int TIMES_FEWER = 50;

  @TempDir private Path folder;

  @TestFactory
  List<DynamicTest> factsAreTheSameWithAModelAndWithout() {
    var tests = new ArrayList<DynamicTest>();
    var catalogue = Catalogue.load();
    for (var target : tenant().found().all()) {
      for (var card : catalogue.cards()) {
        if (card.reads(target.reads())) {
          tests.add(
              DynamicTest.dynamicTest(
                  card.name() + " on " + target.name(), () -> same(card.name(), target)));
        }
      }
    }
    return tests;
  }

  private Tenancy tenant() {
    return workplace(ModelSettings.OFF).open(Optional.empty());
  }

  private void same(String skill, Target target) throws IOException {
    var off = run(ModelSettings.OFF, skill, target.name());
    try (var server = new OpenAiServer(ModelOnOffTest::parrot)) {
      var on =
          run(
              new ModelSettings(
                  Optional.of(server.endpoint()),
                  Optional.empty(),
                  Allowance.USUAL,
                  true,
                  ModelSettings.LONGEST_CALL),
              skill,
              target.name());

      assertTrue(EqualFacts.equal(off.facts(), on.facts()));
      assertEquals(off.status(), on.status());
      assertEquals(
          off.evidence().stream().map(piece -> piece.chart()).toList(),
          on.evidence().stream().map(piece -> piece.chart()).toList());
      assertEquals(off.findings().isEmpty(), server.asked().isEmpty());
      long sent = server.asked().stream().mapToLong(asked -> Tokens.of(asked.text())).sum();
      // A token is at most a few characters: so many bytes hold at least this many.
      long raw =
          off.receipt().computations().stream()
                  .flatMap(one -> one.objects().stream())
                  .distinct()
                  .mapToLong(object -> object.sizeBytes())
                  .sum()
              / 5;
      if (raw > LARGE) {
        assertTrue(raw >= TIMES_FEWER * sent, sent + " tokens sent of at least " + raw);
      }
    }
  }

  /// Says every finding as the skill said it.
  private static dev.clew.models.openai.Answer parrot(OpenAiServer.Asked asked) {
    var text = new StringBuilder();
    asked.body().path("messages").forEach(message -> text.append(said(message)).append('\n'));
    var tree = JsonNodeFactory.instance.objectNode();
    tree.putArray("summary");
    var statements = tree.putArray("statements");
    FINDING
        .matcher(text)
        .results()
        .forEach(finding ->
            statements
                .addObject()
                .put("finding", finding.group(1))
                .put("text", finding.group(2).replaceFirst("^.*?\\. (?=[^.])", "")));
    tree.putArray("meaning");
    tree.putArray("next");
    return dev.clew.models.openai.Answer.saying(tree.toString());
  }

  private static String said(JsonNode message) {
    return message.path("content").asText("");
  }

  private Workplace workplace(ModelSettings models) {
    return CommandLines.workplace(setting(models), screen(new ByteArrayOutputStream()));
  }

  private Setting setting(ModelSettings models) {
    return new Setting(SAMPLES, folder, "test", false, Optional.empty(), models, Optional.empty());
  }

  private static Screen screen(ByteArrayOutputStream out) {
    return new Screen(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
        Terminal.plain(),
        false);
  }

  private Answer run(ModelSettings models, String skill, String target) {
    var out = new ByteArrayOutputStream();
    String[] arguments = {"run", skill, "--target", target, "--json"};
    CommandLines.line(screen(out), setting(models), arguments).execute(arguments);
    return AnswerJson.read(out.toByteArray(), skill + " on " + target);
  }
}
