package dev.clew.statistics.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clew.statistics.NumericSample;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Ranks by scipy 1.17.1: the largest k with `binom.cdf(k - 1, n, p) <= .025` and the smallest with
/// `binom.sf(k - 1, n, p) <= .025`; of the numbers 1 to n a value is its rank.
class QuantileIntervalTest {
  private static void ranks(int n, double share, double low, double high) {
    var sample = NumericSample.of(IntStream.rangeClosed(1, n).mapToDouble(i -> i).toArray());
    var interval = QuantileInterval.of(sample, share);
    assertEquals(low, interval.low(), n + " values, low end of " + share);
    assertEquals(high, interval.high(), n + " values, high end of " + share);
  }

  @Test
  void itsEndsAreTheValuesWithTheseRanks() {
    ranks(10, 0.5, 2, 9);
    ranks(20, 0.5, 6, 15);
    ranks(56, 0.5, 21, 36);
    ranks(1000, 0.5, 469, 532);
    ranks(100, 0.95, 90, 100);
    ranks(1000, 0.99, 983, 997);
  }

  @Test
  void whereTheSampleDoesNotSayAnEndIsInfinite() {
    ranks(5, 0.5, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    ranks(10, 0.9, 7, Double.POSITIVE_INFINITY);
    ranks(66, 0.95, 59, Double.POSITIVE_INFINITY);
  }

  @Test
  void nothingHasNoInterval() {
    assertThrows(
        IllegalArgumentException.class, () -> QuantileInterval.of(NumericSample.of(), 0.5));
  }
}
