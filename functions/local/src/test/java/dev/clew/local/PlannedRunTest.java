package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.StepStatus;
import dev.clew.interpretation.Terminal;
import dev.clew.investigation.Question;
import dev.clew.investigation.StepExecutor;
import dev.clew.local.states.Execution;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `ask --plan` goes through the states of the machine that investigates on AWS.
class PlannedRunTest {
  @TempDir private Path scratch;

  private PlannedRun run(String question, UnaryOperator<StepExecutor> around) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var workplace =
        CommandLines.workplace(
            new Setting(Path.of("samples"), scratch, "test", false, Optional.empty()),
            new Screen(nowhere, nowhere, Terminal.plain(), false));
    return workplace.plannedRun(workplace.open(Optional.empty()), Question.of(question), around);
  }

  private static List<String> steps(PlannedRun run) {
    return run.report().answer().plan().steps().stream().map(step -> step.id()).toList();
  }

  @Test
  void eachStepIsOneRoundOfTheMachine() {
    var run = run("Why do the airline agent's runs fail?", executor -> executor);

    var execution = run.execution();

    assertEquals(Execution.Status.SUCCEEDED, execution.status(), execution.end().toString());
    var rounds = steps(run).size();
    assertTrue(rounds > 1, steps(run).toString());
    assertEquals(rounds, Collections.frequency(execution.states(), "Step"));
    assertEquals(rounds, Collections.frequency(execution.states(), "Reflect"));
    assertEquals(List.of("Plan", "WhatNext", "Step"), execution.states().subList(0, 3));
    assertEquals("Report", execution.states().getLast());
    // The agent, the steps and the report; ids and counters alone go through the states.
    assertTrue(execution.end().orElseThrow().output().orElseThrow().toString().length() < 200);
  }

  @Test
  void aStepWhoseRunnerThrowsIsBlockedAndTheOthersAreRun() {
    var broken = new boolean[1];
    var run =
        run(
            "Why do the airline agent's runs fail?",
            executor ->
                (request, asked) -> {
                  if (!broken[0]) {
                    broken[0] = true;
                    throw new IllegalStateException("a fault");
                  }
                  return executor.execute(request, asked);
                });

    var execution = run.execution();

    assertEquals(Execution.Status.SUCCEEDED, execution.status(), execution.end().toString());
    assertEquals(1, Collections.frequency(execution.states(), "StepFailed"));
    var plan = run.report().answer().plan().steps();
    assertEquals(StepStatus.BLOCKED, plan.getFirst().status());
    assertTrue(plan.stream().anyMatch(step -> step.status() == StepStatus.DONE), plan.toString());
  }

  @Test
  void whatKeepsTheAgentFromAPlanIsTheUsersToRead() {
    var problem =
        assertThrows(ClewException.class, () -> run("", executor -> executor).run()).problem();

    assertEquals(Problem.Kind.USER, problem.kind());
  }
}
