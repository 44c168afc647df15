package dev.clew.local.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Runs by name, runs of other machines, and what happens in threads.
@Timeout(60)
class ExecutionsTest {
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f";
  private static final String TASK =
      "{\"Type\": \"Task\", \"Resource\": \"" + FUNCTION + "\", \"End\": true}";

  private static Executions executions(Tasks tasks, String definition) {
    var executions = new Executions(tasks, new MemoryBuckets(), new WallPace(Clock.systemUTC()), 1);
    executions.deploy("m", StateMachine.parse(definition, Map.of()));
    return executions;
  }

  private static JsonNode echo(String function, JsonNode payload) {
    return payload;
  }

  private static String refusal(Executions executions, String machine, String name, String input) {
    return assertThrows(TaskFailure.class, () -> executions.begin(machine, name, Trial.json(input)))
        .error();
  }

  @Test
  void aNameThatRunsWithTheSameInputIsThatRun() throws TaskFailure {
    var executions = executions(ExecutionsTest::echo, Trial.one(TASK));
    var first = executions.begin("m", "a", Trial.json("{\"x\": 1}"));
    var second = executions.begin("m", "a", Trial.json("{\"x\": 1}"));

    assertTrue(first.isNew());
    assertFalse(second.isNew());
    assertSame(first.execution(), second.execution());
    assertEquals(
        "StepFunctions.ExecutionAlreadyExistsException", refusal(executions, "m", "a", "{}"));

    executions.run(first.execution());
    assertEquals(
        "StepFunctions.ExecutionAlreadyExistsException",
        refusal(executions, "m", "a", "{\"x\": 1}"));
  }

  @Test
  void whatCanNotBeStartedIsRefused() {
    var executions = executions(ExecutionsTest::echo, Trial.one(TASK));

    assertEquals(
        "StepFunctions.StateMachineDoesNotExistException", refusal(executions, "n", "a", "{}"));
    assertEquals("StepFunctions.InvalidNameException", refusal(executions, "m", "a b", "{}"));
    assertEquals(
        "StepFunctions.InvalidNameException", refusal(executions, "m", "a".repeat(81), "{}"));
  }

  @Test
  void endedRunsAreForgottenAtLast() throws TaskFailure {
    var executions = executions(ExecutionsTest::echo, Trial.one("{\"Type\": \"Succeed\"}"));
    for (var i = 0; i < 1010; i++) {
      executions.run(executions.begin("m", "a" + i, Trial.json("{}")).execution());
    }

    assertTrue(executions.named("m", "a0").isEmpty());
    assertTrue(executions.named("m", "a1009").isPresent());
  }

  @Test
  void aRunIsStoppedWhileItsFunctionWorksAndNothingFollows() throws Exception {
    var called = new CountDownLatch(1);
    var answer = new CompletableFuture<JsonNode>();
    var executions =
        executions(
            (function, payload) -> {
              called.countDown();
              return answer.join();
            },
            """
            {"StartAt": "A", "States": {
              "A": {"Type": "Task", "Resource": "%s", "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B"}], "Next": "B"},
              "B": {"Type": "Succeed"}}}\
            """
                .formatted(FUNCTION));
    var execution = executions.begin("m", "a", Trial.json("{}")).execution();
    var thread = Thread.ofPlatform().start(() -> executions.run(execution));
    called.await();

    execution.stop("Clew.Cancelled", "asked");
    var end = execution.ended().get(30, TimeUnit.SECONDS);
    thread.join();
    answer.complete(Trial.json("{}"));

    assertEquals(Execution.Status.ABORTED, end.status());
    assertEquals("Clew.Cancelled", end.error());
    assertEquals(List.of("A"), execution.states());
    assertEquals("ExecutionAborted", execution.history().getLast().type());
  }

  @Test
  void aRunIsStoppedWhileItWaits() throws Exception {
    var executions =
        executions(
            ExecutionsTest::echo,
            Trial.one("{\"Type\": \"Wait\", \"Seconds\": 86400, \"End\": true}"));
    var execution = executions.begin("m", "a", Trial.json("{}")).execution();
    var thread = Thread.ofPlatform().start(() -> executions.run(execution));

    execution.stop("", "");
    thread.join();

    assertEquals(Execution.Status.ABORTED, execution.status());
  }

