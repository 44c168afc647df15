package dev.clew.statistics.nearest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Many vectors of one number of dimensions, and which of them lie nearest to another, exactly.
///
/// They lie in blocks, dimension by dimension within a block (Kuffo, Krippner and Boncz, 2025,
/// doi:10.1145/3725333), once as they are and once rounded to 8 bits: the rounded ones are read for
/// every search, and of the others those that the rounded ones do not rule out. Sums of floats run
/// in a fixed order, so a result depends neither on threads nor on which other vectors there are.
public final class DenseVectors {
  /// Vectors a block: their running sums stay in the fastest cache.
  private static final int BLOCK = 1_024;

  /// Dimensions at a time, so that the sums are not fetched and put back for each.
  private static final int STEP = 8;

  /// Vectors that are looked at one by one, which is far slower for each than all at once.
  private static final int FEW = 2_048;

  private final int dimensions;
  private final RoundedVectors rounded;
  private final List<float[]> blocks = new ArrayList<>();
  private int count;

  /// @param dimensions of every vector, from 1
  public DenseVectors(int dimensions) {
    if (dimensions < 1) {
      throw new IllegalArgumentException("vectors of " + dimensions + " dimensions");
    }
    this.dimensions = dimensions;
    this.rounded = new RoundedVectors(dimensions, BLOCK);
  }

  /// Puts a vector behind the others.
  ///
  /// @throws IllegalArgumentException when it has another number of dimensions
  public void add(float[] vector) {
    checked(vector);
    int at = count % BLOCK;
    if (at == 0) {
      blocks.add(new float[BLOCK * dimensions]);
    }
    var block = blocks.getLast();
    for (int d = 0; d < dimensions; d++) {
      block[d * BLOCK + at] = vector[d];
    }
    rounded.add(count, vector);
    count++;
  }

  private void checked(float[] vector) {
    if (vector.length != dimensions) {
      throw new IllegalArgumentException(
          "a vector of " + vector.length + " dimensions among those of " + dimensions);
    }
  }

  public int count() {
    return count;
  }

  public int dimensions() {
    return dimensions;
  }

  /// The vector at a place, as it was put in.
  public float[] vector(int place) {
    var block = blocks.get(place / BLOCK);
    var vector = new float[dimensions];
    for (int d = 0; d < dimensions; d++) {
      vector[d] = block[d * BLOCK + place % BLOCK];
    }
    return vector;
  }

  /// The dot product of each vector with another, in their order.
  ///
  /// @param threads that share the work; the result does not depend on it
  public float[] products(float[] query, int threads) {
    checked(query);
    var products = new float[blocks.size() * BLOCK];
    share(
        threads,
        (first, workers) -> {
          var sums = new float[BLOCK];
          for (int b = first; b < blocks.size(); b += workers) {
            Arrays.fill(sums, 0);
            block(blocks.get(b), query, sums);
            System.arraycopy(sums, 0, products, b * BLOCK, BLOCK);
          }
        });
    return Arrays.copyOf(products, count);
  }

  /// A share of the blocks: from the first, every so many.
  private interface Share {
    void work(int first, int workers);
  }

  private void share(int threads, Share share) {
    int workers = Math.clamp(threads, 1, Math.max(1, blocks.size()));
    if (workers == 1) {
      share.work(0, 1);
      return;
    }
    try (var pool = Executors.newFixedThreadPool(workers - 1)) {
      var others = new ArrayList<Future<?>>();
      for (int worker = 1; worker < workers; worker++) {
        int own = worker;
        others.add(pool.submit(() -> share.work(own, workers)));
      }
      share.work(0, workers);
      others.forEach(DenseVectors::await);
    }
  }

  private static void await(Future<?> work) {
    try {
      work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while vectors were compared", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("vectors could not be compared", e.getCause());
    }
  }

  private void block(float[] block, float[] query, float[] sums) {
    int d = 0;
    for (; d + STEP <= dimensions; d += STEP) {
      eight(
          block,
          d * BLOCK,
          sums,
          query[d],
          query[d + 1],
          query[d + 2],
          query[d + 3],
          query[d + 4],
          query[d + 5],
          query[d + 6],
          query[d + 7]);
    }
    for (; d < dimensions; d++) {
      one(block, d * BLOCK, sums, query[d]);
    }
  }

