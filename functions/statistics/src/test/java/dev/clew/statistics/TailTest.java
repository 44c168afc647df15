package dev.clew.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TailTest {

  /// Oracle: scipy 1.17.1, `norm.sf`, `t.sf`, `chi2.sf`, `norm.ppf`.
  @Test
  void tailsAreScipysFarOutToo() {
    close(0.9031995154143897, Tail.normal(-1.3));
    close(2.866515718791933e-07, Tail.normal(5));
    close(4.906713927147908e-198, Tail.normal(30));
    close(0.019825117332800214, Tail.studentT(2.5, 7.3));
    close(1.487541523412842e-246, Tail.studentTTwoSided(34.18, 14865.3));
    close(0.5249309467861041, Tail.chiSquare(3.2, 4));
    close(6.367822044752633e-187, Tail.chiSquare(900, 10));
    close(1.959963984540054, Tail.twoSidedZ(0.95));
  }

  @Test
  void endsOfTheScale() {
    assertEquals(0, Tail.studentTTwoSided(Double.POSITIVE_INFINITY, 3));
    assertEquals(1, Tail.chiSquare(0, 3));
    assertThrows(IllegalArgumentException.class, () -> Tail.studentT(1, 0));
    assertThrows(IllegalArgumentException.class, () -> Tail.twoSidedZ(1));
  }

  private static void close(double expected, double actual) {
    assertEquals(expected, actual, 1e-11 * expected);
  }
}
