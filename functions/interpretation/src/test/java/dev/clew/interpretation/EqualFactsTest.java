package dev.clew.interpretation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.FactValue;
import dev.clew.evidence.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class EqualFactsTest {

  /// RFC 8785: members sorted by name, numbers as ECMAScript writes them (section 3.2.2.3: 1E30 is
  /// `1e+30`, 4.50 is `4.5`, 2e-3 is `0.002`), only necessary escapes.
  @Test
  void theCanonicalFormIsThatOfRfc8785() {
    assertEquals(
        "{\"high\":null,\"low\":null,\"name\":\"a\",\"unit\":\"share\",\"value\":0.002}",
        EqualFacts.canonical(Example.fact("F1", "a", 2e-3, Unit.SHARE)));
    assertEquals(
        "{\"high\":null,\"low\":null,\"name\":\"\u20ac\\n\",\"unit\":\"\",\"value\":1e+30}",
        EqualFacts.canonical(Example.fact("F1", "\u20ac\n", 1e30, Unit.NONE)));
  }

  @Test
  void idsAndOrderDoNotCountButValuesDo() {
    var one = Example.fact("F1", "a", 0.5, Unit.SHARE);
    var other = Example.fact("F2", "b", new FactValue.Whole(3), Unit.ROWS);
    var again = List.of(other.renumbered("F8", "C3"), one.renumbered("F9", "C4"));
    assertTrue(EqualFacts.equal(List.of(one, other), again));
    assertFalse(EqualFacts.equal(List.of(one), again));
    assertFalse(
        EqualFacts.equal(
            List.of(one), List.of(Example.fact("F1", "a", Math.nextUp(0.5), Unit.SHARE))));
    assertFalse(EqualFacts.equal(List.of(one), List.of(Example.fact("F1", "a", 0.5, Unit.POINTS))));
  }
}
