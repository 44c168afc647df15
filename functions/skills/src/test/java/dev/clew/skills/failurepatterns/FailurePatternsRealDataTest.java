package dev.clew.skills.failurepatterns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.skills.RealTraces;
import dev.clew.skills.TestingApplication;
import dev.clew.skills.TestingApplication.Run;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Figures counted by a script of a few lines over the files, outside the project.
class FailurePatternsRealDataTest {

  private static Run run(String folder) throws IOException {
    return TestingApplication.run(
        new FailurePatterns(), "failure-patterns", RealTraces.of("failure-patterns", folder));
  }

  @Test
  void agentTracesAreCountedExactly() throws IOException {
    var found = run("trail/otlp");

    assertEquals(144, found.number("exceptions.total"));
    assertEquals(144, found.number("spans.error"));
    assertEquals(7, found.number("spans.orphan"));
    assertEquals(1, found.number("spans.duplicate"));
    assertEquals(144, found.number("errors.total") + found.number("errors.repeated"));
    assertEquals(30, found.number("tool.failed[tool=page_down]"));
    assertEquals(31, found.number("tool.calls[tool=page_down]"));
    assertEquals(
        30,
        found.number(
            "signature.errors[error=page_down TypeError PageDownTool.forward() got an unexpected"
                + " keyword argument <str>]"));
  }

  @Test
  void theAirlineAgentsFailuresAreSplitIntoWhatTheToolExplainsAndWhatNothingDoes()
      throws IOException {
    var found = run("tau_bench");

    assertEquals(56, found.number("runs.known"));
    assertEquals(22, found.number("runs.passed"));
    assertEquals(34, found.number("runs.failed"));
    assertEquals("reward", found.text("runs.failed_by"));
    assertEquals(19, found.number("tool.calls[tool=book_reservation]"));
    assertEquals(13, found.number("tool.failed[tool=book_reservation]"));
    assertEquals(1, found.number("tools.failing"));
    assertEquals(5, found.number("runs.failed.with_errors"));
    assertEquals(29, found.number("explained.by_nothing"));
    assertEquals(1, found.number("explained.passed_with_errors"));
    assertEquals("task_id", found.text("groups.by"));
    assertEquals(14, found.number("groups.total"));
    assertEquals(4, found.number("groups.always_failed"));
    assertEquals(16, found.number("groups.always_failed.runs"));
    assertTrue(found.titles().contains("What no error explains"));
  }
}
