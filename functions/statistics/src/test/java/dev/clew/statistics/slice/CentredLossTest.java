package dev.clew.statistics.slice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class CentredLossTest {

  /// Cell 0 has the losses 1 and 3, mean 2; cell 2 has 5 alone; cell 1 none.
  @Test
  void everyLossIsMeasuredAgainstItsCell() {
    double[] losses = {1, 5, 3, Double.NaN, 7};
    byte[] cells = {0, 2, 0, 0, -1};
    assertArrayEquals(
        new double[] {-1, 0, 1, Double.NaN, Double.NaN}, CentredLoss.of(losses, cells, 3));
  }

  @Test
  void cellsOfOtherRowsAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> CentredLoss.of(new double[2], new byte[3], 1));
  }
}
