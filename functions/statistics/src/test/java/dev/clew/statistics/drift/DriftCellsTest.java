package dev.clew.statistics.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clew.statistics.NumericSample;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftCellsTest {

  /// Both ways to count must agree: the sorted sample is the oracle of the single pass.
  @Test
  void unsortedRowsAreCountedLikeTheirSortedSample() {
    var random = new Random(4);
    double[] before = new double[5_000];
    Arrays.setAll(before, i -> random.nextGaussian());
    for (int repeats : new int[] {1, 20}) {
      double[] reference = before.clone();
      // With repeated values several cuts fall together and cells disappear.
      Arrays.fill(reference, 0, reference.length * (repeats - 1) / repeats, 0.25);
      double[] now = new double[3_000];
      Arrays.setAll(
          now,
          i ->
              switch (i % 50) {
                case 0 -> Double.NaN;
                case 1 -> Double.POSITIVE_INFINITY;
                case 2 -> 0.25;
                default -> 0.3 + random.nextGaussian();
              });
      var cells = DriftCells.of(NumericSample.of(reference));
      for (int from = 0; from < 3_000; from += 750) {
        CountPair sorted = cells.pair(NumericSample.of(now, from, from + 750));
        CountPair counted = cells.pair(now, from, from + 750);
        int count = counted.cells();
        assertArrayEquals(Arrays.copyOf(sorted.currentCounts(), count), counted.currentCounts());
        assertArrayEquals(
            Arrays.copyOf(sorted.referenceCounts(), count), counted.referenceCounts());
        assertEquals(sorted.currentRows(), counted.currentRows());
        assertEquals(sorted.referenceRows(), counted.referenceRows());
        assertEquals(JensenShannon.effect(sorted).value(), JensenShannon.effect(counted).value());
      }
    }
  }

  @Test
  void rowsWithoutAValueAreRefused() {
    var cells = DriftCells.of(NumericSample.of(new Random(1).doubles(500).toArray()));
    double[] nothing = {Double.NaN, Double.NEGATIVE_INFINITY};
    assertThrows(IllegalArgumentException.class, () -> cells.pair(nothing, 0, 2));
  }
}
