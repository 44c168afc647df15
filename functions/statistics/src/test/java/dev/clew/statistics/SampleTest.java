package dev.clew.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Oracle: numpy 2.4.6 and scipy 1.17.1 on the samples of [Samples] and on 200 exponential values.
class SampleTest {

  private static final double[] EXPONENTIAL = {
    1.42, 2.05, 1.14, 1.79, 0.41, 6.77, 0.02, 5.62, 1.15, 0.6, 1.08, 0.62, 1.8, 2.15, 3.77, 0.44,
    6.29, 1.47, 0.7, 1.77, 0.15, 0.12, 2.45, 1.55, 4.39, 0.95, 1.04, 2.36, 1.05, 0.04, 0.59, 2.03,
    1.27, 2.79, 0.02, 1.81, 0.5, 0.71, 6.15, 2.81, 7.59, 3.5, 4.49, 0.29, 0.61, 0.48, 2.3, 2.45,
    0.25, 0.77, 2.14, 0.14, 0.2, 1.74, 3.75, 5.39, 1.41, 2.61, 1.53, 1.87, 0.29, 4.99, 1.77, 1.75,
    0.05, 2.17, 2.12, 2.13, 1.14, 2.73, 3.15, 1.3, 0.7, 3.4, 1.35, 1.5, 0.22, 0.49, 4.09, 1.46,
    0.05, 2.65, 0.98, 5.9, 1.69, 1.95, 0.87, 0.04, 10.77, 0.94, 4.14, 0.29, 5.48, 0.03, 1.72, 0.18,
    0.37, 3.18, 5.3, 1.36, 2.91, 2.17, 0.95, 4.46, 3.68, 0.68, 1.45, 2.3, 2.3, 0.17, 10.58, 0.01,
    2.81, 2.57, 0.57, 1.36, 0.74, 0.03, 1.61, 2.4, 2.3, 8.92, 0.34, 0.38, 1.17, 0.43, 1.1, 5.59,
    2.68, 1.2, 1.5, 11.7, 1.09, 2.26, 3.76, 2.5, 2.42, 3.3, 0.5, 1.21, 2.74, 1.35, 4.42, 0.22, 1.1,
    0.69, 2.15, 0.96, 7.22, 1.8, 5.36, 3.39, 2.3, 2.43, 1.19, 0.65, 0.53, 0.23, 4.62, 1.27, 0.6,
    2.65, 1.1, 1.84, 4.92, 0.46, 1.76, 0.2, 0.82, 1.26, 0.55, 0.02, 0.68, 3.5, 2.58, 1.1, 0.42,
    4.41, 2.72, 7.86, 0.94, 4.35, 0.11, 0.09, 0.05, 0.11, 0.89, 0.12, 3.1, 0.06, 0.99, 0.42, 1.68,
    0.06, 1.1, 5.78, 2.24, 0.74, 3.2, 1.41
  };

  /// `np.quantile(x, [0, .1, .25, .37, .5, .9, 1])`.
  @Test
  void quantilesAreNumpys() {
    double[] shares = {0, .1, .25, .37, .5, .9, 1};
    double[] expected = {0.3, 1.29, 2.1, 2.7420000000000004, 3.3, 7.7700000000000005, 8.8};
    for (int i = 0; i < shares.length; i++) {
      assertEquals(expected[i], Samples.x().quantile(shares[i]));
      assertEquals(expected[i], Quantile.of(Samples.x().toArray(), shares[i]));
    }
    assertThrows(IllegalArgumentException.class, () -> Samples.x().quantile(1.1));
    assertThrows(IllegalArgumentException.class, () -> Quantile.of(new double[] {Double.NaN}, 0.5));
  }

  /// `x.mean(), x.var(ddof=1), x.std(), scipy.stats.skew(x)`.
  @Test
  void momentsAreNumpys() {
    assertEquals(4.016666666666667, Samples.x().mean(), 1e-15);
    assertEquals(7.166969696969698, Samples.x().variance(), 1e-14);
    assertEquals(2.5631469373062137, Samples.x().populationDeviation(), 1e-15);
    assertEquals(0.4838824670701766, Samples.x().skewness(), 1e-14);
  }

  /// `np.histogram_bin_edges(e, bins='doane')` and `np.histogram`.
  @Test
  void doaneBinsAreNumpys() {
    NumericSample sample = NumericSample.of(EXPONENTIAL);
    Bins bins = Bins.doane(sample);
    assertArrayEquals(
        new double[] {
          0.01,
          0.9092307692307692,
          1.8084615384615383,
          2.7076923076923074,
          3.6069230769230765,
          4.506153846153846,
          5.405384615384615,
          6.304615384615384,
          7.203846153846153,
          8.103076923076923,
          9.002307692307692,
          9.901538461538461,
          10.80076923076923,
          11.7
        },
        bins.edges());
    assertArrayEquals(new long[] {65, 53, 33, 16, 12, 6, 7, 1, 3, 1, 0, 2, 1}, bins.counts(sample));
  }

