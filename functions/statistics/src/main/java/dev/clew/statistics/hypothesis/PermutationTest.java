package dev.clew.statistics.hypothesis;

import dev.clew.statistics.drift.CountPair;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Whether shares differ, by dealing the pooled rows out again at random: total variation, no
/// approximation but the number of permutations.
///
/// p is (1 + permutations at least as far apart) / (1 + permutations), so never 0 (Phipson and
/// Smyth, 2010, doi:10.2202/1544-6115.1585). The same seed gives the same p on every machine.
/// Counts are dealt, not rows: the cost does not grow with the rows but with their root.
public final class PermutationTest {

  /// Enough for a standard error of 0.007 at p = 0.05.
  public static final int PERMUTATIONS = 1000;

  private final int permutations;
  private final long seed;

  private PermutationTest(int permutations, long seed) {
    this.permutations = permutations;
    this.seed = seed;
  }

  public static PermutationTest withSeed(long seed) {
    return new PermutationTest(PERMUTATIONS, seed);
  }

  public PermutationTest withPermutations(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("permutations " + count + " are not positive");
    }
    return new PermutationTest(count, seed);
  }

  /// Tests both samples of a pair; the statistic is their total variation.
  public TestResult test(CountPair pair) {
    long n = pair.referenceSize();
    long m = pair.currentSize();
    long[] pooled = new long[pair.cells()];
    double observed = 0;
    for (int i = 0; i < pooled.length; i++) {
      pooled[i] = pair.referenceCount(i) + pair.currentCount(i);
      observed += gap(pair.currentCount(i), pooled[i], n, m);
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int asFar = 0;
    for (int p = 0; p < permutations; p++) {
      long pool = n + m;
      long left = m;
      double distance = 0;
      for (long cell : pooled) {
        long dealt = Deal.of(cell, pool - cell, left, random);
        distance += gap(dealt, cell, n, m);
        pool -= cell;
        left -= dealt;
      }
      asFar += distance >= observed ? 1 : 0;
    }
    double p = (1.0 + asFar) / (1.0 + permutations);
    return new TestResult(observed / 2 / ((double) n * m), p, PValueMethod.PERMUTATION);
  }

  /// |p - q| of one cell times n m: whole, so that ties are ties.
  private static double gap(long current, long pooled, long n, long m) {
    return Math.abs((double) ((pooled - current) * m - current * n));
  }
}
