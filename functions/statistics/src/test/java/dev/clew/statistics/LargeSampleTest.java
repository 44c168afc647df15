package dev.clew.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Large samples, which are sorted group by group and only where asked. Oracle: the same rows
/// sorted by the JDK and walked through value by value, summed exactly.
class LargeSampleTest {

  private static final int ROWS = 40_000;

  /// Columns that are hard to lay out evenly, from uniform numbers in (0, 1).
  private enum Shape {
    NORMAL(u -> Math.sqrt(-2 * Math.log(u)) * Math.cos(1e5 * u)),
    HEAVY_TAIL(u -> Math.pow(u, -3)),
    WHOLE(u -> Math.floor(60 * u) - 20),
    FAR_FROM_ZERO(u -> 1e9 + u),
    SENTINEL(u -> u < 0.3 ? -999 : u < 0.31 ? -1e300 : u),
    TWO_PEAKS(u -> u < 0.5 ? u / 1e6 : 100 + u / 1e6),
    TINY(u -> u * 1e-310),
    CONSTANT(u -> u < 0.9999 ? 7 : 8);

    private final DoubleUnaryOperator of;

    Shape(DoubleUnaryOperator of) {
      this.of = of;
    }

    double[] column(long seed, double move) {
      var random = new SplittableRandom(seed);
      double[] column = new double[ROWS];
      for (int i = 0; i < ROWS; i++) {
        column[i] = of.applyAsDouble(random.nextDouble() * 0.999 + 0.0005) + move;
      }
      column[17] = Double.NaN;
      column[18] = Double.NEGATIVE_INFINITY;
      column[19] = -0.0;
      return column;
    }
  }

  private static double[] sorted(double[] column) {
    return Arrays.stream(column)
        .filter(Double::isFinite)
        .map(value -> value + 0.0)
        .sorted()
        .toArray();
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void ranksAndCountsAreThoseOfTheSortedRows(Shape shape) {
    double[] column = shape.column(1, 0);
    double[] expected = sorted(column);
    NumericSample sample = NumericSample.of(column);
    assertEquals(ROWS - 2, sample.size());
    assertEquals(1, sample.missing());
    assertEquals(1, sample.infinite());
    assertEquals(expected[0], sample.min());
    assertEquals(expected[ROWS - 3], sample.max());
    for (int rank = 0; rank < expected.length; rank += 977) {
      assertEquals(expected[rank], sample.at(rank));
      int below = first(expected, expected[rank]);
      assertEquals(below, sample.countBelow(expected[rank]));
      assertEquals(
          below,
          sample.countBelow(Math.nextDown(expected[rank]))
              + ties(expected, Math.nextDown(expected[rank])));
    }
    assertEquals(0, sample.countBelow(Double.NEGATIVE_INFINITY));
    assertEquals(ROWS - 2, sample.countAtMost(Double.POSITIVE_INFINITY));
    assertEquals(0, sample.countAtMost(Double.NaN));
    assertEquals(Quantile.ofSorted(expected, 0.123), sample.quantile(0.123));
    assertEquals(Arrays.stream(expected).distinct().count(), sample.distinct());
    assertArrayEquals(expected, sample.toArray());
  }

  private static int first(double[] ascending, double value) {
    return (int) Arrays.stream(ascending).filter(other -> other < value).count();
  }

  private static int ties(double[] ascending, double value) {
    return (int) Arrays.stream(ascending).filter(other -> other == value).count();
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void distancesAreThoseOfTheWalkThroughAllValues(Shape shape) {
    for (double move : new double[] {0, 1e-3, 0.5}) {
      double[] before = shape.column(1, 0);
      double[] now = shape.column(2, move);
      NumericSample reference = NumericSample.of(before);
      NumericSample beside = reference.beside(now, 0, ROWS);
      assertTrue(reference.isBeside(beside));
      NumericSample apart = NumericSample.of(now);
      assertFalse(reference.isBeside(apart));
      EcdfDifference quick = EcdfDifference.of(reference, beside);
      EcdfDifference walked = EcdfDifference.of(reference, apart);
      assertEquals(walked.most(), quick.most());
      assertEquals(walked.mostAt(), quick.mostAt());
      assertEquals(walked.least(), quick.least());
      assertEquals(walked.leastAt(), quick.leastAt());
      assertEquals(walked.area(), quick.area());
      assertEquals(area(sorted(before), sorted(now)), quick.area(), 1e-15 * quick.area());
    }
  }

  /// Integral of |F - G|, its terms summed exactly.
  private static double area(double[] first, double[] second) {
    var area = new ExactSum();
    int i = 0;
    int j = 0;
    double before = Math.min(first[0], second[0]);
    while (i < first.length || j < second.length) {
      double x =
          j == second.length || (i < first.length && first[i] <= second[j]) ? first[i] : second[j];
      double height = Math.abs((double) i * second.length - (double) j * first.length);
      area.addProduct(height, x);
      area.addProduct(-height, before);
      while (i < first.length && first[i] == x) {
        i++;
      }
      while (j < second.length && second[j] == x) {
        j++;
      }
      before = x;
    }
    return area.value() / ((double) first.length * second.length);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void shuffledRowsGiveTheSameBits(Shape shape) {
    double[] column = shape.column(1, 0);
    double[] other = shape.column(2, 0.01);
    double[] shuffled = column.clone();
    var random = new SplittableRandom(4);
    for (int i = ROWS - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double kept = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = kept;
    }
    NumericSample one = NumericSample.of(column);
    NumericSample two = NumericSample.of(shuffled);
    assertEquals(one.mean(), two.mean());
    assertEquals(one.populationDeviation(), two.populationDeviation());
    assertEquals(one.skewness(), two.skewness());
    assertEquals(
        EcdfDifference.of(one, one.beside(other, 0, ROWS)).area(),
        EcdfDifference.of(two, two.beside(other, 0, ROWS)).area());
  }
}
