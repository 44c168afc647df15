package dev.clew.local.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Map states, inline and distributed.
class MapTest {

  /// Children fail for the items below `$$.Map.Item.Value` 0.
  private static String distributed(String more) {
    return """
    {"Type": "Map", %s
     "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Sign", "States": {
       "Sign": {"Type": "Choice", "Choices": [{"Variable": "$.v", "NumericLessThan": 0, "Next": "Bad"}], "Default": "Good"},
       "Bad": {"Type": "Fail", "Error": "Negative"},
       "Good": {"Type": "Succeed"}}},
     "ItemSelector": {"v.$": "$$.Map.Item.Value", "i.$": "$$.Map.Item.Index", "k.$": "$.kept"},
     "End": true}\
    """
        .formatted(more.replace('\'', '"') + (more.isEmpty() ? "" : ","));
  }

  private static void put(Trial trial, String key, String body) {
    trial.buckets.put("b", key, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void eachItemIsAnExecutionOfItsOwnWithItsOwnHistory() {
    var run =
        new Trial()
            .run(
                Trial.one(distributed("'ItemsPath': '$.items'")),
                "{\"items\": [4, 5], \"kept\": \"x\"}");

    assertEquals(
        Trial.json("[{\"v\": 4, \"i\": 0, \"k\": \"x\"}, {\"v\": 5, \"i\": 1, \"k\": \"x\"}]"),
        run.end().orElseThrow().output().orElseThrow());
    assertEquals(List.of("Only"), run.states());
    assertEquals(
        List.of(List.of("Sign", "Good"), List.of("Sign", "Good")),
        run.children().stream().map(Execution::states).toList());
    assertEquals(Trial.json("{\"v\": 5, \"i\": 1, \"k\": \"x\"}"), run.children().get(1).input());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Failed of four; the tolerance; whether the Map goes on.
        "0 | 'Comment': 'none' | true",
        "1 | 'Comment': 'none' | false",
        "2 | 'ToleratedFailureCount': 2 | true",
        "3 | 'ToleratedFailureCount': 2 | false",
        "2 | 'ToleratedFailurePercentage': 50 | true",
        "3 | 'ToleratedFailurePercentage': 50 | false",
        "4 | 'ToleratedFailurePercentage': 100 | true",
        "2 | 'ToleratedFailureCount': 3, 'ToleratedFailurePercentage': 25 | false",
      })
  void failuresAreToleratedUpToTheThreshold(int failed, String tolerance, boolean goesOn) {
    var items = IntStream.range(0, 4).mapToObj(i -> i < failed ? "-1" : "1").toList();
    var run =
        new Trial()
            .run(
                Trial.one(distributed("'ItemsPath': '$.items', " + tolerance)),
                "{\"items\": " + items + ", \"kept\": 0}");

    if (goesOn) {
      assertEquals(4 - failed, run.end().orElseThrow().output().orElseThrow().size());
    } else {
      assertEquals("States.ExceedToleratedFailureThreshold", Trial.error(run));
    }
  }

  @Test
  void whatIsNotStartedWhenTheThresholdIsMetIsNotStarted() {
    var run =
        new Trial()
            .run(
                Trial.one(distributed("'ItemsPath': '$.items', 'MaxConcurrency': 1")),
                "{\"items\": [1, -1, 1, 1], \"kept\": 0}");

    assertEquals(
        List.of("SUCCEEDED", "FAILED", "ABORTED", "ABORTED"),
        run.children().stream().map(child -> child.status().name()).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "JSON | [1, 2, 3] | 0 | 3",
        "JSON | [1, 2, 3] | 2 | 2",
        "JSON | [] | 0 | 0",
        "JSONL | 1 2 3 | 0 | 3",
      })
  void itemsAreReadFromAnObject(String type, String body, int most, int children) {
    var trial = new Trial();
    put(trial, "items", type.equals("JSONL") ? body.replace(' ', '\n') + "\n" : body);
    var run =
        trial.run(
            Trial.one(
                distributed(
                    "'ItemReader': {'Resource': 'arn:aws:states:::s3:getObject', 'ReaderConfig': {'InputType': '"
                        + type
                        + "', 'MaxItems': "
                        + most
                        + "}, 'Parameters': {'Bucket': 'b', 'Key.$': '$.key'}}")),
            "{\"key\": \"items\", \"kept\": 0}");

    assertEquals(children, run.end().orElseThrow().output().orElseThrow().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"absent | []", "items | {}", "items | [1,"})
  void itemsThatCanNotBeReadFailTheMap(String key, String body) {
    var trial = new Trial();
    put(trial, "items", body);
    var run =
        trial.run(
            Trial.one(
                distributed(
                    "'ItemReader': {'Resource': 'arn:aws:states:::s3:getObject', 'ReaderConfig': {'InputType': 'JSON'},"
                        + " 'Parameters': {'Bucket': 'b', 'Key.$': '$.key'}}")),
            "{\"key\": \"" + key + "\", \"kept\": 0}");

    assertEquals("States.ItemReaderFailed", Trial.error(run));
  }

  @Test
  void resultsAreWrittenAndTheMapNamesTheirManifest() {
    var trial = new Trial();
    var run =
        trial.run(
            Trial.one(
                distributed(
                    "'ItemsPath': '$.items', 'ToleratedFailureCount': 1, 'ResultWriter': {'Resource':"
                        + " 'arn:aws:states:::s3:putObject', 'Parameters': {'Bucket': 'b', 'Prefix': 'out'}}")),
            "{\"items\": [1, -1, 2], \"kept\": 0}");

    var output = run.end().orElseThrow().output().orElseThrow();
    var key = output.at("/ResultWriterDetails/Key").asText();
    assertTrue(key.matches("out/[0-9a-f-]{36}/manifest.json"), key);
    var manifest = object(trial, key);
    var succeeded = object(trial, manifest.at("/ResultFiles/SUCCEEDED/0/Key").asText());
    var failed = object(trial, manifest.at("/ResultFiles/FAILED/0/Key").asText());
    assertEquals(
        List.of(1, 2), succeeded.valueStream().map(one -> one.at("/Output/v").intValue()).toList());
    assertEquals("Negative", failed.at("/0/Error").asText());
    assertEquals(0, manifest.at("/ResultFiles/PENDING").size());
  }

  private static JsonNode object(Trial trial, String key) {
    return Trial.json(new String(trial.buckets.objects.get("b/" + key), StandardCharsets.UTF_8));
  }

  @Test
  void anItemThatFailsFailsAnInlineMap() {
    var run =
        new Trial()
            .run(
                """
                {"StartAt": "M", "States": {"M": {"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": {
                  "StartAt": "Sign", "States": {
                    "Sign": {"Type": "Choice", "Choices": [{"Variable": "$", "NumericLessThan": 0, "Next": "Bad"}], "Default": "Good"},
                    "Bad": {"Type": "Fail", "Error": "Negative"},
                    "Good": {"Type": "Succeed"}}}, "End": true}}}\
                """,
                "{\"items\": [1, -1, 2]}");

    assertEquals("Negative", Trial.error(run));
    assertEquals(List.of("M", "Sign", "Good", "Sign", "Bad"), run.states());
  }

  @Test
  void itemsThatAreNoArrayFail() {
    var run = new Trial().run(Trial.one(distributed("'ItemsPath': '$.kept'")), "{\"kept\": 0}");

    assertEquals("States.Runtime", Trial.error(run));
  }

  @Test
  void noItemsGiveNoResults() {
    assertEquals(
        Trial.json("[]"),
        new Trial().output(distributed("'ItemsPath': '$.items'"), "{\"items\": [], \"kept\": 0}"));
  }
}
