package dev.clew.investigation.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordedFaultsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "are there gaps in the data? | gaps,missing",
        "any duplicate rows? | duplicates",
        "which columns have nulls or typos | missing,typos",
        "did we lose labels, or do actuals arrive late? | actuals",
        "are there missing days? | gaps",
        "outliers or impossible values in income? | types,ranges,typos",
        "extreme values in income? | ranges",
        "is the data any good? | ''"
      })
  void faultsAreKnownByTheirWords(String question, String faults) {
    assertEquals(faults, WordedFaults.of(question).orElse(""), question);
  }
}
