package dev.clew.skills.failurepatterns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CauseTest {
  @Test
  void theInnermostErrorIsTheCause() {
    assertEquals(
        new Cause("TypeError", "forward() got an argument"),
        Cause.of(
            "agents.AgentExecutionError",
            "Error when executing tool x: TypeError: forward() got an argument"));
    assertEquals(
        new Cause("IOException", "disk full"),
        Cause.of(
            "java.lang.RuntimeException",
            "save failed\nCaused by: java.io.IOException: disk full"));
  }

  @Test
  void withoutAnotherNameTheErrorIsItsOwnCause() {
    assertEquals(
        new Cause("HTTPError", "404 Client Error: Not Found"),
        Cause.of("requests.exceptions.HTTPError", "404 Client Error: Not Found"));
    assertEquals(new Cause("", ""), Cause.of("", ""));
  }
}
