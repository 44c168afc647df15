package dev.clew.statistics.multiplicity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CorrectionsTest {

  private static final double[] P = {.01, .04, .03, .005, .2, .9, .04};

  /// Oracle: scipy 1.17.1, `false_discovery_control(p)`.
  @Test
  void benjaminiHochbergIsScipys() {
    assertArrayEquals(
        new double[] {0.035, 0.056, 0.056, 0.035, 0.7 / 3, 0.9, 0.056},
        BenjaminiHochberg.qValues(P),
        1e-14);
  }

  /// Oracle: statsmodels 0.15.0, `multipletests(p, method='holm')`.
  @Test
  void holmIsStatsmodels() {
    assertArrayEquals(
        new double[] {0.06, 0.16, 0.15, 0.035, 0.4, 0.9, 0.16}, Holm.adjusted(P), 1e-14);
  }

  @Test
  void looksWhoseValuesWereNotKeptCountAsOnes() {
    double[] all = {.01, .04, 1, 1, 1};
    double[] q = BenjaminiHochberg.qValues(all);
    assertArrayEquals(
        new double[] {q[0], q[1]}, BenjaminiHochberg.qValues(new double[] {.01, .04}, 5), 1e-15);
  }

  @Test
  void theOrderOfTheLooksDoesNotMatterAndNoneGiveNone() {
    double[] reversed = {.04, .9, .2, .005, .03, .04, .01};
    double[] q = BenjaminiHochberg.qValues(P);
    double[] back = BenjaminiHochberg.qValues(reversed);
    for (int i = 0; i < P.length; i++) {
      assertEquals(q[i], back[P.length - 1 - i], 1e-15);
    }
    assertEquals(0, BenjaminiHochberg.qValues().length);
    assertEquals(0, Holm.adjusted().length);
  }

  @Test
  void whatIsNoProbabilityIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> BenjaminiHochberg.qValues(1.2));
    assertThrows(IllegalArgumentException.class, () -> Holm.adjusted(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> BenjaminiHochberg.qValues(P, 3));
  }
}
