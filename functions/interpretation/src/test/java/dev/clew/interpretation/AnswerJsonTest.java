package dev.clew.interpretation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.clew.evidence.Answer;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AnswerJsonTest {
  private final ObjectMapper json = new ObjectMapper();
  private final Answer answer = Example.answer();

  private static Schema schema() throws IOException {
    try (InputStream in = Answer.class.getResourceAsStream("answer.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void anAnswerComesBackAsItWas() {
    assertEquals(answer, AnswerJson.read(AnswerJson.write(answer), "test"));
  }

  @Test
  void wordsThatSayAnotherFigureThanTheirFactAreFound() throws IOException {
    var text = new String(AnswerJson.write(answer), StandardCharsets.UTF_8);
    assertEquals(List.of(), edited(text));
    assertEquals(
        List.of("finding " + answer.findings().getFirst().id()),
        edited(text.replace("began at row 69124", "began at row 70000")));
  }

  private static List<String> edited(String text) {
    return AnswerJson.editedWords(text.getBytes(StandardCharsets.UTF_8), "test");
  }

  @Test
  void anAnswerFollowsItsSchema() throws IOException {
    var text = new String(AnswerJson.write(answer), StandardCharsets.UTF_8);
    assertEquals(List.of(), schema().validate(text, InputFormat.JSON));
  }

  @Test
  void theSchemaRefusesAnAnswerWithoutItsReceipt() throws IOException {
    var tree = AnswerJson.tree(answer);
    tree.remove("receipt");
    assertFalse(schema().validate(tree.toString(), InputFormat.JSON).isEmpty());
  }

  @Test
  void statementsHoldTheirFiguresAndTheTemplateBesideThem() throws IOException {
    JsonNode finding = json.readTree(AnswerJson.write(answer)).at("/findings/0");
    assertEquals(
        "ROC AUC fell by 0.018 (0.015 to 0.021), from 0.861 (0.860 to 0.862) to 0.843 (0.840 to 0.846)."
            + " It began at row 69124.",
        finding.get("statement").asText());
    assertTrue(
        finding.get("template").asText().startsWith("ROC AUC fell by {F3}, from {F2} to {F1}."));
  }

  @Test
  void wordsOnTheWireAreInLowerCaseAndWholeNumbersHaveNoFraction() {
    var text = new String(AnswerJson.write(answer), StandardCharsets.UTF_8);
    assertTrue(text.contains("\"severity\" : \"high\""));
    assertTrue(text.contains("\"mode\" : \"playbook\""));
    assertTrue(text.contains("\"value\" : 15000,"));
    assertTrue(text.contains("\"value\" : null"));
    assertTrue(text.contains("\"baseline\" : \"baseline files\""));
    assertTrue(
        text.contains("\"command\" : \"clew run performance-degradation --target employment"));
  }

  @Test
  void unknownFieldsAreIgnored() {
    var tree = AnswerJson.tree(answer);
    tree.put("comesLater", 1);
    assertEquals(answer, AnswerJson.read(AnswerJson.bytes(tree), "test"));
  }

  @Test
  void whatIsNoAnswerIsRefusedWithItsPlace() {
    var cut =
        assertThrows(
            ClewException.class,
            () -> AnswerJson.read("{\"a\":".getBytes(StandardCharsets.UTF_8), "a.json"));
    assertTrue(cut.problem().where().startsWith("a.json:1:"), cut.problem().where());

    var tree = AnswerJson.tree(answer);
    ((ObjectNode) tree.at("/findings/0")).put("severity", "dire");
    var wrong =
        assertThrows(ClewException.class, () -> AnswerJson.read(AnswerJson.bytes(tree), "a.json"));
    assertTrue(wrong.problem().what().contains("$.findings[0].severity"), wrong.problem().what());
  }

  @Test
  void measurementsComeBackAsTheyWere() {
    var results = Example.results();
    for (var measurement :
        List.of(
            new Measurement.Found(results),
            new Measurement.Clean(results),
            new Measurement.TooLittleData(3, 500, Unit.ROWS, "whether it changed", results),
            new Measurement.NotApplicable("no actuals", "add them"))) {
      assertEquals(measurement, AnswerJson.readMeasurement(AnswerJson.write(measurement), "test"));
    }
  }
}
