package dev.clew.investigation.expressions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Unit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final KnownFacts FACTS =
      new KnownFacts(
          List.of(
              known("S1", "quality", "F1", "auc.change", real(-0.04, Unit.CHANGE, -0.06, -0.02)),
              known("S1", "quality", "F2", "auc.verdict", text("worse")),
              known("S1", "quality", "F3", "f1.verdict", text("held")),
              known("S1", "quality", "F4", "rows", whole(2_000, Unit.ROWS)),
              known("S2", "drift", "F1", "effect[column=age]", real(0.3, Unit.NONE)),
              known("S2", "drift", "F2", "effect[column=sex]", real(0.05, Unit.NONE)),
              known("S2", "drift", "F3", "rows", whole(500, Unit.ROWS)),
              known("S2", "drift", "F4", "share", real(0.25, Unit.SHARE)),
              known("S2", "drift", "F5", "price", new FactNow(new FactValue.Nothing(), Unit.USD)),
              known("S2", "drift", "F6", "cost", real(3, Unit.USD)),
              known("S2", "drift", "F7", "runs", whole(4, Unit.of("runs"))),
              known("S2", "drift", "F8", "began", whole(70_000, Unit.ROW_NUMBER)),
              known("S2", "drift", "F9", "ended", whole(75_000, Unit.ROW_NUMBER)),
              known("S2", "drift", "F10", "seconds", real(2, Unit.SECONDS)),
              known("S2", "drift", "F11", "zero", whole(0, Unit.ROWS))));

  private record FactNow(FactValue value, Unit unit, OptionalDouble low, OptionalDouble high) {
    FactNow(FactValue value, Unit unit) {
      this(value, unit, OptionalDouble.empty(), OptionalDouble.empty());
    }
  }

  private static FactNow real(double value, Unit unit) {
    return new FactNow(new FactValue.Real(value), unit);
  }

  private static FactNow real(double value, Unit unit, double low, double high) {
    return new FactNow(
        new FactValue.Real(value), unit, OptionalDouble.of(low), OptionalDouble.of(high));
  }

  private static FactNow whole(long value, Unit unit) {
    return new FactNow(new FactValue.Whole(value), unit);
  }

  private static FactNow text(String value) {
    return new FactNow(new FactValue.Text(value), Unit.NONE);
  }

  private static Known known(String step, String skill, String id, String name, FactNow fact) {
    return new Known(
        step, skill, new Fact(id, name, fact.value(), fact.low(), fact.high(), fact.unit(), "C1"));
  }

  private static Evaluated on(String expression) {
    return Expression.parse(expression).on(FACTS);
  }

  private static double number(String expression) {
    return assertInstanceOf(Value.Amount.class, on(expression).value()).value();
  }

  private static String unit(String expression) {
    return assertInstanceOf(Value.Amount.class, on(expression).value()).unit().symbol();
  }

  private static String refused(String expression) {
    return assertThrows(ExpressionError.class, () -> on(expression)).why();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 + 2 * 3 | 7",
        "(1 + 2) * 3 | 9",
        "2 - 3 - 4 | -5",
        "8 / 4 / 2 | 1",
        "-2 * -3 | 6",
        "abs(1 - 4) | 3",
        "min(4, 2, 3) | 2",
        "max(4, 2, 3) | 4",
        "sum(4, 2, 3) | 9",
        "S1.F4 + S2.F3 | 2500",
        "{quality/rows} / {drift/rows} | 4",
        "{S2/rows} | 500",
        "{rows} | 2000",
        "max({effect[*]}) | 0.3",
        "sum({effect[*]}) | 0.35",
        "count({effect[*]}) | 2",
        "count({effect[*]} > 0.1) | 1",
        "low({auc.change}) | -0.06",
        "high({auc.change}) | -0.02",
        "{ended} - {began} | 5000",
        "5% | 0.05",
      })
  void numbersAreWorkedOutAsOnPaper(String expression, double expected) {
    assertEquals(expected, number(expression), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{auc.verdict} = 'worse'",
        "{auc.verdict} != 'held'",
        "any({*.verdict} = 'worse')",
        "not all({*.verdict} = 'worse')",
        "{auc.change} < 0 and {rows} >= 2000",
        "{share} > 20% and {share} <= 25%",
        "{share} < 0.26",
        "exists({effect[column=age]}) and not exists({effect[column=height]})",
        "exists(S1.F1) and not exists(S1.F99)",
        "1 < 2 or {nowhere} = 1",
        "not (1 > 2 and {nowhere} = 1)",
        "true and not false",
      })
  void whatHoldsHolds(String expression) {
    assertTrue(on(expression).holds(), expression);
  }

  @ParameterizedTest
  @CsvSource({
    "{share} - {share}, points",
    "{effect[column=age]} - {effect[column=sex]}, change",
    "{quality/rows} / {drift/rows}, ratio",
    "{cost} / {runs}, USD per run",
    "{ended} - {began}, rows",
    "{seconds} * 3, s",
    "{cost} * {share}, USD",
    "{began} + {drift/rows}, row number",
  })
  void unitsFollowFromWhatIsDone(String expression, String symbol) {
    assertEquals(symbol, unit(expression));
  }

  @Test
  void unitsThatDoNotGoTogetherAreRefused() {
    assertEquals("'+' between s and USD", refused("{seconds} + {cost}"));
    assertEquals("'<' between s and rows", refused("{seconds} < {quality/rows}"));
    assertEquals("'*' between s and USD", refused("{seconds} * {cost}"));
    assertTrue(refused("{auc.verdict} > 3").contains("different kinds"));
    assertTrue(refused("{auc.verdict} < 'x'").contains("different kinds"));
    assertTrue(refused("1 and 2").contains("true or false"));
    assertTrue(refused("abs({auc.verdict})").contains("numbers"));
  }

  @Test
  void aDivisionByZeroIsUnknownAndNoError() {
    assertEquals(new Value.Unknown("a division by zero"), on("{quality/rows} / {zero}").value());
    assertInstanceOf(Value.Unknown.class, on("{quality/rows} / {zero} > 1").value());
  }

  @Test
  void whatRestsOnNothingKnownIsUnknown() {
    assertInstanceOf(Value.Unknown.class, on("{nowhere} > 1").value());
    assertInstanceOf(Value.Unknown.class, on("any({nowhere[*]} > 1)").value());
    assertInstanceOf(Value.Unknown.class, on("max({nowhere[*]})").value());
    assertEquals(new Value.Unknown("price is not known"), on("{price} > 1").value());
    assertEquals(0, number("count({nowhere[*]})"), "nothing can be counted");
  }

  @Test
  void aFactByIdThatIsNotThereIsRefused() {
    assertEquals("there is no fact S9.F1", refused("S9.F1 + 1"));
    assertEquals("there is no fact F1", refused("F1 > 2"));
  }

  @Test
  void severalFactsWhereOneIsNeededAreRefused() {
    assertTrue(refused("{effect[*]} > 0.1").contains("stands for 2 facts"));
    assertTrue(refused("{effect[*]} + {*.verdict}").contains("both stand for several"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1 +",
        "(1",
        "1)",
        "foo(1)",
        "abs()",
        "abs(1, 2)",
        "{a",
        "1 2",
        "S1.F",
        "a.b",
        "1 ; 2",
        "'open",
        "exists()",
        "any(1, 2)",
        "1 = = 2"
      })
  void whatIsNoExpressionIsRefusedWithItsPlace(String expression) {
    assertThrows(ExpressionError.class, () -> Expression.parse(expression));
  }

  @Test
  void nestingAndLengthHaveAnEnd() {
    assertThrows(ExpressionError.class, () -> Expression.parse("(".repeat(100) + "1"));
    assertThrows(ExpressionError.class, () -> Expression.parse("1 + ".repeat(200) + "1"));
  }

  @Test
  void anAnyRestsOnTheFactsItHoldsFor() {
    var evaluated = on("any({effect[*]} > 0.1)");
    assertEquals(List.of("S2.F1"), evaluated.facts().stream().map(Known::ref).toList());
  }

  @Test
  void whatDecidesAloneIsWhatItRestsOn() {
    assertEquals(
        List.of("S1.F2"),
        on("{auc.verdict} = 'worse' or {seconds} > 100").facts().stream().map(Known::ref).toList());
  }

  @Test
  void noTextMakesTheReaderFailOtherwise() {
    var random = new Random(11);
    var pieces =
        List.of(
            "1", "2%", "{rows}", "{*}", "S1.F1", "(", ")", "+", "-", "*", "/", "<", "=", "and",
            "or", "not", "any(", "max(", ",", "'x'", "exists(", "§", "{");
    for (int i = 0; i < 3_000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(9); n >= 0; n--) {
        text.append(pieces.get(random.nextInt(pieces.size()))).append(' ');
      }
      try {
        on(text.toString());
      } catch (ExpressionError e) {
        assertTrue(!e.why().isBlank());
      }
    }
  }
}
