package dev.clew.statistics.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.statistics.Interval;
import org.junit.jupiter.api.Test;

class FinitePopulationTest {
  /// Wilson's formula by numpy at 40 * 99 / 60 = 66 rows, z = 1.959963984540054.
  @Test
  void aSampleOfMuchLeavesLittleOpen() {
    var interval = FinitePopulation.share(10, 40, 100, Interval.LEVEL);
    assertEquals(0.16127108265834667, interval.low(), 1e-12);
    assertEquals(0.366230195848424, interval.high(), 1e-12);
    assertTrue(interval.width() < WilsonInterval.of(10, 40).width());
  }

  @Test
  void nothingIsLeftOpenWhereAllWereDrawn() {
    var interval = FinitePopulation.share(10, 40, 40, Interval.LEVEL);
    assertEquals(0.25, interval.low());
    assertEquals(0.25, interval.high());
  }

  @Test
  void moreThanThereAreCanNotBeDrawn() {
    assertThrows(
        IllegalArgumentException.class, () -> FinitePopulation.share(1, 5, 4, Interval.LEVEL));
  }
}
