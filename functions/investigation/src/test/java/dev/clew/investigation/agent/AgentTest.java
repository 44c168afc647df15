package dev.clew.investigation.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Results;
import dev.clew.evidence.StepStatus;
import dev.clew.investigation.Investigator;
import dev.clew.investigation.Progress;
import dev.clew.investigation.Question;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.samples.SampleData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentTest {
  private static Answer.Cause cause(Answer answer, String cause) {
    return answer.causes().stream()
        .filter(one -> one.cause().equals(cause))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aQuestionOfTwoAsksIsPlannedAndAnswered() {
    var answer = Bench.withoutModel().ask(Bench.QUESTION);

    assertEquals(Answer.Status.ANSWERED, answer.status());
    assertEquals(
        List.of("S1 sizes loans DONE", "S2 faults travel DONE"),
        answer.plan().steps().stream()
            .map(step -> step.id() + " " + step.skill() + " " + step.target() + " " + step.status())
            .toList());
    assertEquals(Answer.Mode.PLAYBOOK, answer.mode());
  }

  @Test
  void eachCauseIsSupportedRuledOutOrOpenAndSaysWhy() {
    // SampleData: 100 rows now, 40 before; 2 of 5 travel runs failed; no fact speaks of late rows.
    var answer = Bench.withoutModel().ask(Bench.QUESTION);

    var grew = cause(answer, "the log grew");
    assertEquals(Answer.Verdict.SUPPORTED, grew.verdict());
    assertEquals("There are {F1} now and there were {F2} before.", grew.reason());
    assertEquals(List.of("F1", "F2"), grew.factIds());
    assertEquals(Answer.Verdict.RULED_OUT, cause(answer, "the log shrank").verdict());
    var late = cause(answer, "rows come late");
    assertEquals(Answer.Verdict.OPEN, late.verdict());
    assertTrue(late.reason().contains("takes a clock"));
    assertEquals(Answer.Verdict.SUPPORTED, cause(answer, "runs fail").verdict());
    assertEquals(
        List.of("runs fail", "the log grew", "the log shrank", "rows come late"),
        answer.causes().stream().map(Answer.Cause::cause).toList(),
        "supported by what the findings weigh, then ruled out, then open");
    assertEquals(
        List.of("travel: Read one that failed.", "loans: Look at what feeds the log."),
        answer.voice().advice());
  }

  @Test
  void aCauseWithLittleBehindItSaysSo() {
    StepExecutor doubtful =
        (request, asked) -> {
          var result = Bench.runner().execute(request, asked);
          return request.skill().equals("sizes") ? doubting(result) : result;
        };
    var answer =
        Bench.withoutModel().run(Bench.QUESTION, doubtful, Progress.NONE).orElseThrow().answer();
    assertEquals(
        "There are {F1} now and there were {F2} before. The evidence for this is weak.",
        cause(answer, "the log grew").reason());
    assertEquals("{F4} of {F3} failed.", cause(answer, "runs fail").reason());
    assertEquals(2, answer.summary().lines().count(), "a paragraph for each target");
  }

  /// The same result, its findings less likely true than not.
  private static StepResult doubting(StepResult result) {
    var measured = (StepResult.Measured) result;
    var shown = measured.measurement().shown().orElseThrow();
    return new StepResult.Measured(
        measured.request(),
        measured.windows(),
        new Measurement.Found(
            new Results(
                shown.findings().stream()
                    .map(one ->
                        new Finding(
                            one.id(),
                            one.title(),
                            one.severity(),
                            0.4,
                            one.statement(),
                            one.factIds(),
                            one.evidenceIds(),
                            one.judged()))
                    .toList(),
                shown.facts(),
                shown.evidence(),
                shown.computations(),
                shown.coverage(),
                shown.looks(),
                shown.next(),
                shown.opening(),
                shown.asked())),
        measured.bytesRead(),
        measured.rowsRead(),
        measured.elapsed(),
        measured.said(),
        measured.spoken());
  }

  @Test
  void anIdenticalStepIsNotAddedAndAnUnexpectedOneIsWithItsReason() {
    var whole =
        new Question(
            "How many rows does the loans log have?",
            Optional.empty(),
            Optional.of("0..20"),
            Optional.of("20..100"),
            Map.of(),
            Optional.empty());
    var answer =
        Bench.withoutModel()
            .run(whole, List.of(), Bench.runner(), Progress.NONE)
            .orElseThrow()
            .answer();
    assertEquals(List.of("S1", "S2"), answer.plan().steps().stream().map(Answer.Step::id).toList());
    assertEquals(
        List.of(
            new Answer.Change("S1", "added S2: sizes on loans", "the log is large", "playbook")),
        answer.plan().changes());
    assertTrue(
        Bench.withoutModel().ask(Bench.QUESTION).plan().changes().isEmpty(),
        "over the same windows it would be the same step");
  }

  @Test
  void aStepThatFailsIsBlockedAndTheOthersAreStillTold() {
    StepExecutor failing =
        (request, asked) ->
            request.skill().equals("faults")
                ? new StepResult.Failed(
                    request,
                    new Problem(Problem.Kind.DATA, "no such bytes", "traces/travel", "look"),
                    Duration.ZERO)
                : Bench.runner().execute(request, asked);
    var outcome = Bench.withoutModel().run(Bench.QUESTION, failing, Progress.NONE).orElseThrow();
    var answer = outcome.answer();

    assertEquals(Answer.Status.PARTIAL, answer.status());
    assertEquals(StepStatus.BLOCKED, answer.plan().steps().getLast().status());
    assertTrue(answer.plan().steps().getLast().reason().contains("no such bytes"));
    assertEquals(Answer.Verdict.OPEN, cause(answer, "runs fail").verdict());
    assertTrue(answer.summary().contains("Not seen: faults on travel"), answer.summary());
    assertEquals(1, outcome.problems().size());
  }

  @Test
  void whatTheRuntimeCaughtBlocksTheStep() {
    var bench = Bench.withoutModel();
    var agent = bench.agent();
    agent.plan(Bench.matter(), Progress.NONE);
    var next = agent.failed(Bench.ID, "States.Timeout", SampleData.targets(), Progress.NONE);
    assertEquals("S2", assertInstanceOf(Turn.Next.Step.class, next.next()).stepId());
    bench.steps().run(Bench.ID, "S2", Bench.runner());
    agent.reflect(Bench.ID, SampleData.targets(), Progress.NONE);
    var answer = agent.report(Bench.ID, List.of(), Progress.NONE).answer();
    assertTrue(answer.plan().steps().getFirst().reason().contains("States.Timeout"));
    assertEquals(Answer.Status.PARTIAL, answer.status());
  }

  @Test
  void eachTurnMayBeTakenTwice() {
    var bench = Bench.withoutModel();
    var agent = bench.agent();
    for (int i = 0; i < 3; i++) {
      var turn = agent.plan(Bench.matter(), Progress.NONE);
      assertEquals("S1", assertInstanceOf(Turn.Next.Step.class, turn.next()).stepId());
      assertEquals(1, turn.turns());
      assertEquals(turn, agent.reflect(Bench.ID, SampleData.targets(), Progress.NONE));
    }
    bench.steps().run(Bench.ID, "S1", Bench.runner());
    var second = agent.reflect(Bench.ID, SampleData.targets(), Progress.NONE);
    assertEquals(second, agent.reflect(Bench.ID, SampleData.targets(), Progress.NONE));
    bench
        .steps()
        .run(
            Bench.ID,
            "S1",
            (_, _) -> {
              throw new AssertionError("a step whose result is kept is run again");
            });
  }

  @Test
  void thePlanIsToldAndItsStepsTickOff() {
    var told = new ArrayList<Progress.Event>();
    Bench.withoutModel().run(Bench.QUESTION, Bench.runner(), told::add);
    var lists =
        told.stream()
            .filter(Progress.Event.Todo.class::isInstance)
            .map(event ->
                ((Progress.Event.Todo) event)
                    .items().stream().map(Progress.Event.Item::status).toList())
            .toList();
    assertEquals(
        List.of(
            List.of(StepStatus.IN_PROGRESS, StepStatus.PENDING),
            List.of(StepStatus.DONE, StepStatus.IN_PROGRESS),
            List.of(StepStatus.DONE, StepStatus.DONE)),
        lists);
    assertInstanceOf(Progress.Event.Answered.class, told.getLast());
  }

  @Test
  void aCancelledInvestigationTakesNoFurtherStep() {
    var bench = Bench.withoutModel();
    var cancelled =
        new Progress() {
          private boolean now;

          @Override
          public void on(Event event) {}

          @Override
          public boolean cancelled() {
            return now;
          }
        };
    StepExecutor once =
        (request, asked) -> {
          assertFalse(cancelled.now, "a step is run after it was cancelled");
          cancelled.now = true;
          return Bench.runner().execute(request, asked);
        };
    assertEquals(Optional.empty(), bench.run(Bench.QUESTION, once, cancelled));
    assertInstanceOf(
        Turn.Next.Cancelled.class,
        bench.agent().reflect(Bench.ID, SampleData.targets(), Progress.NONE).next());
  }

  @Test
  void whatNothingFitsIsAnsweredWithWhy() {
    var outcome =
        Bench.withoutModel().run("Please sing a song of old.", Bench.runner(), Progress.NONE);
    var answer = outcome.map(Investigator.Outcome::answer).orElseThrow();
    assertEquals(Answer.Status.UNKNOWN, answer.status());
    assertTrue(answer.plan().steps().isEmpty());
    assertFalse(answer.summary().isEmpty());
  }

  @Test
  void whatEarlierTurnsFoundIsCarriedAsFacts() {
    var first = Bench.withoutModel().ask(Bench.QUESTION);
    var kept = Earlier.kept(first);
    assertEquals(first.causes(), kept.causes());
    assertTrue(kept.evidence().isEmpty());
    assertFalse(kept.facts().isEmpty());

    // After eleven turns the plan holds no more than after three.
    var bench = Bench.withoutModel();
    var many = Collections.nCopies(11, first);
    bench.run(Question.of(Bench.QUESTION), many, Bench.runner(), Progress.NONE);
    var few = Bench.withoutModel();
    few.run(Question.of(Bench.QUESTION), many.subList(0, 3), Bench.runner(), Progress.NONE);
    assertEquals(size(few), size(bench));
  }

  private static int size(Bench bench) {
    return bench
        .work()
        .read(Bench.ID.tenant(), Bench.ID.id(), "plan", Bench.NOW)
        .orElseThrow()
        .body()
        .length;
  }
}
