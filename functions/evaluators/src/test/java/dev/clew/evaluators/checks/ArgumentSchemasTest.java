package dev.clew.evaluators.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArgumentSchemasTest {
  private static final String NOTHING = "{\"type\": \"object\", \"properties\": {}}";
  private static final String DAYS =
      """
      {"type": "object", "properties": {"days": {"type": "integer", "minimum": 1}}, "required": ["days"]}\
      """;

  private final ArgumentSchemas schemas = new ArgumentSchemas();

  @Test
  void whatTheSchemaTakesIsNotRefused() {
    assertEquals(Optional.empty(), schemas.refusal(DAYS, "{\"days\": 2}"));
    assertEquals(Optional.empty(), schemas.refusal(NOTHING, "{}"));
    assertEquals(Optional.empty(), schemas.refusal(NOTHING, ""));
    assertEquals(Optional.empty(), schemas.refusal("", "{\"anything\": 1}"));
    assertEquals(Optional.empty(), schemas.refusal("no schema", "{\"anything\": 1}"));
    assertEquals(
        Optional.empty(),
        schemas.refusal(
            "{\"type\": \"object\", \"properties\": {}, \"additionalProperties\": true}",
            "{\"anything\": 1}"));
  }

  @Test
  void aNameThatNoPropertyHasIsRefusedThoughTheSchemaForgotToSaySo() {
    assertEquals(Optional.of("there is no parameter ''"), schemas.refusal(NOTHING, "{\"\": \"\"}"));
  }

  @Test
  void wrongTypesMissingNamesAndBrokenJsonAreRefused() {
    assertTrue(schemas.refusal(DAYS, "{\"days\": \"two\"}").isPresent());
    assertTrue(schemas.refusal(DAYS, "{}").isPresent());
    assertEquals(Optional.of("the arguments are no JSON"), schemas.refusal(DAYS, "{\"days\": "));
    assertEquals(Optional.of("the arguments are no object"), schemas.refusal(DAYS, "[1]"));
  }

  @Test
  void argumentsThatWereCutWhileReadingAreNotJudged() {
    assertEquals(Optional.empty(), schemas.refusal(DAYS, "{\"days\": … [120 more characters]"));
  }
}
