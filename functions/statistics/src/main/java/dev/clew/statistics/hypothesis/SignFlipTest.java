package dev.clew.statistics.hypothesis;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Whether paired differences lie above nought, by what other signs they could have had.
///
/// Were both of a pair alike, each difference could as well have had the other sign; p is the share
/// of sign patterns whose sum is at least the observed one. Fisher, *The Design of Experiments*,
/// 1935, section 21. Pairs without a difference say nothing and are left out. Where all differences
/// are of one size this is the exact one-sided McNemar (sign) test: a binomial tail.
///
/// Up to [#ENUMERATED] differences every pattern is counted; of more, [#DRAWN] are drawn with a
/// seed, and p is (1 + as high) / (1 + drawn), so never 0 (Phipson and Smyth, 2010,
/// doi:10.2202/1544-6115.1585).
public final class SignFlipTest {
  /// 65,536 patterns: a moment.
  static final int ENUMERATED = 16;

  /// Standard error of 0.0002 at p = 0.001.
  static final int DRAWN = 20_000;

  /// Sums that differ by less are one sum: rounding must not part equal patterns.
  private static final double SAME = 1e-9;

  private SignFlipTest() {}

  /// Tests whether the mean difference is above 0.
  ///
  /// @param differences finite, one a pair, in any order
  /// @param seed for the patterns that are drawn, where not all are counted
  /// @return the mean difference of all pairs, and p; p is 1 where no pair differs
  public static TestResult above(double[] differences, long seed) {
    double[] moved = Arrays.stream(differences).filter(d -> d != 0).toArray();
    for (double one : moved) {
      if (!Double.isFinite(one)) {
        throw new IllegalArgumentException("difference " + one + " is not finite");
      }
    }
    double mean = differences.length == 0 ? 0 : Arrays.stream(differences).average().orElse(0);
    if (moved.length == 0) {
      return new TestResult(mean, 1, PValueMethod.EXACT);
    }
    Arrays.sort(moved);
    double size = Math.abs(moved[0]);
    if (Arrays.stream(moved).allMatch(d -> Math.abs(d) == size)) {
      int up = (int) Arrays.stream(moved).filter(d -> d > 0).count();
      return new TestResult(mean, tail(up, moved.length), PValueMethod.EXACT);
    }
    return moved.length <= ENUMERATED
        ? new TestResult(mean, counted(moved), PValueMethod.EXACT)
        : new TestResult(mean, drawn(moved, seed), PValueMethod.PERMUTATION);
  }

  /// P(at least so many of n coins).
  private static double tail(int up, int n) {
    double sum = 0;
    for (int k = n; k >= up; k--) {
      sum += BinomialMass.binomial(k, n, 0.5);
    }
    return Math.min(1, sum);
  }

  private static double counted(double[] moved) {
    double observed = Arrays.stream(moved).sum() - SAME;
    int patterns = 1 << moved.length;
    int asHigh = 0;
    for (int pattern = 0; pattern < patterns; pattern++) {
      double sum = 0;
      for (int i = 0; i < moved.length; i++) {
        sum += (pattern >> i & 1) == 0 ? Math.abs(moved[i]) : -Math.abs(moved[i]);
      }
      asHigh += sum >= observed ? 1 : 0;
    }
    return (double) asHigh / patterns;
  }

  private static double drawn(double[] moved, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    double observed = Arrays.stream(moved).sum() - SAME;
    int asHigh = 0;
    for (int draw = 0; draw < DRAWN; draw++) {
      double sum = 0;
      for (double one : moved) {
        sum += random.nextBoolean() ? Math.abs(one) : -Math.abs(one);
      }
      asHigh += sum >= observed ? 1 : 0;
    }
    return (1.0 + asHigh) / (1.0 + DRAWN);
  }
}
