package dev.clew.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SumsTest {

  /// Python 3.11: `math.fsum([1e308, 1.0, -1e308, 1e-300])` is 1.0.
  @Test
  void nothingIsLostBesideLargeNumbers() {
    assertEquals(1.0, sum(1e308, 1.0, -1e308, 1e-300));
    assertEquals(Double.MIN_VALUE, sum(1e308, Double.MIN_VALUE, -1e308));
    assertEquals(0, sum());
    assertEquals(-3 * Double.MIN_VALUE, sum(-Double.MIN_VALUE, -2 * Double.MIN_VALUE));
  }

  /// Oracle: BigDecimal, which adds without rounding.
  @Test
  void theSumIsTheRoundedTrueOneInAnyOrderAndSplit() {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < 50; round++) {
      double[] terms = new double[3000];
      BigDecimal expected = BigDecimal.ZERO;
      for (int i = 0; i < terms.length; i++) {
        terms[i] = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-40, 40));
        expected = expected.add(new BigDecimal(terms[i]));
      }
      ExactSum left = new ExactSum();
      ExactSum right = new ExactSum();
      for (int i = terms.length - 1; i >= 0; i--) {
        (i % 3 == 0 ? left : right).add(terms[i]);
      }
      right.add(left);
      assertEquals(expected.doubleValue(), right.value());
      assertEquals(expected.doubleValue(), sum(terms));
      assertEquals(0, expected.compareTo(right.toBigDecimal()));
    }
  }

  @Test
  void productsAreAddedWithoutRounding() {
    ExactSum sum = new ExactSum();
    sum.addProduct(0.1, 0.1);
    sum.addProduct(-0.1, 0.1);
    sum.addSquare(1e-3);
    assertEquals(new BigDecimal(1e-3).multiply(new BigDecimal(1e-3)).doubleValue(), sum.value());
  }

  @Test
  void whatIsNoNumberIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> sum(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> sum(Double.NEGATIVE_INFINITY));
  }

  /// numpy 2.4.6: the variance (ddof=1) of 0, .1, ... .9 is 0.09166666666666666; 1e9 added moves
  /// the inputs, not the arithmetic.
  @Test
  void aLargeMeanCostsNoDigitsOfTheVariance() {
    Moments moments = new Moments();
    Moments plain = new Moments();
    for (int i = 0; i < 10; i++) {
      moments.add((1L << 30) + i * 0.125);
      plain.add(i * 0.125);
    }
    assertEquals(plain.variance(), moments.variance());
    assertEquals((1L << 30) + 0.5625, moments.mean());
    Moments tenths = new Moments();
    for (int i = 0; i < 10; i++) {
      tenths.add(i * 0.1);
    }
    assertEquals(0.09166666666666666, tenths.variance(), 1e-16);
  }

  @Test
  void momentsMergeToTheSameBits() {
    SplittableRandom random = new SplittableRandom(2);
    Moments whole = new Moments();
    Moments[] parts = {new Moments(), new Moments(), new Moments()};
    for (int i = 0; i < 5000; i++) {
      double value = i % 97 == 0 ? Double.NaN : Math.exp(20 * random.nextDouble());
      whole.add(value);
      parts[i % 3].add(value);
    }
    parts[2].add(parts[0]);
    parts[1].add(parts[2]);
    assertEquals(whole.meanEstimate(), parts[1].meanEstimate());
    assertEquals(whole.variance(), parts[1].variance());
    assertEquals(whole.missing(), parts[1].missing());
    assertEquals(whole.min(), parts[1].min());
    assertEquals(whole.max(), parts[1].max());
  }

  @Test
  void noNumberHasNoMoments() {
    assertEquals(Optional.empty(), new Moments().meanEstimate());
    assertThrows(IllegalStateException.class, () -> new Moments().mean());
    Moments one = new Moments();
    one.add(4);
    one.add(Double.POSITIVE_INFINITY);
    assertEquals(4, one.mean());
    assertEquals(1, one.infinite());
    assertThrows(IllegalStateException.class, one::variance);
    assertEquals(Double.POSITIVE_INFINITY, one.meanEstimate().orElseThrow().high());
  }

  private static double sum(double... terms) {
    ExactSum sum = new ExactSum();
    for (double term : terms) {
      sum.add(term);
    }
    return sum.value();
  }
}
