package dev.clew.models.prices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected limits are those on the makers' pages.
class ContextLimitsTest {
  private final ContextLimits limits = ContextLimits.bundled();

  @ParameterizedTest
  @CsvSource({
    "gpt-4o-mini-2024-07-18, 128000",
    "openai/gpt-4.1, 1047576",
    "gpt-4-turbo-2024-04-09, 128000",
    "us.anthropic.claude-3-7-sonnet-20250219-v1:0, 200000",
    "models/gemini-2.0-flash-001, 1048576",
  })
  void aModelsLimitIsFoundHoweverItIsWritten(String model, long tokens) {
    assertEquals(OptionalLong.of(tokens), limits.of(model));
  }

  @Test
  void aModelThatNobodyKnowsHasNoKnownLimit() {
    assertEquals(OptionalLong.empty(), limits.of("in-house-7b"));
    assertEquals(OptionalLong.empty(), limits.of(""));
  }
}
