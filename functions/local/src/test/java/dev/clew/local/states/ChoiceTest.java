package dev.clew.local.states;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How Choice states compare, operator by operator, each with a case on either side of the line.
class ChoiceTest {
  private static final String INPUT =
      """
      {"s": "drift", "t": "drift-2", "star": "a*b", "n": 5, "d": 5.0, "m": 6, "yes": true, "no": false, "null": null,
       "noon": "2026-11-01T12:00:00Z", "noonInBerlin": "2026-11-01T13:00:00+01:00",
       "later": "2026-11-01T12:00:00.001Z", "array": [1, 2]}\
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true  | 'Variable': '$.s', 'StringEquals': 'drift'",
        "false | 'Variable': '$.s', 'StringEquals': 'Drift'",
        "false | 'Variable': '$.n', 'StringEquals': '5'",
        "true  | 'Variable': '$.s', 'StringLessThan': 'drift-2'",
        "true  | 'Variable': '$.s', 'StringLessThanPath': '$.t'",
        "false | 'Variable': '$.s', 'StringLessThan': 'drift'",
        "true  | 'Variable': '$.s', 'StringLessThanEquals': 'drift'",
        "true  | 'Variable': '$.t', 'StringGreaterThanPath': '$.s'",
        "true  | 'Variable': '$.s', 'StringGreaterThanEqualsPath': '$.s'",
        "true  | 'Variable': '$.s', 'StringEqualsPath': '$.s'",
        "true  | 'Variable': '$.s', 'StringMatches': 'd*t'",
        "true  | 'Variable': '$.s', 'StringMatches': '*'",
        "false | 'Variable': '$.s', 'StringMatches': 'd.*t'",
        "true  | 'Variable': '$.star', 'StringMatches': 'a\\\\*b'",
        "false | 'Variable': '$.s', 'StringMatches': 'd\\\\*t'",
        "true  | 'Variable': '$.n', 'NumericEquals': 5",
        "true  | 'Variable': '$.d', 'NumericEqualsPath': '$.n'",
        "false | 'Variable': '$.s', 'NumericEquals': 5",
        "true  | 'Variable': '$.n', 'NumericLessThanPath': '$.m'",
        "false | 'Variable': '$.n', 'NumericLessThan': 5",
        "false | 'Variable': '$.n', 'NumericLessThanPath': '$.s'",
        "true  | 'Variable': '$.n', 'NumericLessThanEquals': 5",
        "true  | 'Variable': '$.n', 'NumericLessThanEqualsPath': '$.m'",
        "true  | 'Variable': '$.m', 'NumericGreaterThan': 5.99",
        "true  | 'Variable': '$.m', 'NumericGreaterThanPath': '$.n'",
        "false | 'Variable': '$.n', 'NumericGreaterThanEquals': 5.01",
        "true  | 'Variable': '$.n', 'NumericGreaterThanEqualsPath': '$.d'",
        "true  | 'Variable': '$.yes', 'BooleanEquals': true",
        "false | 'Variable': '$.yes', 'BooleanEqualsPath': '$.no'",
        "false | 'Variable': '$.s', 'BooleanEquals': true",
        "true  | 'Variable': '$.noon', 'TimestampEqualsPath': '$.noonInBerlin'",
        "true  | 'Variable': '$.noon', 'TimestampEquals': '2026-11-01T12:00:00Z'",
        "true  | 'Variable': '$.noon', 'TimestampLessThanPath': '$.later'",
        "true  | 'Variable': '$.noon', 'TimestampLessThan': '2026-11-01T12:00:01Z'",
        "true  | 'Variable': '$.noon', 'TimestampLessThanEqualsPath': '$.noonInBerlin'",
        "true  | 'Variable': '$.later', 'TimestampGreaterThan': '2026-11-01T12:00:00Z'",
        "false | 'Variable': '$.noon', 'TimestampGreaterThanPath': '$.later'",
        "true  | 'Variable': '$.noon', 'TimestampGreaterThanEqualsPath': '$.noonInBerlin'",
        "false | 'Variable': '$.s', 'TimestampLessThan': '2026-11-01T12:00:01Z'",
        "true  | 'Variable': '$.null', 'IsNull': true",
        "false | 'Variable': '$.s', 'IsNull': true",
        "true  | 'Variable': '$.null', 'IsPresent': true",
        "true  | 'Variable': '$.absent', 'IsPresent': false",
        "false | 'Variable': '$.absent.below', 'IsPresent': true",
        "true  | 'Variable': '$.d', 'IsNumeric': true",
        "true  | 'Variable': '$.s', 'IsNumeric': false",
        "true  | 'Variable': '$.s', 'IsString': true",
        "true  | 'Variable': '$.no', 'IsBoolean': true",
        "true  | 'Variable': '$.noonInBerlin', 'IsTimestamp': true",
        "true  | 'Variable': '$.s', 'IsTimestamp': false",
        "true  | 'Variable': '$.array[1]', 'NumericEquals': 2",
        "true  | 'Variable': '$$.Execution.Name', 'StringEquals': 'run'",
        "true  | 'And': [{'Variable': '$.n', 'IsNumeric': true}, {'Variable': '$.n', 'NumericEquals': 5}]",
        "false | 'And': [{'Variable': '$.n', 'IsNumeric': true}, {'Variable': '$.n', 'NumericEquals': 6}]",
        "true  | 'Or': [{'Variable': '$.n', 'NumericEquals': 6}, {'Variable': '$.n', 'NumericEquals': 5}]",
        "false | 'Not': {'Variable': '$.n', 'NumericEquals': 5}",
        "false | 'And': [{'Variable': '$.absent', 'IsPresent': true}, {'Variable': '$.absent', 'NumericEquals': 6}]",
      })
  void aRuleHoldsOrDoesNot(boolean holds, String rule) {
    var run = new Trial().run(machine(rule, true), INPUT);

    assertEquals(holds ? "Chosen" : "Other", run.states().getLast(), rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "States.Runtime | 'Variable': '$.absent', 'NumericEquals': 6",
        "States.Runtime | 'Variable': '$.n', 'NumericEqualsPath': '$.absent'",
        "States.NoChoiceMatched | 'Variable': '$.n', 'NumericEquals': 6",
      })
  void aChoiceThatCanNotBeMadeFails(String error, String rule) {
    assertEquals(error, Trial.error(new Trial().run(machine(rule, false), INPUT)));
  }

  private static String machine(String rule, boolean otherwise) {
    return """
    {"StartAt": "Which", "States": {
      "Which": {"Type": "Choice", "Choices": [{%s, "Next": "Chosen"}]%s},
      "Chosen": {"Type": "Succeed"}%s}}\
    """
        .formatted(
            rule.replace('\'', '"'),
            otherwise ? ", \"Default\": \"Other\"" : "",
            otherwise ? ", \"Other\": {\"Type\": \"Succeed\"}" : "");
  }
}
