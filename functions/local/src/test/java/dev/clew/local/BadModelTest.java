package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.clew.evidence.Answer;
import dev.clew.evidence.Results;
import dev.clew.interpretation.Again;
import dev.clew.interpretation.AnswerJson;
import dev.clew.interpretation.AnswerText;
import dev.clew.interpretation.EqualFacts;
import dev.clew.interpretation.Terminal;
import dev.clew.investigation.Question;
import dev.clew.investigation.StepResult;
import dev.clew.models.guard.Allowance;
import dev.clew.models.guard.Models;
import dev.clew.models.openai.OpenAiServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Seeded scripts of bad models, over HTTP in OpenAI's protocol: whatever they do, the answer is
/// true. 200 of them in the deep run, 50 (two of each vice) in every run.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadModelTest {
  private static final int SCRIPTS = Boolean.getBoolean("clew.deep") ? 200 : 50;

  private record Case(String skill, String target, String question) {}

  private static final List<Case> CASES =
      List.of(
          new Case("failure-patterns", "airline", "Why do the airline agent's runs fail?"),
          new Case("token-cost", "frameworks", "Which models burn the tokens of the frameworks?"),
          new Case("performance-degradation", "employment", "Did the employment model get worse?"),
          new Case("drift", "employment", "Which inputs of the employment model drifted?"),
          new Case("cohort-comparison", "airline", "Compare the airline's passed and failed runs"),
          new Case("latency", "frameworks", "What makes the slow runs of the frameworks slow?"),
          new Case("trace-diagnosis", "failures", "Walk me through the failed trace"),
          new Case("data-quality", "employment", "Are the employment rows clean?"));

  private final Map<Case, StepResult.Measured> measured = new LinkedHashMap<>();
  private final Map<Case, Answer> without = new LinkedHashMap<>();
  private Inquiries inquiries;

  @BeforeAll
  void measure(@TempDir Path scratch) {
    inquiries = Inquiries.samples(scratch);
    for (var one : CASES) {
      without.put(one, answer(one, Models.off("off in this test")));
    }
    assertEquals(CASES.size(), measured.size());
  }

  static Stream<Integer> scripts() {
    return IntStream.range(0, SCRIPTS).boxed();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aBadModelsAnswerIsTrue(int seed) throws IOException {
    var vice = Vice.values()[seed % Vice.values().length];
    var one = CASES.get((seed / Vice.values().length + seed) % CASES.size());
    var card = CommandLines.skills().all().require(one.skill());
    var results = results(one);
    var liar =
        new Liar(
            vice, new SplittableRandom(seed), card.family(), one.skill(), one.target(), results);
    Answer answer;
    int requests;
    try (var server = new OpenAiServer(liar::answer)) {
      answer = answer(one, models(server, vice));
      requests = server.asked().size();
    }
    var said = AnswerText.write(answer, Terminal.plain(), new Again("", (_, _, _) -> false));
    var told = vice + " on " + one.skill() + ":\n" + said;

    assertTrue(requests > 0, "the model was asked");
    assertEquals(List.of(), ReadersCheck.wrong(answer, without.get(one)), told);
    for (var lie : liar.lies()) {
      assertFalse(words(answer).contains(lie), "'" + lie + "' reached the reader: " + told);
    }
    assertTrue(EqualFacts.equal(answer.facts(), without.get(one).facts()), told);
    assertEquals(without.get(one).status(), answer.status(), told);
    assertEquals(List.of(), schemaErrors(answer), told);
    assertTrue(answer.usage().modelCalls() <= Allowance.USUAL.calls(), told);
    if (vice.lies()) {
      assertTrue(
          liar.lies().isEmpty() || answer.dropped() > 0, "what was dropped is counted: " + told);
    } else if (vice.choosesBadly() && vice != Vice.MADE_UP_WINDOW) {
      assertFalse(answer.routing().refused().isEmpty(), "what was refused is said: " + told);
      assertEquals(Answer.Mode.MIXED, answer.mode(), told);
    } else if (vice == Vice.MADE_UP_WINDOW) {
      assertEquals(2, answer.routing().refused().size(), told);
    } else {
      assertFalse(answer.voice().off().isEmpty() && answer.mode() == Answer.Mode.MODEL, told);
    }
  }

  @Test
  void aModelThatSaysWhatTheSkillsSayIsHeard() {
    var one = CASES.getFirst();
    var liar =
        new Liar(
            Vice.MADE_UP_WINDOW,
            new SplittableRandom(1),
            "applications",
            one.skill(),
            one.target(),
            results(one));
    try (var server = new OpenAiServer(liar::answer)) {
      var answer = answer(one, models(server, Vice.MADE_UP_WINDOW));

      assertEquals(0, answer.dropped());
      assertEquals(Answer.Mode.MODEL, answer.mode());
      assertFalse(answer.voice().meaning().isBlank());
      assertEquals("127.0.0.1", answer.voice().host());
      assertTrue(answer.usage().inputTokens() > 0);
      assertEquals(64, answer.versions().prompts().length());
    }
  }

  private Results results(Case one) {
    return measured.get(one).measurement().shown().orElseThrow();
  }

  private static String words(Answer answer) {
    var words = new ArrayList<String>();
    words.add(answer.summary());
    answer.findings().forEach(finding -> words.add(finding.statement()));
    words.add(answer.voice().meaning());
    words.addAll(answer.voice().advice());
    return String.join("\n", words);
  }

  private Answer answer(Case one, Models models) {
    var steps = inquiries.recorded(models, UnaryOperator.identity());
    return inquiries.outright(
        Question.of(one.question()).about(one.target()),
        models,
        (request, asked) -> {
          assertEquals(one.skill(), request.skill());
          var result = steps.execute(request, asked);
          if (result instanceof StepResult.Measured found) {
            measured.putIfAbsent(one, found);
          }
          return result;
        });
  }

  private static Models models(OpenAiServer server, Vice vice) {
    return Inquiries.models(server, Allowance.USUAL, vice == Vice.TIMES_OUT);
  }

  private static List<String> schemaErrors(Answer answer) throws IOException {
    try (var in = Answer.class.getResourceAsStream("answer.schema.json")) {
      var schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(in, InputFormat.JSON);
      return schema
          .validate(new String(AnswerJson.write(answer), StandardCharsets.UTF_8), InputFormat.JSON)
          .stream()
          .map(Object::toString)
          .toList();
    }
  }
}