  @Test
  void binsAreClosedOnTheLeftAndTheLastOnBothSides() {
    Bins bins = Bins.of(0, 1, 2);
    assertArrayEquals(new long[] {2, 3}, bins.counts(NumericSample.of(-1, 0, 0.5, 1, 1.5, 2, 3)));
    assertEquals(0, bins.indexOf(0));
    assertEquals(1, bins.indexOf(1));
    assertEquals(1, bins.indexOf(2));
    assertEquals(-1, bins.indexOf(2.1));
    assertEquals(-1, bins.indexOf(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Bins.of(0, 0));
  }

  @Test
  void aConstantHasOneBin() {
    NumericSample constant = NumericSample.of(7, 7, 7);
    assertArrayEquals(new double[] {6.5, 7.5}, Bins.doane(constant).edges());
    assertArrayEquals(new long[] {0, 3}, Bins.quantiles(constant, 10).counts(constant));
  }

  @Test
  void countingOneByOneGivesTheBinsCounts() {
    NumericSample sample = NumericSample.of(EXPONENTIAL);
    Bins bins = Bins.of(0.5, 1, 3);
    Histogram left = new Histogram(bins);
    Histogram right = new Histogram(bins);
    for (int i = 0; i < EXPONENTIAL.length; i++) {
      (i % 2 == 0 ? left : right).add(EXPONENTIAL[i]);
    }
    right.add(Double.NaN);
    right.add(left);
    assertArrayEquals(bins.counts(sample), right.counts());
    assertEquals(sample.countBelow(0.5), right.below());
    assertEquals(200, right.size());
    assertEquals(1, right.missing());
    assertThrows(IllegalArgumentException.class, () -> right.add(new Histogram(Bins.of(0, 1))));
  }

  @Test
  void sortingLargeColumnsIsSorting() {
    SplittableRandom random = new SplittableRandom(3);
    double[] values = new double[50_000];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (i % 5) {
            case 0 -> random.nextInt(-5, 5);
            case 1 -> random.nextDouble() * 1e300;
            case 2 -> -random.nextDouble() * 1e-300;
            case 3 -> Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
            default -> i % 2 == 0 ? 0.0 : -0.0;
          };
    }
    double[] expected = Arrays.stream(values).map(value -> value + 0.0).sorted().toArray();
    assertArrayEquals(expected, NumericSample.of(values).toArray());
    assertArrayEquals(expected, NumericSample.of(expected).toArray());
  }

  @Test
  void shuffledRowsGiveTheSameBits() {
    double[] shuffled = EXPONENTIAL.clone();
    SplittableRandom random = new SplittableRandom(4);
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double swapped = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = swapped;
    }
    NumericSample one = NumericSample.of(EXPONENTIAL);
    NumericSample other = NumericSample.of(shuffled);
    assertNotEquals(EXPONENTIAL[0], shuffled[0]);
    assertEquals(one.mean(), other.mean());
    assertEquals(one.variance(), other.variance());
    assertEquals(one.skewness(), other.skewness());
  }

  @Test
  void twoSamplesAreOneSampleOfAllRows() {
    NumericSample whole = NumericSample.of(EXPONENTIAL);
    NumericSample parts =
        NumericSample.of(EXPONENTIAL, 0, 77).plus(NumericSample.of(EXPONENTIAL, 77, 200));
    assertArrayEquals(whole.toArray(), parts.toArray());
    assertEquals(whole.mean(), parts.mean());
  }

  @Test
  void whatIsNoNumberIsCountedApart() {
    NumericSample sample = NumericSample.of(1, Double.NaN, Double.POSITIVE_INFINITY, 2, Double.NaN);
    assertEquals(2, sample.size());
    assertEquals(2, sample.missing());
    assertEquals(1, sample.infinite());
    assertEquals(5, sample.rows());
    assertThrows(IllegalStateException.class, () -> NumericSample.of().mean());
    assertThrows(IllegalStateException.class, () -> NumericSample.of(1).variance());
    assertTrue(NumericSample.of(Double.NaN).isEmpty());
  }

  @Test
  void fewValuesManyTimesEachAreQuasiDiscrete() {
    double[] stars = new double[1000];
    Arrays.setAll(stars, i -> i % 5);
    assertTrue(NumericSample.of(stars).isQuasiDiscrete());
    assertFalse(Samples.x().isQuasiDiscrete());
    assertEquals(10, Samples.x().distinct());
  }

  @Test
  void categoriesAreCountedAndAddUp() {
    CategoricalSample sample = CategoricalSample.of(new int[] {0, 2, -1, 2}, 3);
    assertArrayEquals(new long[] {1, 0, 2}, sample.counts());
    assertEquals(1, sample.missing());
    assertEquals(3, sample.size());
    assertEquals(4, sample.rows());
    assertEquals(2, sample.distinct());
    assertEquals(0, sample.count(17));
    CategoricalSample sum = sample.plus(CategoricalSample.of(new int[] {4}, 5));
    assertArrayEquals(new long[] {1, 0, 2, 0, 1}, sum.counts());
    var wrong =
        assertThrows(
            IllegalArgumentException.class, () -> CategoricalSample.of(new int[] {0, 3}, 3));
    assertEquals("code 3 of row 1 is not in [-1, 3)", wrong.getMessage());
  }
}
