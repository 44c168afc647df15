package dev.clew.local.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Retries, catches and time-outs of one Task state.
class FailureTest {
  private static final String TASK =
      "\"Type\": \"Task\", \"Resource\": \"arn:aws:lambda:us-east-1:123456789012:function:f\"";

  /// Fails with each of these errors in turn, then succeeds.
  private static Tasks failing(String... errors) {
    Deque<String> left = new ArrayDeque<>(List.of(errors));
    return (function, payload) -> {
      if (left.isEmpty()) {
        return Trial.json("\"done\"");
      }
      throw new TaskFailure(left.pop(), "planned");
    };
  }

  private static String task(String more) {
    return "{" + TASK + ", " + more.replace('\'', '"') + ", \"End\": true}";
  }

  private static List<Long> millis(Trial trial) {
    return trial.pace.pauses().stream().map(Duration::toMillis).toList();
  }

  @Test
  void delaysGrowByTheRateUpToTheLongest() {
    var trial = new Trial();
    trial.output(
        task(
            "'Retry': [{'ErrorEquals': ['A'], 'IntervalSeconds': 3, 'BackoffRate': 1.5, 'MaxAttempts': 5,"
                + " 'MaxDelaySeconds': 8}]"),
        "{}",
        failing("A", "A", "A", "A"));

    // The specification's own example goes 3, 4.5, 6.75; the next, 10.125, is above 8.
    assertEquals(List.of(3000L, 4500L, 6750L, 8000L), millis(trial));
  }

  @Test
  void withoutFieldsItIsThreeTriesOneSecondApartDoubling() {
    var trial = new Trial();
    var run =
        trial.run(
            Trial.one(task("'Retry': [{'ErrorEquals': ['States.ALL']}]")),
            "{}",
            failing("A", "A", "A", "A"));

    assertEquals("A", Trial.error(run));
    assertEquals(List.of(1000L, 2000L, 4000L), millis(trial));
  }

  @Test
  void jitterDrawsEachDelayBelowItsBackOffAndOthersForAnotherSeed() {
    var retry =
        task(
            "'Retry': [{'ErrorEquals': ['A'], 'IntervalSeconds': 10, 'MaxAttempts': 4, 'JitterStrategy': 'FULL'}]");
    var trial = new Trial(1);
    trial.output(retry, "{}", failing("A", "A", "A", "A"));
    var other = new Trial(2);
    other.output(retry, "{}", failing("A", "A", "A", "A"));

    var most = 10_000L;
    for (var delay : millis(trial)) {
      assertTrue(delay >= 0 && delay <= most, delay + " of " + most);
      most *= 2;
    }
    assertEquals(4, millis(trial).size());
    assertTrue(!millis(trial).equals(millis(other)), "seeds differ");
  }

  @Test
  void eachRetrierCountsItsOwnTries() {
    var trial = new Trial();
    var run =
        trial.run(
            Trial.one(
                task(
                    "'Retry': [{'ErrorEquals': ['A'], 'MaxAttempts': 2, 'IntervalSeconds': 1},"
                        + " {'ErrorEquals': ['B'], 'MaxAttempts': 1, 'IntervalSeconds': 5}]")),
            "{}",
            failing("A", "B", "A", "B"));

    // A is tried again after 1 s, B after 5 s, A after 2 s; B has had its one try.
    assertEquals("B", Trial.error(run));
    assertEquals(List.of(1000L, 5000L, 2000L), millis(trial));
  }

  @Test
  void theContextTellsHowOftenItWasTriedAgain() {
    var seen = new ArrayDeque<Integer>();
    new Trial()
        .run(
            Trial.one(
                task(
                    "'Parameters': {'again.$': '$$.State.RetryCount'}, 'Retry': [{'ErrorEquals': ['A'],"
                        + " 'MaxAttempts': 2}]")),
            "{}",
            (function, payload) -> {
              seen.add(payload.get("again").intValue());
              throw new TaskFailure("A", "");
            });

    assertEquals(List.of(0, 1, 2), List.copyOf(seen));
  }