  private static void one(float[] block, int at, float[] sums, float q) {
    for (int i = 0; i < BLOCK; i++) {
      sums[i] += q * block[at + i];
    }
  }

  private static void eight(
      float[] block,
      int at,
      float[] sums,
      float q0,
      float q1,
      float q2,
      float q3,
      float q4,
      float q5,
      float q6,
      float q7) {
    for (int i = 0; i < BLOCK; i++) {
      sums[i] +=
          ((q0 * block[at + i] + q1 * block[at + BLOCK + i])
                  + (q2 * block[at + 2 * BLOCK + i] + q3 * block[at + 3 * BLOCK + i]))
              + ((q4 * block[at + 4 * BLOCK + i] + q5 * block[at + 5 * BLOCK + i])
                  + (q6 * block[at + 6 * BLOCK + i] + q7 * block[at + 7 * BLOCK + i]));
    }
  }

  /// A vector's place and its dot product with another.
  public record Near(int place, double product) {}

  /// The vectors of the largest dot products, largest first, equal ones by place: for vectors of
  /// length 1 the nearest. Exact: left out are only those that are proven to have smaller products
  /// than enough others, and the rest is held against each other in double. A vector that is not
  /// finite is near to nothing.
  ///
  /// @param allowed places to look at
  /// @param most how many, from 0
  public List<Near> nearest(float[] query, int most, BitSet allowed, int threads) {
    checked(query);
    if (most < 1) {
      return List.of();
    }
    var open = open(query, most, allowed, threads);
    if (open.length > FEW) {
      var products = products(query, threads);
      var best = new Best(Math.min(most, open.length));
      for (int place : open) {
        best.add(products[place]);
      }
      double bar = best.least() - 2 * rounding(query);
      open = Arrays.stream(open).filter(place -> products[place] >= bar).toArray();
    }
    return Arrays.stream(open)
        .mapToObj(place -> new Near(place, product(query, place)))
        .sorted(Comparator.comparingDouble(Near::product).reversed().thenComparingInt(Near::place))
        .limit(most)
        .toList();
  }

  /// Places that the rounded vectors do not rule out: what they can come to at most is not below
  /// what enough others come to at least.
  private int[] open(float[] query, int most, BitSet allowed, int threads) {
    var asked = rounded.query(query);
    var high = new double[blocks.size() * BLOCK];
    var best = new Best(Math.clamp(count, 1, most));
    share(
        threads,
        (first, workers) -> {
          var low = new double[BLOCK];
          var own = best.empty();
          for (int b = first; b < blocks.size(); b += workers) {
            rounded.bounds(b, asked, low, high);
            for (int i = 0; i < Math.min(BLOCK, count - b * BLOCK); i++) {
              if (low[i] > own.least() && allowed.get(b * BLOCK + i)) {
                own.add(low[i]);
              }
            }
          }
          synchronized (best) {
            best.add(own);
          }
        });
    double bar = best.least();
    return IntStream.range(0, count)
        .filter(place -> high[place] >= bar && allowed.get(place))
        .toArray();
  }

  /// Of all vectors.
  public List<Near> nearest(float[] query, int most, int threads) {
    var all = new BitSet(count);
    all.set(0, count);
    return nearest(query, most, all, threads);
  }

  /// The dot product in double.
  public double product(float[] query, int place) {
    checked(query);
    var block = blocks.get(place / BLOCK);
    double sum = 0;
    for (int d = 0; d < dimensions; d++) {
      sum += (double) query[d] * block[d * BLOCK + place % BLOCK];
    }
    return sum;
  }

  /// How far a product in float may be from the true one: n u |x||y| (Higham, 2002, section 3.1).
  private double rounding(float[] query) {
    double square = 0;
    for (float one : query) {
      square += (double) one * one;
    }
    return (dimensions + 1) * 0x1p-24 * Math.sqrt(square) * rounded.longest();
  }
}
