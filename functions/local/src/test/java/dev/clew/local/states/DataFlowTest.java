package dev.clew.local.states;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a state sees of its input, and what becomes of its result.
class DataFlowTest {
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Fields of a Pass state over {"a": {"b": 1}, "c": [1, 2]}, and its output.
        "`` | {\"a\": {\"b\": 1}, \"c\": [1, 2]}",
        "'InputPath': '$.a' | {\"b\": 1}",
        "'InputPath': null | {}",
        "'OutputPath': '$.c' | [1, 2]",
        "'OutputPath': null | {}",
        "'Result': 7 | 7",
        "'Result': {'x': 7}, 'ResultPath': '$.a.d' | {\"a\": {\"b\": 1, \"d\": {\"x\": 7}}, \"c\": [1, 2]}",
        "'Result': 7, 'ResultPath': '$.new.deep' | {\"a\": {\"b\": 1}, \"c\": [1, 2], \"new\": {\"deep\": 7}}",
        "'Result': 7, 'ResultPath': '$.c[1]' | {\"a\": {\"b\": 1}, \"c\": [1, 7]}",
        "'Result': 7, 'ResultPath': \"$['it']\" | {\"a\": {\"b\": 1}, \"c\": [1, 2], \"it\": 7}",
        "'Result': 7, 'ResultPath': null | {\"a\": {\"b\": 1}, \"c\": [1, 2]}",
        "'Parameters': {'d.$': '$.a.b', 'e': [{'f.$': '$.c[0]'}]} | {\"d\": 1, \"e\": [{\"f\": 1}]}",
        "'Parameters': {'all.$': '$.c[*]', 'none.$': '$.c[?(@ > 5)]'} | {\"all\": [1, 2], \"none\": []}",
        "'Parameters': {'s.$': '$$.State.Name', 'm.$': '$$.StateMachine.Name', 'i.$': '$$.Execution.Input.a'} | {\"s\": \"Only\", \"m\": \"trial\", \"i\": {\"b\": 1}}",
        "'Parameters': {'at.$': '$$.Execution.StartTime'} | {\"at\": \"2026-11-01T00:00:00Z\"}",
        "'InputPath': '$.a', 'Parameters': {'b.$': '$.b'}, 'ResultPath': '$.r', 'OutputPath': '$.r' | {\"b\": 1}",
      })
  void aPassStateGivesOn(String fields, String output) {
    var state =
        "{\"Type\": \"Pass\", "
            + fields
                .replace("\"$['it']\"", "\u0001")
                .replace('\'', '"')
                .replace("\u0001", "\"$['it']\"")
            + (fields.isEmpty() ? "" : ", ")
            + "\"End\": true}";

    assertEquals(
        Trial.json(output), new Trial().output(state, "{\"a\": {\"b\": 1}, \"c\": [1, 2]}"), state);
  }

  @Test
  void aTaskIsSentItsParametersAndItsResultIsSelected() {
    var output =
        new Trial()
            .output(
                """
                {"Type": "Task", "Resource": "%s", "InputPath": "$.a", "Parameters": {"sent.$": "$.b"},
                 "ResultSelector": {"picked.$": "$.got"}, "ResultPath": "$.r", "End": true}\
                """
                    .formatted(FUNCTION),
                "{\"a\": {\"b\": 1}}",
                (function, payload) -> {
                  assertEquals(FUNCTION, function);
                  assertEquals(Trial.json("{\"sent\": 1}"), payload);
                  return Trial.json("{\"got\": 2, \"dropped\": 3}");
                });

    assertEquals(Trial.json("{\"a\": {\"b\": 1}, \"r\": {\"picked\": 2}}"), output);
  }

  @Test
  void anInvokedFunctionsResultIsItsPayload() {
    var output =
        new Trial()
            .output(
                """
                {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                 "Parameters": {"FunctionName.$": "$.f", "Payload": {"x.$": "$.x"}}, "End": true}\
                """,
                "{\"f\": \"clew-skill-drift:live\", \"x\": 1}",
                (function, payload) -> payload);

    assertEquals(1, output.at("/Payload/x").intValue());
    assertEquals(200, output.get("StatusCode").intValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "States.Runtime | 'InputPath': '$.absent'",
        "States.Runtime | 'OutputPath': '$.absent'",
        "States.Runtime | 'Parameters': {'a.$': '$.absent'}",
        "States.ResultPathMatchFailure | 'Result': 1, 'ResultPath': '$.c[2]'",
        "States.ResultPathMatchFailure | 'Result': 1, 'ResultPath': '$.c.name'",
      })
  void aPathThatLeadsNowhereFails(String error, String fields) {
    var state = "{\"Type\": \"Pass\", " + fields.replace('\'', '"') + ", \"End\": true}";

    assertEquals(error, Trial.error(new Trial().run(Trial.one(state), "{\"c\": [1, 2]}")), fields);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'Seconds': 90 | 90",
        "'SecondsPath': '$.wait' | 7",
        "'Timestamp': '2026-11-01T00:01:00Z' | 60",
        "'TimestampPath': '$.until' | 3600",
        "'Timestamp': '2026-10-31T00:00:00Z' | 0",
      })
  void aWaitStateWaits(String fields, long seconds) {
    var trial = new Trial();
    trial.output(
        "{\"Type\": \"Wait\", " + fields.replace('\'', '"') + ", \"End\": true}",
        "{\"wait\": 7, \"until\": \"2026-11-01T01:00:00Z\"}");

    assertEquals(VirtualPace.START.plusSeconds(seconds), trial.pace.now());
  }

  @Test
  void branchesSeeTheSameInputAndTheirOutputsComeInOrder() {
    var output =
        new Trial()
            .output(
                """
                {"Type": "Parallel", "Parameters": {"x.$": "$.y"}, "Branches": [
                  {"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 9, "End": true}}},
                  {"StartAt": "B", "States": {"B": {"Type": "Pass", "Result": "b", "End": true}}}],
                 "ResultSelector": {"both.$": "$[*]"}, "End": true}\
                """,
                "{\"y\": 1}");

    assertEquals(Trial.json("{\"both\": [{\"x\": 1}, \"b\"]}"), output);
  }

  @Test
  void aBranchThatFailsFailsAllAndIsCaught() {
    var run =
        new Trial()
            .run(
                """
                {"StartAt": "P", "States": {
                  "P": {"Type": "Parallel", "Branches": [
                    {"StartAt": "A", "States": {"A": {"Type": "Fail", "Error": "Bad", "Cause": "it was"}}},
                    {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}],
                   "Catch": [{"ErrorEquals": ["Bad"], "ResultPath": "$.e", "Next": "C"}], "End": true},
                  "C": {"Type": "Succeed"}}}\
                """,
                "{\"y\": 1}");

    assertEquals(
        Trial.json("{\"y\": 1, \"e\": {\"Error\": \"Bad\", \"Cause\": \"it was\"}}"),
        run.end().orElseThrow().output().orElseThrow());
  }
}
