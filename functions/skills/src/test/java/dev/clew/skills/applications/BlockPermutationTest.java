package dev.clew.skills.applications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockPermutationTest {
  /// Ten groups of four runs that all end alike; five of them fail, and only they have the trait.
  /// By hand: of the 252 ways to choose 5 groups of 10, 2 are as far out (all five, none), so p =
  /// 2/252 = .0079; runs taken as independent would give Fisher's p of 1.5e-11.
  @Test
  void groupsThatEndAlikeCountOnce() {
    var failed = new boolean[40];
    var groupOf = new int[40];
    for (int i = 0; i < 40; i++) {
      groupOf[i] = i / 4;
      failed[i] = groupOf[i] < 5;
    }
    var trait = IntStream.range(0, 20).toArray();

    var p = p(failed, new Grouping("task", groupOf, 10), trait);

    assertEquals(2 / 252.0, p, 0.004);
  }

  /// Groups of one are independent runs: by hand, 12 runs of which 6 failed and just they have the
  /// trait, 2 of 924 deals are as far out.
  @Test
  void groupsOfOneAreIndependentRuns() {
    var failed = new boolean[12];
    Arrays.fill(failed, 0, 6, true);

    var p =
        p(
            failed,
            new Grouping("run", IntStream.range(0, 12).toArray(), 12),
            IntStream.range(0, 6).toArray());

    assertEquals(2 / 924.0, p, 0.002);
  }

  /// Where trait and failure both lie in groups but have nothing to do with each other, p is at
  /// most .05 in about a twentieth of the data sets: 10 of 200, and 20 is more than three
  /// deviations (3.1) above.
  @Test
  void chanceIsSurprisingOneTimeInTwenty() {
    var random = new Random(11);
    int low = 0;
    for (int set = 0; set < 200; set++) {
      var groupOf = new int[48];
      var failed = new boolean[48];
      var trait = IntStream.builder();
      for (int g = 0; g < 12; g++) {
        double failing = random.nextDouble();
        double having = random.nextDouble();
        for (int i = 4 * g; i < 4 * g + 4; i++) {
          groupOf[i] = g;
          failed[i] = random.nextDouble() < failing;
          if (random.nextDouble() < having) {
            trait.add(i);
          }
        }
      }
      low += p(failed, new Grouping("task", groupOf, 12), trait.build().toArray()) <= 0.05 ? 1 : 0;
    }
    assertTrue(low <= 20, low + " of 200 sets of noise look surprising");
  }

  private static double p(boolean[] failed, Grouping grouping, int[] trait) {
    var ones = new double[trait.length];
    Arrays.fill(ones, 1);
    return new BlockPermutation(failed, grouping).pValues(List.of(trait), List.of(ones))[0];
  }
}
