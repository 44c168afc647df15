package dev.clew.models.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {

  /// Counted with tiktoken 0.12, encoding o200k_base.
  @ParameterizedTest
  @CsvSource({"hello world, 2", "Hello, 1", "'', 0"})
  void wordsCountAsOpenAisTokenizerCountsThem(String text, long tokens) {
    assertEquals(tokens, Tokens.of(text));
  }

  @Test
  void aLongTextCountsAsMuchAsInOnePiece() {
    var text = new StringBuilder();
    for (int i = 0; text.length() < 60_000; i++) {
      text.append("Step ").append(i).append(": the agent called search_flights, and it failed.\n");
    }
    assertEquals(
        Encodings.newLazyEncodingRegistry()
            .getEncoding(EncodingType.O200K_BASE)
            .countTokensOrdinary(text.toString()),
        Tokens.of(text.toString()));
  }

  @Test
  void aLimitStopsCounting() {
    assertTrue(Tokens.atMost("word ".repeat(1_000_000), 100) > 100);
    assertEquals(3, Tokens.atMost("one two three", 100));
  }
}
