package dev.clew.skills.failurepatterns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          total price is 375, but paid 299                    | total price is <num>, but paid <num>
          balance in payment method gift_card_8190333         | balance in payment method gift_card_<num>
          404 for url: https://a.example/b?c=1                | <num> for url: <url>
          user 3f2504e0-4f89-11d3-9a0c-0305e82c3301 is gone   | user <id> is gone
          at 2025-03-19T16:32:08.062Z it broke                | at <time> it broke
          no column 'AGE' in "people"                         | no column <str> in <str>
          cannot read /var/data/part-7.parquet                | cannot read <path>
          cannot read C:\\temp\\x.csv                         | cannot read <path>
          pointer 0x7ffde3 freed, commit 9fceb02d0ae598e9     | pointer <id> freed, commit <id>
          mail to a.b@example.com bounced                     | mail to <email> bounced
          called with {'a': {'b': [1, 2]}}                    | called with <args>
          it doesn't work and can't                           | it doesn't work and can't
          Größe 12 zu groß für “Käse”                         | Größe <num> zu groß für <str>
          """)
  void whatDiffersIsMasked(String message, String masked) {
    assertEquals(masked, Mask.of(message, KnownNames.NONE));
  }

  @Test
  void aLongMessageOnManyLinesBecomesOneLine() {
    assertEquals("a b", Mask.of(" a\n\t b \n", KnownNames.NONE));
    assertEquals(2_000, Mask.of("x".repeat(100_000), KnownNames.NONE).length());
  }
}
