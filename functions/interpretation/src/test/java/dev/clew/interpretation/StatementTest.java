package dev.clew.interpretation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Unit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatementTest {
  private final Fact failed = Example.fact("F1", new FactValue.Whole(34), Unit.TRACES);
  private final Fact all = Example.fact("F2", new FactValue.Whole(56), Unit.TRACES);
  private final Fact drop = Example.fact("F3", "auc.change", -0.031, Unit.POINTS);
  private final Fact row = Example.fact("F4", new FactValue.Whole(69_124), Unit.ROW_NUMBER);
  private final Fact message =
      Example.fact(
          "F5", new FactValue.Text("Error:\npayment \u001b[31mdoes not add up"), Unit.NONE);
  private final List<Fact> facts = List.of(failed, all, drop, row, message);

  private String fill(String text) {
    return Statement.parse(text).filled(facts);
  }

  @Test
  void figuresArePutInWithTheirUnits() {
    assertEquals("There are 56 traces.", fill("There are {F2}."));
  }

  @Test
  void aUnitThatTheWordsAlreadySayIsNotSaidTwice() {
    assertEquals("34 of 56 traces failed.", fill("{F1} of {F2} failed."));
    assertEquals("34 traces failed.", fill("{F1} traces failed."));
    assertEquals("34 of the 56 traces failed.", fill("{F1} of the {F2} failed."));
    assertEquals("34 of them failed.", fill("{F1} of them failed."));
    assertEquals("It began at row 69124.", fill("It began at row {F4}."));
    assertEquals("It began at row 69124.", fill("It began at {F4}."));
  }

  @Test
  void aVerbTakesTheSignAway() {
    assertEquals("It fell by 3.1 points.", fill("It fell by {F3}."));
    assertEquals("The change is -3.1 points.", fill("The change is {F3}."));
  }

  @Test
  void wordsFromTheDataStandQuotedOnOneLineWithoutControlCharacters() {
    assertEquals(
        "It says \u201cError: payment \\x{1B}[31mdoes not add up\u201d.", fill("It says {F5}."));
  }

  @Test
  void anUnknownPlaceholderIsAnError() {
    var unknown = assertThrows(IllegalArgumentException.class, () -> fill("There are {F9}."));
    assertTrue(String.valueOf(unknown.getMessage()).contains("{F9}"));
    assertThrows(IllegalArgumentException.class, () -> fill("There are {count}."));
    assertThrows(IllegalArgumentException.class, () -> fill("There are {F1."));
  }

  @Test
  void placeholdersCanBeRenumbered() {
    assertEquals(
        "{F11} of {F2}",
        Statement.parse("{F1} of {F2}").renumbered(Map.of("F1", "F11")).toString());
  }

  @Test
  void anIntervalWithinBracketsHasNoBracketsOfItsOwn() {
    var share = Example.between("F9", 0.684, 0.460, 0.846, Unit.SHARE);
    assertEquals(
        "It fails (68.4%, 46.0% to 84.6%).",
        Statement.parse("It fails ({F9}).").filled(List.of(share)));
    assertEquals(
        "It (often) fails in 68.4% (46.0% to 84.6%).",
        Statement.parse("It (often) fails in {F9}.").filled(List.of(share)));
  }
}
