package dev.clew.skills.tokencost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DecompositionTest {
  /// By hand: from 2 x 3 = 6 to 4 x 5 = 20, L = 14 / ln(20/6) = 11.6282..., so the first factor
  /// adds L ln 2 = 8.0600... and the second L ln(5/3) = 5.9400...
  @Test
  void twoFactorsShareTheChange() {
    var parts = new Decomposition(new double[][] {{2, 3}}, new double[][] {{4, 5}}, 0);

    double mean = 14 / Math.log(20 / 6.0);
    assertEquals(mean * Math.log(2), parts.effect(0), 1e-12);
    assertEquals(mean * Math.log(5 / 3.0), parts.effect(1), 1e-12);
    assertEquals(14, parts.effect(0) + parts.effect(1), 1e-12);
  }

  @Test
  void thePartsAddUpWhateverTheGroups() {
    var before = new double[][] {{2, 0.7, 100}, {2, 0.3, 900}, {2, 0, 50}};
    var now = new double[][] {{3, 0.2, 120}, {3, 0.0, 900}, {3, 0.8, 50}};

    var parts = new Decomposition(before, now, 1);

    double was = 2 * (0.7 * 100 + 0.3 * 900);
    double is = 3 * (0.2 * 120 + 0.8 * 50);
    assertEquals(is - was, parts.effect(0) + parts.effect(1) + parts.effect(2), 1e-9);
  }

  @Test
  void timeReversedTheEffectsChangeSign() {
    var before = new double[][] {{2, 0.7, 100}, {2, 0.3, 900}};
    var now = new double[][] {{3, 0.2, 120}, {3, 0.8, 50}};

    var there = new Decomposition(before, now, 1);
    var back = new Decomposition(now, before, 1);

    for (int k = 0; k < 3; k++) {
      assertEquals(there.effect(k), -back.effect(k), 1e-9);
    }
  }

  @Test
  void nothingChangesNothing() {
    var same = new double[][] {{2, 0.5, 100}, {2, 0.5, 0}};
    var parts = new Decomposition(same, same, 1);

    for (int k = 0; k < 3; k++) {
      assertEquals(0, parts.effect(k));
    }
  }
}
