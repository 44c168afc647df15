package dev.clew.investigation.expressions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NamePatternTest {
  @Test
  void aStarStandsForAnyCharactersAsInARegularExpression() {
    var random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      var pattern = text(random, "ab*");
      var name = text(random, "ab");
      // The JDK's own regular expressions are the oracle.
      var oracle = Pattern.compile(pattern.replace("*", ".*"));
      assertEquals(
          oracle.matcher(name).matches(),
          NamePattern.of(pattern).matches(name),
          pattern + " on " + name);
    }
  }

  private static String text(SplittableRandom random, String letters) {
    var text = new StringBuilder();
    for (int length = random.nextInt(7); length > 0; length--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
