package dev.clew.traces.rows;

import static dev.clew.traces.rows.LogFixture.missing;
import static dev.clew.traces.rows.LogFixture.numbers;
import static dev.clew.traces.rows.LogFixture.texts;
import static dev.clew.traces.rows.LogFixture.unread;
import static dev.clew.traces.rows.LogFixture.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonRowsTest {
  @TempDir private Path scratch;

  private LogFixture folder() {
    return new LogFixture(scratch);
  }

  @Test
  void aRowALineAnArrayAndObjectsOneAfterTheOtherAreTheSame() {
    for (var text :
        List.of(
            "{\"a\": 1, \"b\": \"x\"}\n\n{\"a\": 2.5, \"b\": null}\n",
            "[{\"a\": 1, \"b\": \"x\"},\n {\"a\": 2.5}]",
            "{\n \"a\": 1,\n \"b\": \"x\"\n}\n{\n \"a\": 2.5\n}")) {
      var log = folder().bytes("x.json", utf8(text)).read();
      assertArrayEquals(new double[] {1, 2.5}, numbers(log.current(), "a"), text);
      assertEquals(List.of("x", ""), texts(log.current(), "b"), text);
    }
  }

  @Test
  void objectsWithinARowAreFlattenedAndListsLeftOut() {
    var log =
        folder()
            .file(
                "x.jsonl",
                "{\"user\": {\"age\": 3, \"home\": {\"city\": \"Bern\"}}, \"tags\": [1, 2], \"v\": true}",
                "{\"user\": {\"age\": 4, \"home\": {}}, \"v\": false}")
            .read();
    assertArrayEquals(new double[] {3, 4}, numbers(log.current(), "user.age"));
    assertEquals(List.of("Bern", ""), texts(log.current(), "user.home.city"));
    assertEquals(List.of("true", "false"), texts(log.current(), "v"));
    assertTrue(
        log.inferences().contains("x.jsonl: 'tags' holds lists, which are left out"),
        log.inferences().toString());
  }

  @Test
  void aColumnThatComesLateIsEmptyBefore() {
    var log = folder().file("x.jsonl", "{\"a\": 1}", "{\"a\": 2, \"b\": 5}", "{\"a\": 3}").read();
    assertEquals(2, missing(log.current(), "b"));
    assertArrayEquals(new double[] {Double.NaN, 5, Double.NaN}, numbers(log.current(), "b"));
  }

  @Test
  void aLineThatIsNoJsonIsNotedAndTheNextIsRead() {
    var log =
        folder()
            .file(
                "x.jsonl",
                "{\"a\": 1, \"b\": 1}",
                "{\"a\": 2, \"b\"",
                "garbage",
                "{\"a\": NaN, \"b\": Infinity}",
                "{\"a\": " + "[".repeat(100_000),
                "{\"a\": 6, \"b\": 6}")
            .read();
    assertArrayEquals(new double[] {1, Double.NaN, 6}, numbers(log.current(), "a"));
    assertEquals(3, log.current().rowNumber(1));
    assertEquals(5, log.current().rowNumber(2));
    for (var place : List.of("line 2", "line 3", "line 5")) {
      assertTrue(unread(log).contains("x.jsonl | " + place), unread(log));
    }
    var b = (Column.Numbers) log.current().column("b").orElseThrow();
    assertEquals("Infinity", b.unparsed().get(1));
  }

  @Test
  void anArrayIsReadUpToItsError() {
    var log = folder().bytes("x.json", utf8("[{\"a\": 1},\n{\"a\": 2},\n{\"a\": oops}]")).read();
    assertArrayEquals(new double[] {1, 2}, numbers(log.current(), "a"));
    assertTrue(unread(log).contains("x.json | line 3, column"), unread(log));
  }

  @Test
  void aGigabyteInOneLineIsLeftOutAndTheOthersAreRead() {
    var huge =
        new EndlessStore(scratch)
            .endless("x.jsonl", utf8("{\"a\": 1}\n{\"a\": 2}\n{\"a\": \""), (byte) 'x', 1L << 30)
            .put("y.jsonl", utf8("{\"a\": 3}\n"));
    var log = huge.read();
    assertArrayEquals(new double[] {1, 2, 3}, numbers(log.current(), "a"));
    assertTrue(
        unread(log).contains("x.jsonl | line 3 | the line is longer than 16777216 bytes"),
        unread(log));
  }

  @Test
  void capturedEndpointDataBecomesRows() {
    // The form of SageMaker's data capture: payloads as the text that went over the wire.
    var row =
        "{\"captureData\":{\"endpointInput\":{\"observedContentType\":\"text/csv\",\"mode\":\"INPUT\","
            + "\"data\":\"%s\",\"encoding\":\"CSV\"},\"endpointOutput\":{\"observedContentType\":"
            + "\"text/csv\",\"mode\":\"OUTPUT\",\"data\":\"%s\",\"encoding\":\"CSV\"}},"
            + "\"eventMetadata\":{\"eventId\":\"%s\",\"inferenceTime\":\"2026-11-01T05:00:00Z\"},"
            + "\"eventVersion\":\"0\"}";
    var log =
        folder()
            .file(
                "capture.jsonl",
                row.formatted("5.1,a", "0.9", "e1"),
                row.formatted("4.2,b", "0.2", "e2"))
            .read();
    assertArrayEquals(new double[] {5.1, 4.2}, numbers(log.current(), "input_0"));
    assertEquals(List.of("a", "b"), texts(log.current(), "input_1"));
    assertArrayEquals(new double[] {0.9, 0.2}, numbers(log.current(), "prediction"));
    assertEquals(Optional.of("prediction_id"), log.schema().id());
    assertEquals(Optional.of("timestamp"), log.schema().timestamp());
    assertEquals(List.of("input_0", "input_1"), log.schema().features());
  }

  @Test
  void transcriptsAndSpansAreNoRows() {
    var log =
        folder()
            .file("x.csv", "a,b", "1,2")
            .file("chat.json", "[{\"messages\": [{\"role\": \"user\"}], \"reward\": 1}]")
            .file("spans.json", "{\"resourceSpans\": []}")
            .read();
    assertEquals(1, log.current().count());
    assertTrue(unread(log).contains("chat.json |"), unread(log));
  }

  @Test
  void aFirstLineThatWasCutCostsThatLineAndNoOther() {
    var log = folder().file("x.jsonl", "{\"a\": 1, \"b\": \"te", "{\"a\": 2}", "{\"a\": 3}").read();
    assertArrayEquals(new double[] {2, 3}, numbers(log.current(), "a"));
    assertTrue(unread(log).contains("x.jsonl | line 1, column"), unread(log));
    Assertions.assertEquals(3, log.coverage().population());
  }
}
