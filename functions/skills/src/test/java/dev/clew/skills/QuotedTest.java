package dev.clew.skills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Excerpt;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotedTest {

  @Test
  void wordsThatFitStandAsTheyAre() {
    assertEquals(
        List.of(new Excerpt("t1/s2, result", "<p>404</p>")),
        Quoted.of("t1", "s2", "result", " <p>404</p>\n"));
  }

  @Test
  void blankWordsAreNone() {
    assertEquals(List.of(), Quoted.of("t1", "s2", "result", " \n"));
  }

  @Test
  void longJsonKeepsItsKeysAndSaysHowToGetTheRest() {
    var long_ =
        "{\"status\": \"failed\", \"rows\": [\"" + "a, ".repeat(4_000) + "\"], \"code\": 7}";
    var text = Quoted.of("t1", "s2", "result", long_).getFirst().text();

    assertTrue(text.length() <= Quoted.LONGEST, text.length() + " characters");
    assertTrue(text.contains("\"status\":\"failed\"") && text.contains("\"code\":7"), text);
    assertTrue(text.contains("characters more; open #/rows/0"), text);
    assertTrue(text.endsWith("(# is clew traces t1, span s2, result)"), text);
  }

  @Test
  void longTextKeepsItsBeginningAndItsEnd() {
    var text =
        Quoted.of("t1", "s2", "error", "Traceback" + " and so on".repeat(900) + " ValueError: no")
            .getFirst()
            .text();

    assertTrue(text.length() <= Quoted.LONGEST, text.length() + " characters");
    assertTrue(text.startsWith("Traceback") && text.contains("ValueError: no"), text);
    assertTrue(text.contains("characters more"), text);
  }
}
