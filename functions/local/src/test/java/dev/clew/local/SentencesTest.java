package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evidence.Fact;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Results;
import dev.clew.interpretation.ClaimCheck;
import dev.clew.interpretation.Interpreter;
import dev.clew.interpretation.Terminal;
import dev.clew.investigation.Asked;
import dev.clew.investigation.ModelNarration;
import dev.clew.investigation.SkillRunner;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.StepResult;
import dev.clew.models.ScriptedModel;
import dev.clew.models.guard.Allowance;
import dev.clew.models.guard.Models;
import dev.clew.models.guard.Prices;
import dev.clew.models.guard.Sending;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a model says of the bundled samples, true and false, written by hand from the answers: what
/// is true must be heard, what is false must not.
class SentencesTest {
  private static final Pattern PLACE = Pattern.compile("\\{([^{}]+)}");

  @TempDir private Path folder;

  /// A sentence of the file.
  ///
  /// @param advice whether it says what to do
  /// @param findings beginnings of titles
  private record Sentence(boolean isTrue, boolean advice, List<String> findings, String text) {
    static Sentence of(String line) {
      var parts = line.substring(2).split(" \\| ", 2);
      var about = List.of(parts[0].split("; "));
      return new Sentence(
          line.startsWith("+"),
          about.contains("next"),
          about.stream().filter(one -> !one.equals("next")).toList(),
          parts[1]);
    }
  }

  private record Case(String skill, String target, String question) {
    static Case of(String line) {
      var parts = line.substring(3).split(" \\| ", 2);
      var names = parts[0].split(" ");
      return new Case(names[0], names[1], parts[1]);
    }
  }

  @Test
  void whatIsTrueIsHeardAndWhatIsFalseIsNot() throws IOException {
    var refused = new ArrayList<String>();
    var believed = new ArrayList<String>();
    int said = 0;
    int lied = 0;
    var catalogue = Catalogue.load();
    var screen = new Screen(System.out, System.err, Terminal.plain(), false);
    var setting = new Setting(Path.of("samples"), folder, "test", false, Optional.empty());
    var tenant = CommandLines.workplace(setting, screen).open(Optional.empty());
    var runner = new SkillRunner(catalogue, tenant.reading(), System::nanoTime);
    for (var entry : cases().entrySet()) {
      var one = entry.getKey();
      var measured =
          (StepResult.Measured)
              runner.execute(
                  StepRequest.of(one.skill(), one.target()),
                  new Asked(one.question(), Allowance.USUAL));
      for (var sentence : entry.getValue()) {
        var wrong = wrong(catalogue, one, measured, sentence);
        said += sentence.isTrue() ? 1 : 0;
        lied += sentence.isTrue() ? 0 : 1;
        if (sentence.isTrue() && wrong.isPresent()) {
          refused.add(one.skill() + ": " + sentence.text() + "\n    " + wrong.get());
        } else if (!sentence.isTrue() && wrong.isEmpty()) {
          believed.add(one.skill() + ": " + sentence.text());
        }
      }
    }
    var report =
        (said - refused.size())
            + " of "
            + said
            + " true ones heard, "
            + believed.size()
            + " of "
            + lied
            + " false ones believed\nrefused:\n"
            + String.join("\n", refused)
            + "\nbelieved:\n"
            + String.join("\n", believed);
    assertTrue(said >= 60 && lied >= 60, "so many sentences are needed to tell: " + report);
    assertTrue(refused.size() * 10 <= said, report);
    assertTrue(believed.size() * 50 <= lied, report);
  }

  private static Optional<String> wrong(
      Catalogue catalogue, Case one, StepResult.Measured measured, Sentence sentence) {
    var results = measured.measurement().shown().orElseThrow();
    var reply = JsonNodeFactory.instance.objectNode();
    for (var list : List.of("summary", "statements", "meaning", "next")) {
      reply.putArray(list);
    }
    var item =
        reply
            .withArray(sentence.advice() ? "next" : "meaning")
            .addObject()
            .put("text", filled(sentence.text(), results));
    var about = item.putArray("findings");
    sentence.findings().forEach(title -> about.add(finding(title, results).id()));
    var models =
        Models.of(
            ScriptedModel.saying(reply.toString()),
            Models.settings(true, Prices.UNKNOWN, Sending.SILENT, () -> Duration.ofSeconds(5)));
    var spoken =
        new ModelNarration(models, catalogue, PromptFiles.PACKAGED)
            .of(
                catalogue.require(one.skill()),
                one.target(),
                measured.windows(),
                measured.measurement(),
                new Asked(one.question(), Allowance.USUAL));
    assertEquals(List.of(), spoken.use().troubles());
    return spoken.refusals().stream().map(ClaimCheck.Refusal::reason).findFirst();
  }

  private static Finding finding(String title, Results results) {
    return results.findings().stream()
        .filter(one -> Interpreter.fill(one.title(), results.facts()).startsWith(title))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no finding " + title));
  }

  /// Names of facts by their ids.
  private static String filled(String text, Results results) {
    return PLACE.matcher(text).replaceAll(match -> "{" + fact(match.group(1), results).id() + "}");
  }

  private static Fact fact(String name, Results results) {
    var pattern =
        Pattern.compile(
            Arrays.stream(name.split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
    return results.facts().stream()
        .filter(one -> pattern.matcher(one.name()).matches())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no fact " + name));
  }

  private static Map<Case, List<Sentence>> cases() throws IOException {
    var cases = new LinkedHashMap<Case, List<Sentence>>();
    try (var in = SentencesTest.class.getResourceAsStream("sentences.txt")) {
      var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      List<Sentence> into = List.of();
      for (var line : lines) {
        if (line.startsWith("== ")) {
          into = new ArrayList<>();
          cases.put(Case.of(line), into);
        } else if (line.startsWith("+ ") || line.startsWith("- ")) {
          into.add(Sentence.of(line));
        }
      }
    }
    return cases;
  }
}
