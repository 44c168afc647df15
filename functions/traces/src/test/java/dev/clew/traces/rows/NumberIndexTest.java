package dev.clew.traces.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberIndexTest {
  @Test
  void itKnowsWhatAMapKnows() {
    var index = new NumberIndex(2);
    var map = new HashMap<Double, Integer>();
    var random = new Random(5);
    for (int i = 0; i < 50_000; i++) {
      double number = random.nextBoolean() ? random.nextInt(20_000) : random.nextGaussian();
      assertEquals(map.put(number, i) == null, index.put(number, i));
    }
    assertEquals(map.size(), index.size());
    map.forEach((number, place) -> assertEquals(place, index.get(number)));
    assertEquals(-1, index.get(1e300));
  }

  @Test
  void zeroIsOneNumber() {
    var index = new NumberIndex(2);
    assertTrue(index.put(0.0, 1));
    assertFalse(index.put(-0.0, 2));
    assertEquals(2, index.get(0.0));
  }
}
