package dev.clew.statistics.hypothesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Oracle: scipy 1.17.1, `permutation_test((d,), numpy.sum, permutation_type='samples',
/// alternative='greater', n_resamples=inf)`.
class SignFlipTestTest {

  @Test
  void winsAndLossesOfOneSizeAreMcNemarsExactTest() {
    double[] eight = new double[8];
    Arrays.fill(eight, 1);
    assertEquals(0.00390625, SignFlipTest.above(eight, 1).pValue(), 1e-15);
    double[] nineToTwo = {1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1};
    assertEquals(0.03271484375, SignFlipTest.above(nineToTwo, 1).pValue(), 1e-15);
  }

  @Test
  void differencesOfManySizesAreScipys() {
    double[] mixed = {0.5, 0.25, -0.125, 1, 0.75, -0.5};
    assertEquals(0.125, SignFlipTest.above(mixed, 1).pValue(), 1e-15);
    assertEquals(PValueMethod.EXACT, SignFlipTest.above(mixed, 1).method());
    double[] rounded = {.1, .2, .3, -.1, 0, 0};
    assertEquals(0.1875, SignFlipTest.above(rounded, 1).pValue(), 1e-15);
  }

  @Test
  void manyDifferencesAreDrawnAndComeNearScipys() {
    double[] many = new double[24];
    for (int i = 0; i < many.length; i++) {
      many[i] = ((i * 37) % 19 - 7) / 16.0;
    }
    var found = SignFlipTest.above(many, 7);
    assertEquals(PValueMethod.PERMUTATION, found.method());
    // Four standard errors of 20,000 draws.
    assertEquals(0.017550349235534668, found.pValue(), 0.0038);
    assertEquals(found.pValue(), SignFlipTest.above(many, 7).pValue());
  }

  @Test
  void noDifferenceIsNoEvidence() {
    assertEquals(1, SignFlipTest.above(new double[] {0, 0}, 1).pValue());
    assertEquals(1, SignFlipTest.above(new double[0], 1).pValue());
    assertThrows(
        IllegalArgumentException.class, () -> SignFlipTest.above(new double[] {Double.NaN}, 1));
  }

  /// Under no difference p is at most a level in at most that share of draws.
  @Test
  void itHoldsItsLevel() {
    var random = new Random(5);
    int rejected = 0;
    for (int i = 0; i < 2_000; i++) {
      double[] pairs = random.doubles(14, -1, 1).toArray();
      rejected += SignFlipTest.above(pairs, i).pValue() <= 0.05 ? 1 : 0;
    }
    // 100 are expected; 141 lies four standard deviations above.
    assertTrue(rejected <= 141, "rejected " + rejected);
  }
}
