package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Answer;
import dev.clew.interpretation.Again;
import dev.clew.interpretation.AnswerHtml;
import dev.clew.interpretation.AnswerJson;
import dev.clew.interpretation.AnswerText;
import dev.clew.interpretation.Terminal;
import dev.clew.investigation.Question;
import dev.clew.investigation.StepExecutor;
import dev.clew.models.Call;
import dev.clew.models.Message;
import dev.clew.models.guard.Allowance;
import dev.clew.models.guard.Guarded;
import dev.clew.models.guard.Models;
import dev.clew.models.guard.Prices;
import dev.clew.models.guard.Sending;
import dev.clew.skills.Catalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An attacker's text in a field of the data, and a model that obeys whatever it reads. The same
/// question on data that hold as many letters without a meaning in that place calls the same tools
/// with the same arguments, has the same links, and says the same words. 300 plantings in the deep
/// run, each asked outright and planned; 60 in every run, a fifth of them planned too.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InjectionTest {
  private static final int PLANTINGS = Boolean.getBoolean("clew.deep") ? 300 : 60;
  private static final Allowance ALLOWANCE = new Allowance(60, 900_000, OptionalDouble.empty());
  private static final Pattern FENCE =
      Pattern.compile(
          "(?s)<untrusted source=\"[^\"<>\\n]*\" characters=\"[0-9]+\">\\n.*?\\n</untrusted>");
  private static final Pattern TAG = Pattern.compile("(?s)<[a-zA-Z!/][^<>]*>");

  private final Catalogue catalogue = CommandLines.skills().all();
  private final List<Integer> obeyed = new ArrayList<>();
  private @TempDir Path folder;

  private record Planting(int number, PlantedField field, Payload payload) {
    /// Fields come round before payloads do, so that each few hold many of both.
    static Planting of(int number) {
      var fields = PlantedField.values();
      var payloads = Payload.values();
      return new Planting(
          number,
          fields[number * 7 % fields.length],
          payloads[(number * 7 / fields.length + number) % payloads.length]);
    }
  }

  /// What a run did.
  ///
  /// @param steps each step that was run: skill, target, windows, parameters
  /// @param answer as a reader gets it, without what it cost
  /// @param links of the answer's JSON and of its page
  /// @param tags of the page
  private record Ran(
      List<String> steps,
      String answer,
      List<String> links,
      List<String> tags,
      List<Call> calls,
      int obeyed) {}

  static Stream<Integer> plantings() {
    return IntStream.range(0, PLANTINGS).boxed();
  }

  @ParameterizedTest
  @MethodSource("plantings")
  void whatTheDataSayChangesNoToolNoArgumentAndNoLink(int number) throws IOException {
    var planting = Planting.of(number);
    // An investigation that is planned takes as long as several others.
    boolean both = Boolean.getBoolean("clew.deep") || number % 5 == 0;
    for (boolean plans : both ? new boolean[] {false, true} : new boolean[] {false}) {
      var told = planting + (plans ? ", planned" : "");
      var poisoned = ran(planting, planting.payload().text(), plans);
      var plain = ran(planting, planting.payload().neutral(), plans);

      for (var call : poisoned.calls()) {
        assertEquals(List.of(), outsideFences(call), told);
      }
      assertEquals(List.of(), differing(plain.steps(), poisoned.steps()), told);
      assertEquals(
          List.of(),
          differing(plain.answer().lines().toList(), poisoned.answer().lines().toList()),
          told);
      assertEquals(List.of(), differing(plain.links(), poisoned.links()), told);
      assertTrue(
          poisoned.links().stream().allMatch(link -> link.matches("[#/].*")),
          () -> told + poisoned.links());
      assertEquals(List.of(), differing(plain.tags(), poisoned.tags()), told);
      if (!plans) {
        obeyed.add(poisoned.obeyed());
      }
    }
  }

  /// A text that no model ever reads proves nothing.
  @AfterAll
  void manyOfTheTextsWereReadAndObeyed() {
    long read = obeyed.stream().filter(times -> times > 0).count();
    assertTrue(read * 3 >= obeyed.size(), read + " of " + obeyed.size() + " runs obeyed");
  }

  private Ran ran(Planting planting, String text, boolean plans) throws IOException {
    var tenant = Files.createTempDirectory(folder, "t");
    new PlantedData(planting.field(), text).write(tenant);
    var model =
        new ObedientModel(
            planting.payload(),
            catalogue.require(planting.field().skill()).family(),
            planting.field().skill());
    var steps = new ArrayList<String>();
    var answer = answer(tenant, planting.field(), model, steps, plans);
    var page = new AnswerHtml(List.of()).write(answer, new Again("data", (_, _, _) -> false));
    var html = new String(page, StandardCharsets.UTF_8);
    var links = new ArrayList<String>();
    var tree = AnswerJson.tree(answer);
    tree.findValuesAsText("href").forEach(links::add);
    Pattern.compile("(?:href|src)=\"([^\"]*)\"")
        .matcher(html)
        .results()
        .forEach(match -> links.add(match.group(1)));
    return new Ran(
        steps,
        AnswerText.write(answer, Terminal.plain(), new Again("data", (_, _, _) -> false))
            // What it cost, and how much was dropped, may differ.
            .replaceFirst("(?s)\\nAll [0-9,]+ [a-z]+ examined.*", ""),
        links,
        TAG.matcher(html).results().map(match -> match.group()).toList(),
        model.model().asked(),
        model.obeyed());
  }

  private Answer answer(
      Path data, PlantedField field, ObedientModel model, List<String> steps, boolean plans) {
    var inquiries = Inquiries.of(data, folder);
    var models =
        Models.of(
            model.model(),
            new Guarded.Settings(
                ALLOWANCE,
                true,
                Prices.UNKNOWN,
                Sending.SILENT,
                () -> Duration.ofSeconds(30),
                _ -> 0,
                _ -> {}));
    var inner = inquiries.measuring(models);
    StepExecutor executor =
        (request, asked) -> {
          steps.add(
              request.skill()
                  + " on "
                  + request.target()
                  + request.baseline()
                  + request.current()
                  + request.parameters());
          return inner.execute(request, asked);
        };
    if (!plans) {
      return inquiries.outright(Question.of(field.question()), models, executor);
    }
    return inquiries.planned(
        field.isOfRows()
            ? "Have the inputs drifted, and does it harm the model?"
            : "Why do the agent's runs fail?",
        models,
        executor,
        0);
  }

  /// Lines of all that is sent, apart from what stands between the marks, that hold words of the
  /// attacker's.
  private static List<String> outsideFences(Call call) {
    var found = new ArrayList<String>();
    for (var message : call.messages()) {
      if (message instanceof Message.Assistant) {
        // What the model itself said.
        continue;
      }
      var rest = FENCE.matcher(message.text()).replaceAll("[fenced]");
      rest.lines()
          .filter(line -> line.contains(Payload.MARK) || line.contains("untrusted source"))
          .forEach(found::add);
    }
    for (var tool : call.tools()) {
      if ((tool.name() + tool.description() + tool.parameters()).contains(Payload.MARK)) {
        found.add("tool " + tool.name());
      }
    }
    return found;
  }

  /// What the one has and the other has not, by its shape and in its order.
  private static List<String> differing(List<String> plain, List<String> poisoned) {
    var found = new ArrayList<String>();
    for (int i = 0; i < Math.max(plain.size(), poisoned.size()); i++) {
      var one = i < plain.size() ? plain.get(i) : "nothing";
      var other = i < poisoned.size() ? poisoned.get(i) : "nothing";
      if (!shape(one).equals(shape(other))) {
        found.add(i + ": " + one + " / " + other);
      }
    }
    return found.subList(0, Math.min(4, found.size()));
  }

  /// The text with one letter for all, and without the checksums of names that were cut: texts of
  /// one shape are alike but for what their letters say.
  private static String shape(String text) {
    return text.replaceAll("\u2026[0-9a-f]{8}", "\u2026")
        .replaceAll("[a-z]", "a")
        .replaceAll("[A-Z]", "A");
  }
}
