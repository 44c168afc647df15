package dev.clew.models.prices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.models.TokenUsage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ListPricesTest {

  @Test
  void aCallCostsWhatTheTableSaysOnItsDay() {
    // o3: 10 and 40 dollars a million until 9 June 2025, 2 and 8 from the 10th.
    var usage = TokenUsage.of(1_000_000, 500_000);
    assertEquals(30, on("2025-06-09T12:00:00Z").usd("o3", usage).orElseThrow(), 1e-12);
    assertEquals(6, on("2025-06-10T12:00:00Z").usd("openai/o3", usage).orElseThrow(), 1e-12);
  }

  @Test
  void aModelThatIsNotInTheTableHasNoPrice() {
    assertTrue(on("2026-11-01T00:00:00Z").usd("qwen3:8b", TokenUsage.of(1, 1)).isEmpty());
  }

  private static ListPrices on(String day) {
    return new ListPrices(PriceTable.bundled(), Clock.fixed(Instant.parse(day), ZoneOffset.UTC));
  }
}
