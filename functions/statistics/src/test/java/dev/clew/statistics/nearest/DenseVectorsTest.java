package dev.clew.statistics.nearest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DenseVectorsTest {

  private static float[] unit(RandomGenerator random, int dimensions) {
    var vector = new float[dimensions];
    double square = 0;
    for (int d = 0; d < dimensions; d++) {
      vector[d] = (float) random.nextGaussian();
      square += vector[d] * vector[d];
    }
    for (int d = 0; d < dimensions; d++) {
      vector[d] = (float) (vector[d] / Math.sqrt(square));
    }
    return vector;
  }

  private static DenseVectors random(RandomGenerator random, int count, int dimensions) {
    var vectors = new DenseVectors(dimensions);
    for (int i = 0; i < count; i++) {
      vectors.add(unit(random, dimensions));
    }
    return vectors;
  }

  /// The oracle sorts all dot products, formed in double one after the other.
  @Test
  void theNearestAreThoseThatSortingAllFinds() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    for (int dimensions : new int[] {1, 3, 8, 37, 384}) {
      var vectors = random(random, 2_500, dimensions);
      var query = unit(random, dimensions);
      var sorted =
          IntStream.range(0, vectors.count())
              .mapToObj(i -> new DenseVectors.Near(i, vectors.product(query, i)))
              .sorted(
                  Comparator.comparingDouble(DenseVectors.Near::product)
                      .reversed()
                      .thenComparingInt(DenseVectors.Near::place))
              .limit(10)
              .toList();
      for (int threads : new int[] {1, 2, 3}) {
        assertEquals(sorted, vectors.nearest(query, 10, threads), dimensions + " dimensions");
      }
    }
  }

  private static List<DenseVectors.Near> sorted(DenseVectors vectors, float[] query, int most) {
    return IntStream.range(0, vectors.count())
        .mapToObj(i -> new DenseVectors.Near(i, vectors.product(query, i)))
        .filter(near -> Double.isFinite(near.product()))
        .sorted(
            Comparator.comparingDouble(DenseVectors.Near::product)
                .reversed()
                .thenComparingInt(DenseVectors.Near::place))
        .limit(most)
        .toList();
  }

  /// Rounding to 8 bits tells none of these apart, and float not all.
  @Test
  void amongThousandsThatHardlyDifferTheNearestAreStillFound() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(23);
    var centre = unit(random, 50);
    var vectors = new DenseVectors(50);
    for (int i = 0; i < 6_000; i++) {
      var vector = centre.clone();
      vector[random.nextInt(50)] += (float) (random.nextGaussian() * 1e-6);
      vectors.add(vector);
    }

    assertEquals(sorted(vectors, centre, 10), vectors.nearest(centre, 10, 2));
  }

  /// Lengths from 0 to 100,000, components of very different sizes, and one that is no number.
  @Test
  void vectorsOfAnyLengthAreHeldAgainstEachOther() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(29);
    var vectors = new DenseVectors(13);
    for (int i = 0; i < 3_000; i++) {
      var vector = unit(random, 13);
      float length = i % 50 == 0 ? 0 : (float) Math.pow(10, random.nextDouble() * 10 - 5);
      for (int d = 0; d < 13; d++) {
        vector[d] *= length;
      }
      vector[i % 13] *= 1_000;
      if (i == 77) {
        vector[3] = Float.NaN;
      }
      if (i == 78) {
        vector[3] = Float.POSITIVE_INFINITY;
      }
      vectors.add(vector);
    }

    for (int q = 0; q < 50; q++) {
      var query = unit(random, 13);
      query[q % 13] *= 100;
      assertEquals(sorted(vectors, query, 10), vectors.nearest(query, 10, 2));
    }
    assertEquals(2_998, vectors.nearest(unit(random, 13), 3_000, 2).size());
    assertEquals(10, vectors.nearest(new float[13], 10, 2).size());
  }

  @Test
  void productsDoNotDependOnThreads() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
    var vectors = random(random, 5_000, 50);
    var query = unit(random, 50);

    assertArrayEquals(vectors.products(query, 1), vectors.products(query, 4));
  }

  @Test
  void equalOnesComeByTheirPlaceAndOnlyAllowedOnesComeAtAll() {
    var vectors = new DenseVectors(2);
    for (int i = 0; i < 6; i++) {
      vectors.add(new float[] {1, 0});
    }
    var allowed = new BitSet();
    allowed.set(2);
    allowed.set(5);
    allowed.set(99);

    assertEquals(
        List.of(new DenseVectors.Near(2, 1), new DenseVectors.Near(5, 1)),
        vectors.nearest(new float[] {1, 0}, 10, allowed, 2));
    assertEquals(List.of(), new DenseVectors(2).nearest(new float[] {1, 0}, 10, 1));
    assertEquals(List.of(), vectors.nearest(new float[] {1, 0}, 0, 1));
  }

  @Test
  void aVectorOfAnotherDimensionIsRefused() {
    var vectors = new DenseVectors(2);
    var message =
        assertThrows(IllegalArgumentException.class, () -> vectors.add(new float[3])).getMessage();
    assertEquals("a vector of 3 dimensions among those of 2", message);
  }
}
