package dev.clew.skills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementTest {
  @Test
  void factsStandWhereTheirPlacesAre() {
    var said = Statement.of("{} of {} failed.", "F1", "F2").then("See {}.", "F1");

    assertEquals("{F1} of {F2} failed. See {F1}.", said.text());
    assertEquals(List.of("F1", "F2"), said.factIds());
  }

  @Test
  void nothingThenSomethingIsSomething() {
    var said = Statement.of("See {}.", "F3");

    assertEquals(said, Statement.EMPTY.then(said));
    assertEquals(said, said.then(Statement.EMPTY));
  }

  @Test
  void typedDigitsAndMissingFactsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Statement.of("12 of {}.", "F1"));
    assertThrows(IllegalArgumentException.class, () -> Statement.of("{} of {}.", "F1"));
    assertThrows(IllegalArgumentException.class, () -> Statement.of("{}.", "F1", "F2"));
  }
}
