package dev.clew.interpretation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clew.evidence.FactValue;
import dev.clew.evidence.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The expected texts are the contract, written by hand.
class FactWriterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "share  | 0.3542    | 35.4%",
        "share  | 0.9997    | 99.97%",
        "share  | 0.00042   | 0.042%",
        "share  | 0.0000001 | under 0.001%",
        "share  | 0         | 0%",
        "share  | 1         | 100%",
        "share  | 0.25      | 25%",
        "points | 0.0312    | +3.1 points",
        "points | -0.0312   | -3.1 points",
        "points | 0.0008    | +0.08 points",
        "points | 0.01      | +1 point",
        "points | 0         | 0 points",
        "change | -0.0181   | -0.0181",
        "change | 0.25      | +0.250",
        "ratio  | 2.4123    | 2.4x",
        "ratio  | 1.04      | 1.04x",
        "USD    | 1234.567  | $1,234.57",
        "USD    | 0.01234   | $0.012",
        "USD    | -2        | -$2.00",
        "USD    | 0         | $0",
        "tokens | 6969548   | 6,969,548 tokens",
        "s      | 0.00034   | 0.34 ms",
        "s      | 0.35      | 350 ms",
        "s      | 3.219     | 3.22 s",
        "s      | 245       | 4 min 5 s",
        "s      | 11520     | 3 h 12 min",
        "s      | 450000    | 5.2 days",
        "bytes  | 1234567   | 1.2 MB",
        "''     | 0.90312   | 0.903",
        "''     | 0.00000031| 3.1e-7",
        "''     | 123.456   | 123.5",
        "''     | 1234567.8 | 1,234,568",
        "row number | 69124 | row 69124",
        "columns | 1        | 1 column",
        "categories | 1     | 1 category",
        "classes | 1        | 1 class",
      })
  void aNumberIsWrittenByItsUnit(String unit, double value, String expected) {
    assertEquals(expected, FactWriter.number(value, Unit.of(unit)));
  }

  @Test
  void wholeNumbersKeepAllDigits() {
    var fact = Example.fact("F1", new FactValue.Whole(6_969_548), Unit.TOKENS);
    assertEquals("6,969,548 tokens", FactWriter.write(fact));
    assertEquals("1 trace", FactWriter.count(1, Unit.TRACES));
  }

  @Test
  void anIntervalStandsBehindTheValueInTheSameRounding() {
    assertEquals(
        "0.903 (0.901 to 0.905)",
        FactWriter.write(Example.between("F1", 0.903, 0.901, 0.905, Unit.NONE)));
    assertEquals(
        "39.3% (27.6% to 52.4%)",
        FactWriter.write(Example.between("F1", 0.39286, 0.2762, 0.5242, Unit.SHARE)));
    assertEquals(
        "-3.1 points (-4.0 to -2.2)",
        FactWriter.write(Example.between("F1", -0.0312, -0.0401, -0.0222, Unit.POINTS)));
  }

  @Test
  void aSizeAfterItsVerbHasNoSignAndItsIntervalTurnsWithIt() {
    assertEquals(
        "3.1 points (2.2 to 4.0)",
        FactWriter.write(
            Example.between("F1", -0.0312, -0.0401, -0.0222, Unit.POINTS), FactWriter.Form.SIZE));
  }

  @Test
  void whatIsNotKnownIsSaidToBeUnknown() {
    assertEquals(
        "unknown", FactWriter.write(Example.fact("F1", new FactValue.Nothing(), Unit.USD)));
  }

  @Test
  void instantsAreWrittenInUtc() {
    var fact = Example.fact("F1", new FactValue.Text("2026-11-01T10:00:05Z"), Unit.INSTANT);
    assertEquals("2026-11-01 10:00:05 UTC", FactWriter.write(fact));
  }

  @Test
  void instantsAndDurationsInTextAreWrittenForReaders() {
    assertEquals("2012-10-29 00:00 UTC", text("2012-10-29T00:00:00Z"));
    assertEquals("2026-03-01 08:15:30 UTC", text("2026-03-01T08:15:30.123456789Z"));
    assertEquals("24 h", text("PT24H"));
    assertEquals("1 h 30 min", text("PT1H30M"));
    assertEquals("7.0 days", text("P7D"));
    assertEquals("2.50 s", text("PT2.5S"));
  }

  @Test
  void wordsThatOnlyBeginLikeADurationStayAsTheyAre() {
    for (var word : List.of("P", "PT", "P7", "PT24", "PTA", "P7D2", "2012-10-29")) {
      assertEquals(word, text(word));
    }
  }

  private static String text(String value) {
    return FactWriter.write(Example.fact("F1", new FactValue.Text(value), Unit.NONE));
  }
}
