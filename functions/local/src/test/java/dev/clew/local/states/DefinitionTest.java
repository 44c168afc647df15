package dev.clew.local.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the interpreter does not know, or what can not be right, is refused when a definition is
/// read: by its name, and where it stands.
class DefinitionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/States/Only/Type | type Dance is not known | {'Type': 'Dance', 'End': true}",
        "/States/Only/Assign | field Assign is not known | {'Type': 'Pass', 'Assign': {'a': 1}, 'End': true}",
        "/States/Only/Arguments | field Arguments is not known | {'Type': 'Pass', 'Arguments': {}, 'End': true}",
        "/States/Only/QueryLanguage | JSONata is not known | {'Type': 'Pass', 'QueryLanguage': 'JSONata', 'End': true}",
        "/States/Only | one of the fields Next and End is needed | {'Type': 'Pass'}",
        "/States/Only | Next and End exclude each other | {'Type': 'Pass', 'Next': 'Only', 'End': true}",
        "/States/Only/End | End is true or is not there | {'Type': 'Pass', 'End': false}",
        "/States/Only | there is no such state | {'Type': 'Pass', 'Next': 'Nowhere'}",
        "/States/Only/InputPath | does not start with $ | {'Type': 'Pass', 'InputPath': 'a', 'End': true}",
        "/States/Only/ResultPath | no reference path | {'Type': 'Pass', 'ResultPath': '$.a[*]', 'End': true}",
        "/States/Only/ResultPath | no reference path | {'Type': 'Pass', 'ResultPath': '$$.a', 'End': true}",
        "/States/Only/Parameters/a.$ | neither a path nor an intrinsic function | {'Type': 'Pass', 'Parameters': {'a.$': 'States.Sum(1, 2)'}, 'End': true}",
        "/States/Only/Parameters/a.$ | does not take 1 arguments | {'Type': 'Pass', 'Parameters': {'a.$': 'States.MathAdd(1)'}, 'End': true}",
        "/States/Only/Parameters/a.$ | the call does not end | {'Type': 'Pass', 'Parameters': {'a.$': 'States.Array(1'}, 'End': true}",
        "/States/Only/Parameters/b/0/a.$ | holds a path or a function's call | {'Type': 'Pass', 'Parameters': {'b': [{'a.$': 1}]}, 'End': true}",
        "/States/Only/Resource | 'arn:aws:states:::sqs:sendMessage' is not known | {'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage', 'End': true}",
        "/States/Only/Resource | 'arn:aws:states:::lambda:invoke.waitForTaskToken' is not known | {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke.waitForTaskToken', 'End': true}",
        "/States/Only/Parameters | FunctionName is missing | {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Parameters': {}, 'End': true}",
        "/States/Only/Parameters/InvocationType | InvocationType is not known | {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Parameters': {'FunctionName': 'f', 'InvocationType': 'Event'}, 'End': true}",
        "/States/Only/HeartbeatSeconds | field HeartbeatSeconds is not known | {'Type': 'Task', 'Resource': 'arn:aws:lambda:us-east-1:1:function:f', 'HeartbeatSeconds': 5, 'End': true}",
        "/States/Only/TimeoutSeconds | a whole number from 1 | {'Type': 'Task', 'Resource': 'arn:aws:lambda:us-east-1:1:function:f', 'TimeoutSeconds': 0, 'End': true}",
        "/States/Only/Retry/0/BackoffRate | a number from 1.0 | {'Type': 'Task', 'Resource': 'arn:aws:lambda:us-east-1:1:function:f', 'Retry': [{'ErrorEquals': ['A'], 'BackoffRate': 0.5}], 'End': true}",
        "/States/Only/Retry/0/JitterStrategy | strategy SOME is not known | {'Type': 'Task', 'Resource': 'arn:aws:lambda:us-east-1:1:function:f', 'Retry': [{'ErrorEquals': ['A'], 'JitterStrategy': 'SOME'}], 'End': true}",
        "/States/Only/Retry/0/ErrorEquals | States.ALL stands alone | {'Type': 'Task', 'Resource': 'arn:aws:lambda:us-east-1:1:function:f', 'Retry': [{'ErrorEquals': ['A', 'States.ALL']}], 'End': true}",
        "/States/Only/Retry/0 | States.ALL comes last | {'Type': 'Task', 'Resource': 'arn:aws:lambda:us-east-1:1:function:f', 'Retry': [{'ErrorEquals': ['States.ALL']}, {'ErrorEquals': ['A']}], 'End': true}",
        "/States/Only/Choices/0 | compares nothing | {'Type': 'Choice', 'Choices': [{'Variable': '$.a', 'StringLooksLike': 'b', 'Next': 'Only'}]}",
        "/States/Only/Choices/0/NumericEquals | does not take | {'Type': 'Choice', 'Choices': [{'Variable': '$.a', 'NumericEquals': 'b', 'Next': 'Only'}]}",
        "/States/Only/Choices/0/And/1/StringEquals | does not take | {'Type': 'Choice', 'Choices': [{'And': [{'Variable': '$.a', 'IsNull': true}, {'Variable': '$.a', 'StringEquals': 1}], 'Next': 'Only'}]}",
        "/States/Only/ItemProcessor/ProcessorConfig/ExecutionType | only STANDARD | {'Type': 'Map', 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'EXPRESS'}, 'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}, 'End': true}",
        "/States/Only/ItemBatcher | field ItemBatcher is not known | {'Type': 'Map', 'ItemBatcher': {'MaxItemsPerBatch': 2}, 'ItemProcessor': {'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}, 'End': true}",
        "/States/Only/ItemProcessor/States/Only | is given once | {'Type': 'Map', 'ItemProcessor': {'StartAt': 'Only', 'States': {'Only': {'Type': 'Succeed'}}}, 'End': true}",
        "/States/Only/Branches/0/States/A/Type | type Dance | {'Type': 'Parallel', 'Branches': [{'StartAt': 'A', 'States': {'A': {'Type': 'Dance'}}}], 'End': true}",
      })
  void whatIsNotKnownIsRefusedByNameAndPlace(String where, String what, String state) {
    var refused =
        assertThrows(
            ClewException.class,
            () ->
                StateMachine.parse(
                    Trial.one(state.replace('\'', '"').replace("function\"s", "function's")),
                    Map.of()));

    assertEquals(where, refused.problem().where());
    assertTrue(refused.problem().what().contains(what), refused.problem().what());
  }

  private static String refusal(String definition) {
    return assertThrows(ClewException.class, () -> StateMachine.parse(definition, Map.of()))
        .problem()
        .toString();
  }

  @Test
  void aStateThatNothingLeadsToIsRefused() {
    var refusal =
        refusal(
            """
            {"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "B": {"Type": "Succeed"}}}\
            """);

    assertTrue(refusal.startsWith("/States/B: nothing leads to this state"), refusal);
  }

  @Test
  void aStartThatIsNotThereIsRefused() {
    assertTrue(
        refusal("{\"StartAt\": \"B\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}")
            .startsWith("/StartAt: there is no state 'B'"));
  }

  @Test
  void textThatIsNoJsonIsRefusedWithItsLine() {
    assertTrue(refusal("{\n\"StartAt\": }").contains("line 2"));
  }

  @Test
  void aFieldThatStandsTwiceIsRefused() {
    assertTrue(refusal("{\"StartAt\": \"A\", \"StartAt\": \"B\"}").contains("StartAt"));
  }

  @Test
  void aPlaceThatGetsNoValueIsRefused() {
    assertTrue(refusal("{\"Comment\": \"${Missing}\"}").contains("${Missing}"));
  }

  @Test
  void aValueIsPutInAsJsonText() {
    var machine =
        StateMachine.parse(
            Trial.one("{\"Type\": \"Pass\", \"Result\": \"${Name}\", \"End\": true}"),
            Map.of("Name", "a \"quoted\" $1 \\ name"));

    var only = (State.Pass) machine.graph().named("Only");
    assertEquals("a \"quoted\" $1 \\ name", only.result().orElseThrow().textValue());
  }
}
