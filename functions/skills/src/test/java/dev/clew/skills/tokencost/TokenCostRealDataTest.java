package dev.clew.skills.tokencost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clew.skills.RealTraces;
import dev.clew.skills.TestingApplication;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Figures counted by a script of a few lines over the files, outside the project.
class TokenCostRealDataTest {

  @Test
  void agentTracesAreCountedExactly() throws IOException {
    var found =
        TestingApplication.run(
            new TokenCost(), "token-cost", RealTraces.of("token-cost", "trail/otlp"));

    assertEquals(66, found.number("traces.total"));
    assertEquals(1_789, found.number("spans.read"));
    assertEquals(1, found.number("spans.duplicate"));
    assertEquals(7, found.number("spans.orphan"));
    assertEquals(759, found.number("spans.llm.read"));
    assertEquals(6_969_548, found.number("tokens.read"));
    assertEquals(12_545_683, found.number("tokens.naive"));
    // The span that was exported twice states 8,032 tokens.
    assertEquals(6_969_548 - 8_032, found.number("tokens.total"));
    assertEquals(83, found.number("spans.rolled_up"));
  }

  @Test
  void transcriptsWithoutCountsSayThatThereIsNothingToCount() throws IOException {
    var found =
        TestingApplication.run(
            new TokenCost(), "token-cost", RealTraces.of("token-cost", "tau_bench"));

    assertEquals(56, found.number("traces.total"));
    assertEquals(0, found.number("tokens.total"));
  }
}
