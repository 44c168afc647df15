package dev.clew.traces.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.traces.rows.Schema.ChunkRule;
import dev.clew.traces.rows.Schema.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaFileTest {
  private static final String FILES = "\"files\": {\"current\": [\"a.csv\"]}";

  private static SchemaFile parse(String fields) {
    return SchemaFile.parse(
        LogFixture.utf8("{" + fields + (fields.isEmpty() ? "" : ", ") + FILES + "}"),
        "p/schema.json");
  }

  private static Problem refused(String json) {
    return assertThrows(
            ClewException.class, () -> SchemaFile.parse(LogFixture.utf8(json), "p/schema.json"))
        .problem();
  }

  private static Problem refusedWith(String fields) {
    return refused("{" + fields + ", " + FILES + "}");
  }

  @Test
  void everyFieldOfTheDesignIsRead() {
    var schema =
        parse(
            """
            "predictor": "employment", "task": "binary", "order": "row", "timestamp": null,
            "id": "id", "prediction": "prediction", "score": "predicted_probability",
            "positive": 1, "actual": "employed", "features": ["AGEP", "RELP"],
            "categorical": ["RELP"], "tags": ["year"], "embeddings": {"text": ["e0", "e1"]},
            "group": "query", "rank": "rank", "relevance": "grade",
            "chunk": {"size": 5000}, "firstRow": 60000\
            """);
    assertEquals(Optional.of("employment"), schema.predictor());
    assertEquals(Optional.of(Task.BINARY), schema.task());
    assertTrue(schema.states("timestamp"));
    assertEquals(Optional.empty(), schema.column("timestamp"));
    assertEquals(Optional.of("predicted_probability"), schema.column("score"));
    assertEquals(Optional.of("1"), schema.positive());
    assertEquals(List.of("AGEP", "RELP"), schema.features());
    assertEquals(List.of("e0", "e1"), schema.embeddings().get("text"));
    assertEquals(Optional.of(new ChunkRule.Size(5_000)), schema.chunk());
    assertEquals(60_000, schema.firstRow());
    assertEquals("relevance", schema.namedColumns().get("grade"));
  }

  @Test
  void probabilitiesOfSeveralClassesAreNamedClassByClass() {
    var schema =
        parse("\"task\": \"multiclass\", \"scores\": {\"cat\": \"p_cat\", \"dog\": \"p_dog\"}");
    assertEquals(Map.of("cat", "p_cat", "dog", "p_dog"), schema.scores());
    assertEquals("scores", schema.namedColumns().get("p_dog"));
    assertTrue(refusedWith("\"scores\": [\"p_cat\"]").remedy().contains("each class"));
    assertTrue(
        refusedWith("\"scores\": {\"cat\": \"p\", \"dog\": \"p\"}").what().contains("twice"));
    assertTrue(
        refusedWith("\"task\": \"binary\", \"scores\": {\"a\": \"p\"}").what().contains("binary"));
  }

  @Test
  void theJsonSchemaKnowsTheSameFields() throws IOException {
    try (var in = SchemaFile.class.getResourceAsStream("inference-log.schema.json")) {
      var properties = new ObjectMapper().readTree(in).get("properties");
      var unknown = refusedWith("\"~\": 1").remedy();
      var known = List.of(unknown.replace("known are: ", "").split(", "));
      var described = new ArrayList<String>();
      properties.fieldNames().forEachRemaining(described::add);
      assertEquals(known.stream().sorted().toList(), described.stream().sorted().toList());
    }
  }

  @Test
  void onlyFilesMustBeThere() {
    var schema = parse("");
    assertFalse(schema.states("features"));
    assertEquals(List.of("a.csv"), schema.files().current());
    assertTrue(refused("{}").what().contains("has no 'files'"));
    assertTrue(refused("{\"files\": {\"baseline\": \"a.csv\"}}").what().contains("no current"));
  }

  @Test
  void aPositiveLabelMayBeOfAnyScalarType() {
    assertEquals(Optional.of("1"), parse("\"positive\": 1.0").positive());
    assertEquals(Optional.of("true"), parse("\"positive\": true").positive());
    assertEquals(Optional.of("yes"), parse("\"positive\": \"yes\"").positive());
  }

  @Test
  void anUnknownFieldNamesTheNearestKnownOne() {
    var problem = refusedWith("\"predction\": \"p\"");
    assertEquals("field 'predction' is unknown", problem.what());
    assertEquals("did you mean 'prediction'?", problem.remedy());
    assertEquals("p/schema.json", problem.where());
    assertEquals(
        "did you mean 'current'?", refused("{\"files\": {\"curent\": [\"a.csv\"]}}").remedy());
    assertEquals("did you mean 'size'?", refusedWith("\"chunk\": {\"sizes\": 3}").remedy());
  }

  @Test
  void aFieldOfTheWrongTypeSaysWhatToWrite() {
    assertTrue(refusedWith("\"features\": 3").remedy().contains("[\"a\", \"b\"]"));
    assertTrue(refusedWith("\"features\": [\"a\", 3]").what().contains("'features'"));
    assertTrue(refusedWith("\"id\": 3").what().contains("field 'id' is 3"));
    assertTrue(refusedWith("\"task\": \"binnary\"").remedy().contains("'binary'"));
    assertTrue(refusedWith("\"chunk\": {\"size\": 0}").what().contains("chunk size 0"));
    assertTrue(refusedWith("\"chunk\": {\"period\": \"X\"}").what().contains("none of S, min"));
    assertTrue(refusedWith("\"chunk\": {\"size\": \"5\"}").what().contains("chunk.size"));
    assertTrue(refusedWith("\"firstRow\": -1").what().contains("firstRow"));
    assertTrue(refusedWith("\"features\": [\"a\", \"a\"]").what().contains("'a' twice"));
    assertTrue(refusedWith("\"embeddings\": [\"a\"]").what().contains("embeddings"));
    assertTrue(refusedWith("\"positive\": [1]").what().contains("positive"));
  }

  @Test
  void whatIsNoJsonIsNamedWithItsLine() {
    var problem = refused("{\n\"task\": \"binary\",\n}");
    assertEquals("p/schema.json, line 3", problem.where());
    assertTrue(refused("[]").what().contains("no JSON object"));
    assertTrue(refused("{\"id\": \"a\", \"id\": \"b\"}").what().contains("Duplicate"));
  }
}
