package dev.clew.local.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Quotas of Step Functions that a definition could meet: 256 KiB of data, 25,000 events.
class LimitsTest {
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f";

  /// A JSON text of so many bytes, quotes included; `ü` has two.
  private static String text(int bytes) {
    return "\"ü" + "x".repeat(bytes - 4) + "\"";
  }

  @Test
  void aResultOfExactlyTheQuotaIsTaken() {
    var state = "{\"Type\": \"Task\", \"Resource\": \"%s\", \"End\": true}".formatted(FUNCTION);
    var quota = 256 * 1024;

    var output = new Trial().output(state, "{}", (function, payload) -> Trial.json(text(quota)));
    var beyond =
        new Trial().run(Trial.one(state), "{}", (function, payload) -> Trial.json(text(quota + 1)));

    assertEquals(quota - 3, output.textValue().length());
    assertEquals("States.DataLimitExceeded", Trial.error(beyond));
  }

  @Test
  void dataBeyondTheQuotaIsNotCaughtByStatesAll() {
    var run =
        new Trial()
            .run(
                """
                {"StartAt": "T", "States": {
                  "T": {"Type": "Task", "Resource": "%s",
                        "Retry": [{"ErrorEquals": ["States.ALL"]}],
                        "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "C"}], "End": true},
                  "C": {"Type": "Succeed"}}}\
                """
                    .formatted(FUNCTION),
                "{}",
                (function, payload) -> Trial.json(text(300_000)));

    assertEquals("States.DataLimitExceeded", Trial.error(run));
  }

  @Test
  void anOutputThatGrowsBeyondTheQuotaFails() {
    var run =
        new Trial()
            .run(
                Trial.one(
                    """
                    {"Type": "Pass", "Parameters": {"a.$": "$.x", "b.$": "$.x"}, "End": true}\
                    """),
                "{\"x\": " + text(200_000) + "}");

    assertEquals("States.DataLimitExceeded", Trial.error(run));
  }

  @Test
  void anInputBeyondTheQuotaStartsNothing() {
    var trial = new Trial();
    var executions = new Executions(Trial::none, trial.buckets, trial.pace, 1);
    executions.deploy("m", StateMachine.parse(Trial.one("{\"Type\": \"Succeed\"}"), Map.of()));

    var refused =
        assertThrows(
            TaskFailure.class, () -> executions.begin("m", "run", Trial.json(text(300_000))));

    assertEquals("StepFunctions.InvalidExecutionInputException", refused.error());
  }

  @Test
  void aRunThatNeverEndsIsEndedByItsHistory() {
    var run =
        new Trial()
            .run(
                """
                {"StartAt": "A", "States": {
                  "A": {"Type": "Pass", "Next": "B"},
                  "B": {"Type": "Pass", "Next": "A"}}}\
                """,
                "{}");

    assertEquals(Execution.Status.FAILED, run.status());
    assertEquals("States.Runtime", Trial.error(run));
    assertEquals(25_000, run.history().size());
    assertEquals("ExecutionFailed", run.history().getLast().type());
    // Two events a state, after the first of the run and before its last.
    assertEquals(12_499, run.states().size());
  }

  @Test
  void anInvestigationOfAllItsTurnsIsFarFromTheQuota() throws Exception {
    var loop = Scenario.all().filter(one -> one.name().equals("loop")).findFirst().orElseThrow();
    var events = loop.new Played(1).run().execution.history().size();

    // Five turns; each further one is Step and Reflect (5 events each) and WhatNext (2).
    assertTrue(events + 35 * 12 < 600, events + " events for five turns");
  }
}