  @Test
  void aRunThatHasEndedStaysAsItIs() throws TaskFailure {
    var executions = executions(ExecutionsTest::echo, Trial.one(TASK));
    var execution = executions.begin("m", "a", Trial.json("{}")).execution();
    executions.run(execution);

    execution.stop("", "");

    assertEquals(Execution.Status.SUCCEEDED, execution.status());
  }

  @Test
  void aFunctionThatTakesTooLongIsLeftBehind() throws Exception {
    var never = new CompletableFuture<JsonNode>();

    assertThrows(
        TimeoutException.class,
        () ->
            new WallPace(Clock.systemUTC())
                .within(Duration.ofMillis(1), new CompletableFuture<>(), never::join));

    never.complete(Trial.json("{}"));
  }

  @Test
  void asManyItemsAreWorkedOnAtATimeAsAreAllowed() throws TaskFailure {
    // Three at a time: each waits for two others, which is in vain if fewer run at a time.
    var three = new CyclicBarrier(3);
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    var executions =
        executions(
            (function, payload) -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              try {
                three.await(30, TimeUnit.SECONDS);
              } catch (Exception e) {
                throw new TaskFailure("Alone", String.valueOf(e));
              } finally {
                now.decrementAndGet();
              }
              return payload;
            },
            Trial.one(
                """
                {"Type": "Map", "MaxConcurrency": 3, "ItemProcessor": {"StartAt": "T", "States": {"T": %s}}, "End": true}\
                """
                    .formatted(TASK)));
    var execution =
        executions.begin("m", "a", Trial.json("[0, 1, 2, 3, 4, 5, 6, 7, 8]")).execution();
    executions.run(execution);

    assertEquals(
        Trial.json("[0, 1, 2, 3, 4, 5, 6, 7, 8]"),
        execution.end().orElseThrow().output().orElseThrow());
    assertTrue(most.get() <= 3, most + " at a time");
  }

  @Test
  void aFaultOfOursEndsTheRunBeforeItIsThrown() throws TaskFailure {
    var executions =
        executions(
            (function, payload) -> {
              throw new IllegalStateException("a fault");
            },
            Trial.one(TASK));
    var execution = executions.begin("m", "a", Trial.json("{}")).execution();

    assertThrows(IllegalStateException.class, () -> executions.run(execution));

    assertEquals(Execution.Status.FAILED, execution.status());
    assertEquals("States.Runtime", execution.end().orElseThrow().error());
  }

  @Test
  void aRunOfAnotherMachineIsWaitedForAndStoppedWithItsParent() throws Exception {
    var called = new CountDownLatch(1);
    var never = new CompletableFuture<JsonNode>();
    var executions =
        executions(
            (function, payload) -> {
              called.countDown();
              return never.join();
            },
            Trial.one(TASK));
    executions.deploy(
        "parent",
        StateMachine.parse(
            Trial.one(
                """
                {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2",
                 "Parameters": {"StateMachineArn": "m", "Name": "inner", "Input": {"x": 1}}, "End": true}\
                """),
            Map.of()));
    var parent = executions.begin("parent", "outer", Trial.json("{}")).execution();
    var thread = Thread.ofPlatform().start(() -> executions.run(parent));
    called.await();

    parent.stop("", "");
    thread.join();
    var inner = executions.named("m", "inner").orElseThrow();
    inner.ended().get(30, TimeUnit.SECONDS);
    never.complete(Trial.json("{}"));

    assertEquals(Execution.Status.ABORTED, parent.status());
    assertEquals(Execution.Status.ABORTED, inner.status());
    assertEquals(List.of(inner), parent.children());
  }

  @Test
  void idsTellTheMachineAndTheName() throws TaskFailure {
    var executions = executions(ExecutionsTest::echo, Trial.one(TASK));
    var execution = executions.begin("m", "a", Trial.json("{}")).execution();

    assertEquals("arn:aws:states:local:000000000000:execution:m:a", execution.id());
    assertNotEquals(Instant.EPOCH, execution.startedAt());
  }
}
