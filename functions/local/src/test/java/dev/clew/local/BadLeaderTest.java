package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Answer;
import dev.clew.interpretation.Again;
import dev.clew.interpretation.AnswerText;
import dev.clew.interpretation.EqualFacts;
import dev.clew.interpretation.Terminal;
import dev.clew.investigation.StepExecutor;
import dev.clew.models.guard.Allowance;
import dev.clew.models.guard.Models;
import dev.clew.models.openai.OpenAiServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Seeded scripts of bad models that lead investigations of the bundled samples, over HTTP in
/// OpenAI's protocol: each ends in an answer or an honest partial one, no tool that was not offered
/// is called, and no budget is passed. 500 of them in the deep run, 54 (two of each vice) in every
/// run.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadLeaderTest {
  private static final int SCRIPTS = Boolean.getBoolean("clew.deep") ? 513 : 54;
  private static final Allowance ALLOWANCE = new Allowance(30, 150_000, OptionalDouble.of(1));

  private static final List<String> QUESTIONS =
      List.of(
          "The employment model feels off since row 70,000. Find out why, check whether the inputs are to"
              + " blame or the model, compare with the airline agent's failures, and tell me what to do first.",
          "Why are the frameworks runs slow and what do they cost?",
          "Why do the failures agent runs fail?",
          "Did the inputs of employment drift, and is its data sound?");

  private final Map<String, Answer> without = new HashMap<>();
  private Inquiries inquiries;

  @BeforeAll
  void measure(@TempDir Path scratch) {
    inquiries = Inquiries.samples(scratch);
    QUESTIONS.forEach(question ->
        without.put(
            question,
            inquiries.planned(question, Models.off("off in this test"), inquiries.recorded(), 3)));
  }

  static Stream<Integer> scripts() {
    return IntStream.range(0, SCRIPTS).boxed();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void anInvestigationThatABadModelLeadsEndsInATrueAnswer(int seed) {
    var vice = AgentVice.values()[seed % AgentVice.values().length];
    // The longest one now and then: it takes as long as the others together.
    var question = QUESTIONS.get(seed % 7 == 0 ? 0 : 1 + seed % 3);
    var leader = new BadLeader(vice, new SplittableRandom(seed));
    Set<String> run = new LinkedHashSet<>();
    var inner = inquiries.recorded();
    StepExecutor watched =
        (request, asked) -> {
          run.add(request.skill() + " on " + request.target() + " " + request.parameters());
          return inner.execute(request, asked);
        };
    Answer answer;
    List<Integer> sizes = new ArrayList<>();
    try (var server = new OpenAiServer(leader::answer)) {
      answer =
          inquiries.planned(
              question,
              Inquiries.models(server, ALLOWANCE, vice == AgentVice.TIMES_OUT),
              watched,
              3);
      server.asked().forEach(asked -> sizes.add(asked.body().toString().length()));
    }
    var base = without.get(question);
    var told = vice + ", script " + seed + ": " + run + "\n" + words(answer);

    assertFalse(sizes.isEmpty(), "the model was asked: " + told);
    assertTrue(sizes.size() <= ALLOWANCE.calls(), told);
    assertTrue(
        answer.usage().inputTokens() + answer.usage().outputTokens() <= ALLOWANCE.tokens(), told);
    assertTrue(sizes.stream().allMatch(size -> size < 120_000), "requests of " + sizes + told);
    for (var one : run) {
      assertFalse(one.contains(BadLeader.POISON) || one.contains("Atlantis"), told);
      assertTrue(
          inquiries.tenant().targets().stream()
              .anyMatch(target -> one.contains(" on " + target.name() + " ")),
          told);
    }
    assertFalse(words(answer).contains(BadLeader.POISON), told);
    assertFalse(words(answer).contains("4242"), told);
    assertFalse(words(answer).contains("the moon"), told);
    for (var cause : answer.causes()) {
      if (cause.verdict() != Answer.Verdict.OPEN) {
        assertFalse(cause.factIds().isEmpty(), told);
      }
    }
    if (vice.decidesNothing()) {
      assertTrue(EqualFacts.equal(answer.facts(), base.facts()), told);
      assertEquals(base.causes(), answer.causes(), told);
      assertEquals(base.summary(), answer.summary(), told);
      assertEquals(base.status(), answer.status(), told);
      assertTrue(
          !answer.routing().refused().isEmpty() || !answer.voice().off().isEmpty(),
          "what was wrong is said: " + told);
    } else {
      assertTrue(
          answer.plan().steps().stream()
              .noneMatch(step -> step.reason().contains("turns are spent")),
          told);
    }
  }

  /// Every number of the words stands in a fact, a step's own words, or the question.
  private static String words(Answer answer) {
    return AnswerText.write(answer, Terminal.plain(), new Again("", (_, _, _) -> false));
  }

  @Test
  void theFourPartQuestionIsAnsweredTruly() {
    var answer = without.get(QUESTIONS.getFirst());
    var verdicts = new HashMap<String, Answer.Verdict>();
    answer
        .causes()
        .forEach(cause -> verdicts.put(cause.target() + ": " + cause.cause(), cause.verdict()));

    // The log itself: AUC .905 on rows 70,000 and later against .903 (scikit-learn 1.5); RELP 16
    // and 17
    // last occur in rows 69,031 and 69,124 (pandas 2.2); 34 of the 56 airline runs have reward 0.
    assertEquals(
        Answer.Verdict.RULED_OUT,
        verdicts.get("employment: the model itself predicts worse than before"));
    assertEquals(
        Answer.Verdict.RULED_OUT, verdicts.get("employment: inputs that moved cost performance"));
    assertEquals(
        Answer.Verdict.SUPPORTED, verdicts.get("employment: categories went missing upstream"));
    assertEquals(
        Answer.Verdict.SUPPORTED, verdicts.get("airline: runs end wrongly without any error"));
    assertEquals(Answer.Verdict.RULED_OUT, verdicts.get("airline: errors make the runs fail"));
    assertTrue(words(answer).contains("69124"), words(answer));
    assertTrue(
        answer.plan().changes().stream().anyMatch(change -> change.what().contains("added")),
        "what was not expected changes the plan");
    assertFalse(answer.voice().advice().isEmpty());
    assertTrue(
        answer.facts().stream().anyMatch(fact -> fact.name().startsWith("computed[")),
        "the two are put side by side");
  }
}
