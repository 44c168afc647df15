package dev.clew.skills.applications;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// How surprising a relation with failure is when runs come in groups that tend to end alike: whole
/// groups' endings are dealt out again among groups of the same size, and within each group among
/// its runs.
///
/// The statistic is the sum of a score over the failed runs, two-sided around its mean under
/// dealing. p is (1 + deals at least as far out) / (1 + deals) (Phipson and Smyth, 2010,
/// doi:10.2202/1544-6115.1585). Where groups of one size are few, few deals differ and no p is
/// small: that is the honest answer. Block permutation: Winkler et al., 2015,
/// doi:10.1016/j.neuroimage.2015.05.092.
public final class BlockPermutation {
  /// The smallest p is 1 in 5,000: enough to survive a correction for hundreds of looks.
  private static final int MOST_DEALS = 4_999;

  private static final int FEWEST_DEALS = 499;

  /// Additions that a question may cost.
  private static final double BUDGET = 2e8;

  private static final long SEED = 20_170_601;

  private final boolean[] failed;
  private final Grouping grouping;

  public BlockPermutation(boolean[] failed, Grouping grouping) {
    this.failed = failed;
    this.grouping = grouping;
  }

  /// The p of each score.
  ///
  /// @param places for each score the runs that have it
  /// @param scores their scores, each as long as its places
  public double[] pValues(List<int[]> places, List<double[]> scores) {
    var blocks = blocks();
    var mean = mean(blocks);
    int count = places.size();
    var centre = new double[count];
    var out = new double[count];
    long cost = 1;
    for (int s = 0; s < count; s++) {
      cost += places.get(s).length;
      for (int i = 0; i < places.get(s).length; i++) {
        centre[s] += scores.get(s)[i] * mean[places.get(s)[i]];
      }
      out[s] = Math.abs(sum(places.get(s), scores.get(s), failed) - centre[s]);
    }
    int deals = (int) Math.clamp(BUDGET / (double) cost, FEWEST_DEALS, MOST_DEALS);
    var asFar = new int[count];
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    var dealt = new boolean[failed.length];
    for (int d = 0; d < deals; d++) {
      deal(blocks, dealt, random);
      for (int s = 0; s < count; s++) {
        double far = Math.abs(sum(places.get(s), scores.get(s), dealt) - centre[s]);
        asFar[s] += far >= out[s] - 1e-9 * (1 + out[s]) ? 1 : 0;
      }
    }
    var p = new double[count];
    for (int s = 0; s < count; s++) {
      p[s] = (1.0 + asFar[s]) / (1.0 + deals);
    }
    return p;
  }

  private static double sum(int[] places, double[] scores, boolean[] failed) {
    double sum = 0;
    for (int i = 0; i < places.length; i++) {
      sum += failed[places[i]] ? scores[i] : 0;
    }
    return sum;
  }

  /// Groups of runs, those of one size together.
  private List<List<int[]>> blocks() {
    var bySize = new TreeMap<Integer, List<int[]>>();
    for (var members : grouping.members()) {
      bySize
          .computeIfAbsent(members.size(), _ -> new ArrayList<>())
          .add(members.stream().mapToInt(Integer::intValue).toArray());
    }
    return List.copyOf(bySize.values());
  }

  /// For each run the share of failed runs among those that its ending is dealt from.
  private double[] mean(List<List<int[]>> blocks) {
    var mean = new double[failed.length];
    for (var sameSize : blocks) {
      double count = 0;
      double bad = 0;
      for (var block : sameSize) {
        for (int run : block) {
          count++;
          bad += failed[run] ? 1 : 0;
        }
      }
      for (var block : sameSize) {
        for (int run : block) {
          mean[run] = bad / count;
        }
      }
    }
    return mean;
  }

  private void deal(List<List<int[]>> blocks, boolean[] dealt, RandomGenerator random) {
    for (var sameSize : blocks) {
      int[] from = shuffled(sameSize.size(), random);
      for (int b = 0; b < from.length; b++) {
        int[] to = sameSize.get(b);
        int[] source = sameSize.get(from[b]);
        int[] order = shuffled(to.length, random);
        for (int i = 0; i < to.length; i++) {
          dealt[to[i]] = failed[source[order[i]]];
        }
      }
    }
  }

  private static int[] shuffled(int size, RandomGenerator random) {
    var order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
