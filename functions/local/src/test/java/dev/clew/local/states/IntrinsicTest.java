package dev.clew.local.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of the developer guide of Step Functions ("Intrinsic functions for JSONPath
/// states"), hashes by `sha256sum` and `md5sum`.
class IntrinsicTest {
  private static final String INPUT =
      """
      {"Id": 123456, "array": [1, 2, 3, 4, 5, 6, 7, 8, 9], "name": "Arnav",
       "template": "Hello, my name is {}.", "same": [1, 2, 3, 3, 3, 3], "value1": 111, "step": -1,
       "text": "This.is+a,test=string", "splitter": ".+,=", "escaped": "{\\"foo\\": \\"bar\\"}",
       "object": {"foo": "bar"}, "a": {"x": 1, "y": 2}, "b": {"y": 3}}\
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "States.Array($.Id) | [123456]",
        "States.Array() | []",
        "States.ArrayPartition($.array, 4) | [[1,2,3,4],[5,6,7,8],[9]]",
        "States.ArrayContains($.array, 5) | true",
        "States.ArrayContains($.array, 10) | false",
        "States.ArrayContains($.array, 5.0) | true",
        "States.ArrayContains($.array, States.MathAdd(2, 3)) | true",
        "States.ArrayRange(1, 9, 2) | [1,3,5,7,9]",
        "States.ArrayGetItem($.array, 5) | 6",
        "States.ArrayLength($.array) | 9",
        "States.ArrayUnique($.same) | [1,2,3]",
        "States.Base64Encode('Data to encode') | \"RGF0YSB0byBlbmNvZGU=\"",
        "States.Base64Decode('RGF0YSB0byBlbmNvZGU=') | \"Data to encode\"",
        "States.Hash('input data', 'SHA-256') | \"b4a697a057313163aee33cd8d40c66e9f0f177e00cac2de32475ffff6169c3e3\"",
        "States.Hash('', 'MD5') | \"d41d8cd98f00b204e9800998ecf8427e\"",
        "States.JsonMerge($.a, $.b, false) | {\"x\":1,\"y\":3}",
        "States.StringToJson($.escaped) | {\"foo\":\"bar\"}",
        "States.JsonToString($.object) | \"{\\\"foo\\\":\\\"bar\\\"}\"",
        "States.MathAdd($.value1, $.step) | 110",
        "States.MathAdd(1.6, 1.4) | 3",
        "States.StringSplit($.text, $.splitter) | [\"This\",\"is\",\"a\",\"test\",\"string\"]",
        "States.Format('Hello, my name is {}.', $.name) | \"Hello, my name is Arnav.\"",
        "States.Format($.template, $.name) | \"Hello, my name is Arnav.\"",
        "States.Format('\\{\\} it\\'s {}', States.MathAdd($.Id, 1)) | \"{} it's 123457\"",
        "States.Array('a, b)', null, true, -1.5, $['name'], States.Array($.array[0])) | [\"a, b)\",null,true,-1.5,\"Arnav\",[1]]",
      })
  void aFunctionComputesWhatTheGuideSays(String call, String expected) {
    var state = Trial.JSON.createObjectNode().put("Type", "Pass").put("End", true);
    state.putObject("Parameters").put("value.$", call);

    assertEquals(
        Trial.json(expected), new Trial().output(state.toString(), INPUT).get("value"), call);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "States.ArrayGetItem($.array, 9)",
        "States.ArrayLength($.name)",
        "States.ArrayPartition($.array, 0)",
        "States.ArrayRange(1, 2000, 1)",
        "States.ArrayRange(1, 9, 0)",
        "States.Base64Decode('*')",
        "States.Hash('a', 'CRC')",
        "States.JsonMerge($.a, $.b, true)",
        "States.StringToJson('{')",
        "States.MathAdd($.name, 1)",
        "States.MathRandom(5, 5)",
        "States.Format('{} {}', 1)",
        "States.Format('{}', 1, 2)",
      })
  void whatCanNotBeComputedFailsAsIntrinsicFailure(String call) {
    var state = Trial.JSON.createObjectNode().put("Type", "Pass").put("End", true);
    state.putObject("Parameters").put("value.$", call);

    assertEquals(
        "States.IntrinsicFailure",
        Trial.error(new Trial().run(Trial.one(state.toString()), INPUT)),
        call);
  }

  @Test
  void randomValuesAreThoseOfTheSeed() {
    var state =
        """
        {"Type": "Pass", "Parameters": {"id.$": "States.UUID()", "number.$": "States.MathRandom(1, 999)"}, "End": true}\
        """;
    var output = new Trial(5).output(state, "{}");

    assertEquals(output, new Trial(5).output(state, "{}"));
    assertNotEquals(output, new Trial(6).output(state, "{}"));
    assertTrue(
        output
            .get("id")
            .asText()
            .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"),
        output.toString());
  }
}
