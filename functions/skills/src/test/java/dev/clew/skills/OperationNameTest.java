package dev.clew.skills;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationNameTest {
  @ParameterizedTest
  @CsvSource({
    "Step 12, Step #",
    "agent.react.start-15, agent.react.start-#",
    "run.6f8d2449-33ed-4c7c-82e7-5410e34ee4e6, run.#",
    "invoke_agent 171105b7-59dd-49c0-9677-0b95395aa46a, invoke_agent #",
    "chat gpt-4o-mini, chat gpt-4o-mini",
    "chat gemini-2.5-flash, chat gemini-#-flash",
    "s3 upload, s3 upload",
    "42, #",
  })
  void whatDiffersFromCallToCallIsMasked(String name, String operation) {
    assertEquals(operation, OperationName.of(name));
  }

  @Test
  void aModelsNameStaysWhole() {
    assertEquals(
        "chat Gemini-2.5-flash #", OperationName.of("chat Gemini-2.5-flash 7", "gemini-2.5-flash"));
    assertEquals("chat #", OperationName.of("chat 7", "gemini-2.5-flash"));
    assertEquals("", OperationName.of("", ""));
  }
}