  @ParameterizedTest
  @CsvSource({
    // As the developer guide says of error names; the error, what is caught, and whether it is.
    "A, A, true",
    "A, B, false",
    "A, States.ALL, true",
    "A, States.TaskFailed, true",
    "States.Timeout, States.ALL, true",
    "States.Timeout, States.Timeout, true",
    "States.Timeout, States.TaskFailed, false",
    "States.Runtime, States.ALL, false",
    "States.Runtime, States.Runtime, false",
    "States.DataLimitExceeded, States.ALL, false",
    "States.DataLimitExceeded, States.TaskFailed, false",
    "States.DataLimitExceeded, States.DataLimitExceeded, true",
  })
  void anErrorIsCaughtByWhatItIsFor(String error, String caught, boolean isCaught) {
    var run =
        new Trial()
            .run(
                """
                {"StartAt": "T", "States": {
                  "T": {%s, "Catch": [{"ErrorEquals": ["%s"], "ResultPath": "$.e", "Next": "C"}], "End": true},
                  "C": {"Type": "Succeed"}}}\
                """
                    .formatted(TASK, caught),
                "{\"kept\": 1}",
                failing(error));

    assertEquals(isCaught ? List.of("T", "C") : List.of("T"), run.states());
    var expected =
        Trial.json(
            "{\"kept\": 1, \"e\": {\"Error\": \"%s\", \"Cause\": \"planned\"}}".formatted(error));
    assertEquals(isCaught, run.end().orElseThrow().output().filter(expected::equals).isPresent());
  }

  @Test
  void aTaskThatTakesLongerThanItsTimeFails() {
    var trial = new Trial();
    var run =
        trial.run(
            Trial.one(task("'TimeoutSecondsPath': '$.limit'")),
            "{\"limit\": 30}",
            (function, payload) -> {
              trial.pace.pass(Duration.ofSeconds(31));
              return payload;
            });

    assertEquals("States.Timeout", Trial.error(run));
    assertEquals(Execution.Status.FAILED, run.status());
    assertEquals(VirtualPace.START.plusSeconds(30), trial.pace.now());
  }

  @Test
  void aRunThatTakesLongerThanItsTimeEndsWhateverItsStatesCatch() {
    var trial = new Trial();
    var run =
        trial.run(
            """
            {"TimeoutSeconds": 10, "StartAt": "T", "States": {
              "T": {%s, "Retry": [{"ErrorEquals": ["States.ALL"]}],
                    "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "C"}], "End": true},
              "C": {"Type": "Succeed"}}}\
            """
                .formatted(TASK),
            "{}",
            (function, payload) -> {
              trial.pace.pass(Duration.ofSeconds(11));
              return payload;
            });

    assertEquals(Execution.Status.TIMED_OUT, run.status());
    assertEquals(List.of("T"), run.states());
    assertEquals("ExecutionTimedOut", run.history().getLast().type());
  }

  @Test
  void aRunThatWaitsBeyondItsTimeEndsThen() {
    var trial = new Trial();
    var run =
        trial.run(
            """
            {"TimeoutSeconds": 10, "StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 60, "End": true}}}\
            """,
            "{}");

    assertEquals(Execution.Status.TIMED_OUT, run.status());
    assertEquals(VirtualPace.START.plusSeconds(10), trial.pace.now());
  }

  @Test
  void aFailStateSaysWhatItWasTold() {
    var run =
        new Trial()
            .run(
                Trial.one(
                    """
                    {"Type": "Fail", "ErrorPath": "$.name", "CausePath": "States.Format('{} again', $.why)"}\
                    """),
                "{\"name\": \"Bad\", \"why\": \"it\"}");

    assertEquals("Bad", Trial.error(run));
    assertEquals("it again", run.end().orElseThrow().cause());
  }

  @Test
  void aLongCauseIsCut() {
    var run =
        new Trial()
            .run(
                Trial.one(task("'Comment': 'c'")),
                "{}",
                (function, payload) -> {
                  throw new TaskFailure("A", "x".repeat(40_000));
                });

    assertEquals(32_768, run.end().orElseThrow().cause().length());
  }

  @Test
  void theHistoryHasAsManyEventsAsOnAws() {
    var run =
        new Trial().run(Trial.one(task("'Retry': [{'ErrorEquals': ['A']}]")), "{}", failing("A"));

    // The order of the service's own histories of a Lambda task that is tried again.
    assertEquals(
        List.of(
            "ExecutionStarted",
            "TaskStateEntered",
            "LambdaFunctionScheduled",
            "LambdaFunctionStarted",
            "LambdaFunctionFailed",
            "LambdaFunctionScheduled",
            "LambdaFunctionStarted",
            "LambdaFunctionSucceeded",
            "TaskStateExited",
            "ExecutionSucceeded"),
        run.history().stream().map(HistoryEvent::type).toList());
  }
}
