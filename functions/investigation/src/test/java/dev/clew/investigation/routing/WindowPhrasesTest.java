package dev.clew.investigation.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowPhrasesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          did AUC drop since row 70,000                   | since row 70,000      |          | did AUC drop
          Is it still good on the latest rows?            | latest rows           |          | Is it still good ?
          what changed in the last 7 days                 | last 7 days           |          | what changed
          errors last week compared with last month       | last week             |          | errors
          drift in rows 70,000 to 75,000 against the reference | 70,000..75,000   | baseline | drift in the reference
          cost between 2026-11-01 and 2026-11-08          | 2026-11-01..2026-11-08 |         | cost
          tokens 2026-11-01..2026-11-08 vs 2026-10-01..2026-11-01 | 2026-11-01..2026-11-08 | 2026-10-01..2026-11-01 | tokens
          failures since 2026-11-05                       | since 2026-11-05      |          | failures
          what failed yesterday                           | yesterday             |          | what failed
          is the last 5000 rows' AUC lower                | last 5000 rows        |          | is ' AUC lower
          which tools fail                                |                       |          | which tools fail
          """)
  void wordsForStretchesOfDataAreFound(
      String question, String current, String baseline, String rest) {
    var phrases = WindowPhrases.in(question);

    assertEquals(Optional.ofNullable(current), phrases.current());
    assertEquals(Optional.ofNullable(baseline), phrases.baseline());
  }
}
