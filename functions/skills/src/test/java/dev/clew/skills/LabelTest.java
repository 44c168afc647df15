package dev.clew.skills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LabelTest {
  @Test
  void aShortValueStaysAsItIs() {
    assertEquals("tokens[model=gpt-4o]", Label.of("tokens", "model", "gpt-4o"));
    assertEquals("tokens[model=模型 🙂]", Label.of("tokens", "model", "模型 🙂"));
    assertEquals("tokens[model=(none)]", Label.of("tokens", "model", " "));
  }

  @Test
  void longOrUnprintableValuesStayApart() {
    var one = "a".repeat(500) + "1";
    var other = "a".repeat(500) + "2";

    assertTrue(Label.shown(one).length() <= Label.LONGEST, Label.shown(one));
    assertNotEquals(Label.shown(one), Label.shown(other));
    assertNotEquals(Label.shown("a\nb"), Label.shown("a b"));
    assertNotEquals(Label.shown("a]b"), Label.shown("a[b"));
    assertNotEquals(Label.shown(""), Label.shown("(none)"));
  }

  @Test
  void aPairOfSurrogatesIsNotTornApart() {
    var shown = Label.shown("🙂".repeat(200));

    assertEquals(-1, shown.indexOf("\ud83d…"), shown);
  }
}
