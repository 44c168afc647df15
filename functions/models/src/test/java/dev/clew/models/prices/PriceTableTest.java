package dev.clew.models.prices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTableTest {
  private static final Optional<Instant> LATE = Optional.of(Instant.parse("2026-11-01T00:00:00Z"));

  private final PriceTable prices = PriceTable.bundled();

  @ParameterizedTest
  @CsvSource({
    "gpt-4o-mini-2024-07-18, gpt-4o-mini",
    "openai/gpt-4.1-2025-04-14, gpt-4.1",
    "anthropic/claude-3-7-sonnet-latest, claude-3-7-sonnet",
    "us.anthropic.claude-3-7-sonnet-20250219-v1:0, claude-3-7-sonnet",
    "claude-sonnet-4@20250514, claude-sonnet-4-0",
    "openrouter/anthropic/claude-sonnet-4.5, claude-sonnet-4-5",
    "claude-sonnet-4-5-20250929, claude-sonnet-4-5",
    "models/gemini-2.5-pro-preview-05-06, gemini-2.5-pro",
    "projects/p/locations/l/publishers/google/models/gemini-2.0-flash-001, gemini-2.0-flash",
    "gemini-2.5-flash-preview-09-2025, gemini-2.5-flash",
    "azure/gpt-35-turbo, gpt-3.5-turbo",
    "O3-Mini, o3-mini",
    "text-embedding-3-small, text-embedding-3-small",
  })
  void aModelIsFoundHoweverItIsWritten(String written, String model) {
    assertEquals(model, prices.price(written, LATE).orElseThrow().model());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "house-model",
        "ft:gpt-4o:acme::abc",
        "some/model:free",
        "gpt",
        "llama3:8b"
      })
  void whatIsNotInTheTableHasNoPrice(String written) {
    assertTrue(prices.price(written, LATE).isEmpty());
  }

  @Test
  void aPriceHoldsFromItsDayOn() {
    assertEquals(10, input("o3", "2025-06-09T23:59:59Z"));
    assertEquals(2, input("o3", "2025-06-10T00:00:00Z"));
    assertEquals(2, prices.price("o3", Optional.empty()).orElseThrow().usual().input());
  }

  @Test
  void aSnapshotKeepsItsOwnPrice() {
    assertEquals(5, input("gpt-4o-2024-05-13", "2025-01-01T00:00:00Z"));
    assertEquals(2.5, input("gpt-4o-2024-08-06", "2024-09-01T00:00:00Z"));
  }

  @Test
  void aLargePromptIsBilledAtItsOwnRates() {
    var price = prices.price("gemini-2.5-pro", LATE).orElseThrow();
    assertEquals(1.25, price.rates(200_000).input());
    assertEquals(2.5, price.rates(200_001).input());
  }

  @Test
  void aBrokenLineIsNamed() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> PriceTable.parse("maker,model\nx,m,,,-1,,,1,,,,,\n"));
    assertTrue(String.valueOf(error.getMessage()).contains("line 2"), error.getMessage());
  }

  private double input(String model, String when) {
    return prices.price(model, Optional.of(Instant.parse(when))).orElseThrow().usual().input();
  }
}
