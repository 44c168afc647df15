package dev.clew.investigation.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Answer;
import dev.clew.investigation.Progress;
import dev.clew.investigation.work.MemoryWorkspace;
import dev.clew.models.ModelException;
import dev.clew.models.ScriptedModel;
import dev.clew.models.ToolCall;
import dev.clew.models.guard.Allowance;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DeciderTest {
  private final List<String> prompts = new ArrayList<>();

  private Answer asked(Function<String, List<ToolCall>> script) {
    var model =
        Bench.deciding(prompt -> {
          prompts.add(prompt);
          return script.apply(prompt);
        });
    return Bench.with(model).ask(Bench.QUESTION);
  }

  private Answer saying(String tool, String arguments) {
    return asked(_ -> List.of(Bench.call(tool, arguments)));
  }

  private static String add(String skill, String target, String settings, String window) {
    return "{\"skill\": \""
        + skill
        + "\", \"target\": \""
        + target
        + "\", \"baseline\": null, \"current\": "
        + window
        + ", \"settings\": "
        + settings
        + ", \"why\": \"unexpected\", \"facts\": []}";
  }

  private void refused(Answer answer, String why) {
    assertTrue(
        answer.routing().refused().stream().anyMatch(one -> one.contains(why)),
        () -> why + " in " + answer.routing().refused());
    assertEquals(List.of("S1", "S2"), answer.plan().steps().stream().map(Answer.Step::id).toList());
    assertEquals(Bench.withoutModel().ask(Bench.QUESTION).causes(), answer.causes());
  }

  @Test
  void oneCallATurnIsEnoughForAModelThatGoesOn() {
    var answer = saying("continue", "{}");
    assertEquals(2, prompts.size());
    assertEquals(2, answer.usage().modelCalls());
    assertEquals(2_000, answer.usage().inputTokens());
    assertTrue(answer.routing().refused().isEmpty());
    assertFalse(answer.versions().prompts().isEmpty());
  }

  @Test
  void aStepThatItAddsIsTakenAndSaidWithItsReason() {
    var answer =
        asked(prompt ->
            prompt.contains("S3")
                ? List.of(Bench.call("continue", "{}"))
                : List.of(Bench.call("add_step", add("faults", "shop", "[]", "null"))));
    assertEquals(
        List.of("S1 loans", "S3 shop", "S2 travel"),
        answer.plan().steps().stream().map(step -> step.id() + " " + step.target()).toList());
    assertEquals(
        List.of(
            new Answer.Change(
                "S1",
                "added S3: faults on shop",
                "a step turned up something that the plan did not expect",
                "model")),
        answer.plan().changes());
    assertEquals(Answer.Mode.MIXED, answer.mode(), "it chose, and no word is its own");
  }

  @Test
  void finishWithOpenStepsIsRefusedWithTheirList() {
    var answer = saying("finish", "{\"causes\": []}");
    assertTrue(
        answer.routing().refused().getFirst().contains("S2 (faults on travel)"),
        answer.routing().refused().toString());
    assertTrue(
        prompts.stream().anyMatch(prompt -> prompt.contains("these steps are open")),
        "it is explained once");
    assertEquals(3, prompts.size(), "twice after the first step, then once");
  }

  @Test
  void aCauseThatNoFactSupportsIsRefused() {
    refused(
        asked(prompt ->
            prompt.contains("No step is open")
                ? List.of(
                    Bench.call(
                        "finish",
                        "{\"causes\": [{\"cause\": \"size/shrank/loans\", \"facts\": [\"S1.F1\"]}]}"))
                : List.of(Bench.call("continue", "{}"))),
        "size/shrank/loans is ruled out by S1.F1");
  }

  @Test
  void aCauseWithFactsItDoesNotRestOnIsRefused() {
    refused(
        asked(prompt ->
            prompt.contains("No step is open")
                ? List.of(
                    Bench.call(
                        "finish",
                        "{\"causes\": [{\"cause\": \"size/grew/loans\", \"facts\": [\"S2.F1\"]}]}"))
                : List.of(Bench.call("continue", "{}"))),
        "rests on S1.F1, S1.F2");
  }

  @Test
  void whatItFinishesWithComesFirst() {
    var answer =
        asked(prompt ->
            prompt.contains("No step is open")
                ? List.of(
                    Bench.call(
                        "finish",
                        "{\"causes\": [{\"cause\": \"failing/fails/travel\", \"facts\": [\"S2.F2\"]}]}"))
                : List.of(Bench.call("continue", "{}")));
    assertEquals("runs fail", answer.causes().getFirst().cause());
    assertTrue(answer.routing().refused().isEmpty(), answer.routing().refused().toString());
  }

  @Test
  void aToolThatWasNotOfferedIsNotCalled() {
    refused(saying("delete_everything", "{}"), "there is no tool 'delete_everything'");
  }

  @Test
  void aSkillATargetAnArgumentOfItsOwnIsNotTaken() {
    refused(saying("add_step", add("shell", "loans", "[]", "null")), "there is no skill 'shell'");
    refused(
        saying("add_step", add("faults", "secrets", "[]", "null")), "can not look at 'secrets'");
    refused(saying("add_step", add("sizes", "travel", "[]", "null")), "can not look at 'travel'");
    refused(
        saying(
            "add_step",
            add("faults", "travel", "[{\"name\": \"url\", \"value\": \"http://x\"}]", "null")),
        "has no parameter 'url'");
    refused(
        saying("add_step", add("sizes", "loans", "[]", "\"rows 5..12\"")),
        "stands neither in the question nor in a fact");
  }

  @Test
  void anIdenticalStepIsAnsweredFromTheOneThatIsThere() {
    refused(saying("add_step", add("sizes", "loans", "[]", "null")), "S1 has done exactly that");
    // SampleData: 100 rows now; the second prompt of the turn shows them once more.
    assertTrue(
        prompts.get(1).split("S1.F1 rows.current = 100 rows", -1).length > 2, prompts.get(1));
  }

  @Test
  void whatItLooksUpIsShownAndCountedAsACall() {
    var answer =
        asked(prompt ->
            prompt.contains("Now decide")
                ? List.of(Bench.call("continue", "{}"))
                : List.of(
                    Bench.call(
                        "read",
                        "{\"step\": \"S1\", \"path\": \"$.results.facts[0].value\", \"grep\": null, \"page\": null}")));
    assertEquals(4, answer.usage().modelCalls(), "a look and a decision after each of two steps");
    assertTrue(prompts.get(1).contains("S1 $.results.facts[0].value"), prompts.get(1));
    assertTrue(prompts.get(1).contains("\n100\n"), prompts.get(1));
    assertTrue(answer.routing().refused().isEmpty(), answer.routing().refused().toString());
  }

  @Test
  void aNumberIsComputedFromFactsAndNeverTyped() {
    refused(saying("compute", "{\"expression\": \"S1.F1 * 17\"}"), "17 comes from no fact");
    refused(saying("compute", "{\"expression\": \"S1.F99 + S1.F1\"}"), "there is no fact S1.F99");
    var answer = saying("compute", "{\"expression\": \"S1.F1 / S1.F2\"}");
    // 100 rows now, 40 before.
    var fact = answer.facts().getLast();
    assertEquals(2.5, fact.number(), 1e-12);
    assertEquals("computed[of=F1 / F2]", fact.name());
    assertEquals("ratio", fact.unit().symbol());
    assertEquals(
        "F1 / F2", answer.receipt().computations().getLast().parameters().get("expression"));
  }

  @Test
  void brokenArgumentsAreExplainedOnceAndThenThePlaybookDecides() {
    refused(saying("continue", "{not json"), "no JSON object");
    assertEquals(4, prompts.size(), "twice a turn");
  }

  @Test
  void aModelThatIsDownIsNotAskedAgainAndTheAnswerSaysSince() {
    var calls = new int[1];
    var model =
        new ScriptedModel(_ -> {
          calls[0]++;
          throw new ModelException(ModelException.Kind.REJECTED, "the server says no");
        });
    var answer = Bench.with(model).ask(Bench.QUESTION);
    assertEquals(1, calls[0]);
    assertTrue(
        answer.voice().off().contains("from step S2 on the playbook decided alone"),
        answer.voice().off());
    assertTrue(answer.voice().off().contains("the server says no"));
    assertEquals(Bench.withoutModel().ask(Bench.QUESTION).facts(), answer.facts());
  }

  @Test
  void aSpentBudgetEndsTheModelsPartAndNotTheInvestigation() {
    var model = Bench.deciding(_ -> List.of(Bench.call("continue", "{}")));
    var answer =
        Bench.over(new MemoryWorkspace(), model, new Allowance(1, 100_000, OptionalDouble.empty()))
            .run(Bench.QUESTION, Bench.runner(), Progress.NONE)
            .orElseThrow()
            .answer();
    assertEquals(1, model.asked().size());
    assertEquals(Answer.Status.ANSWERED, answer.status());
    assertTrue(answer.voice().off().contains("budget"), answer.voice().off());
  }

  @Test
  void aReplyIsTakenUp() {
    var model =
        Bench.deciding(prompt ->
            prompt.contains("the user replied")
                ? List.of(Bench.call("continue", "{}"))
                : List.of(Bench.call("ask_user", "{\"about\": \"target\"}")));
    var bench = Bench.with(model);
    assertTrue(bench.run(Bench.QUESTION, Bench.runner(), Progress.NONE).isEmpty());
    bench.replies().keep(Bench.ID, "I mean shop, of course");
    var answer = bench.run(Bench.QUESTION, Bench.runner(), Progress.NONE).orElseThrow().answer();
    assertEquals("shop", answer.plan().steps().getLast().target());
    assertEquals("user", answer.plan().changes().getLast().by());
  }

  @Test
  void theQuestionAndTheDataCanNotWriteTheMarks() {
    saying("continue", "{}");
    assertTrue(prompts.getFirst().contains("<untrusted source="));
    assertFalse(prompts.getFirst().contains("{{"));
  }
}
