package dev.clew.statistics.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.statistics.Bins;
import dev.clew.statistics.CategoricalSample;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.Samples;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Oracle: scipy 1.17.1 and numpy 2.4.6 on these counts and on the samples of [Samples].
class DistancesTest {

  private static final CountPair PAIR =
      CountPair.of(new long[] {30, 0, 50, 20, 0}, new long[] {10, 5, 60, 25, 0});

  /// `jensenshannon(p, q, base=2)`, the others by their formulas in numpy.
  @Test
  void distancesBetweenCountsAreScipys() {
    assertEquals(0.26083643405829504, JensenShannon.of(PAIR), 1e-15);
    assertEquals(0.5592207350899951, PopulationStability.of(PAIR), 1e-14);
    assertEquals(0.23551128208212696, Hellinger.of(PAIR), 1e-15);
    assertEquals(0.2, TotalVariation.of(PAIR), 1e-15);
    assertEquals(0.2, TotalVariation.largest(PAIR), 1e-15);
    assertEquals(Double.POSITIVE_INFINITY, KullbackLeibler.of(PAIR));
  }

  /// `scipy.stats.entropy([.2, .5, .3], [.3, .4, .3])`.
  @Test
  void theDivergenceOfTheCurrentFromTheReferenceIsScipys() {
    assertEquals(
        0.030478754035471997,
        KullbackLeibler.of(CountPair.of(new long[] {3, 4, 3}, new long[] {2, 5, 3})),
        1e-15);
  }

  /// 20 more reference rows without a category: `p` over 120 rows in numpy.
  @Test
  void missingRowsStayInPsisDenominatorAndOutOfDistances() {
    CountPair missing =
        CountPair.of(
            CategoricalSample.ofCounts(new long[] {30, 0, 50, 20}, 20),
            CategoricalSample.ofCounts(new long[] {10, 5, 60, 25}, 0));
    assertEquals(0.5481925503925209, PopulationStability.of(missing), 1e-14);
    assertEquals(JensenShannon.of(PAIR), JensenShannon.of(missing), 1e-15);
    assertEquals(Hellinger.of(PAIR), Hellinger.of(missing), 1e-15);
  }

  @Test
  void distancesAreSymmetricAndZeroForEqualShares() {
    CountPair swapped = PAIR.swapped();
    assertEquals(JensenShannon.of(PAIR), JensenShannon.of(swapped), 1e-15);
    assertEquals(PopulationStability.of(PAIR), PopulationStability.of(swapped), 1e-15);
    assertEquals(Hellinger.of(PAIR), Hellinger.of(swapped));
    CountPair equal = CountPair.of(new long[] {1, 2, 3}, new long[] {10, 20, 30});
    assertEquals(0, JensenShannon.of(equal), 1e-8);
    assertEquals(0, PopulationStability.of(equal), 1e-15);
    assertEquals(0, TotalVariation.of(equal), 1e-15);
    CountPair disjoint = CountPair.of(new long[] {4, 0}, new long[] {0, 9});
    assertEquals(1, JensenShannon.of(disjoint));
    assertEquals(1, Hellinger.of(disjoint));
    assertEquals(1, TotalVariation.of(disjoint));
  }

  /// `ks_2samp`, `wasserstein_distance`, `energy_distance`.
  @Test
  void distancesBetweenDistributionFunctionsAreScipys() {
    EcdfDistance distance = EcdfDistance.of(Samples.x(), Samples.y());
    assertEquals(0.3106060606060606, distance.ks(), 1e-15);
    assertEquals(3.3, distance.ksAt());
    assertEquals(distance.ks(), distance.below());
    assertEquals(1.8575757575757572, distance.wasserstein(), 1e-14);
    assertEquals(0.9267353364571699, EnergyDistance.of(Samples.x(), Samples.y()), 1e-14);
  }

  @Test
  void exchangingShiftingAndStretchingActAsTheyMust() {
    EcdfDistance plain = EcdfDistance.of(Samples.x(), Samples.y());
    EcdfDistance swapped = EcdfDistance.of(Samples.y(), Samples.x());
    assertEquals(plain.ks(), swapped.ks());
    assertEquals(plain.below(), swapped.above());
    assertEquals(plain.wasserstein(), swapped.wasserstein());
    EcdfDistance stretched = EcdfDistance.of(mapped(Samples.x()), mapped(Samples.y()));
    assertEquals(plain.ks(), stretched.ks());
    assertEquals(4 * plain.wasserstein(), stretched.wasserstein(), 1e-13);
    assertEquals(0, EcdfDistance.of(Samples.x(), Samples.x()).wasserstein());
    assertThrows(
        IllegalArgumentException.class, () -> EcdfDistance.of(NumericSample.of(), Samples.x()));
  }

  /// A shift moves all mass by its size.
  @Test
  void theWassersteinDistanceOfAShiftIsTheShift() {
    double[] moved = Arrays.stream(Samples.x().toArray()).map(value -> value + 2.5).toArray();
    assertEquals(2.5, EcdfDistance.of(Samples.x(), NumericSample.of(moved)).wasserstein(), 1e-14);
  }

  @Test
  void whatFallsOutsideTheBinsIsOneMoreCell() {
    CountPair pair =
        CountPair.of(Bins.of(0, 1, 2), NumericSample.of(0, 1, 2), NumericSample.of(-5, 1, 9));
    assertArrayEquals(new long[] {1, 2, 0}, pair.referenceCounts());
    assertArrayEquals(new long[] {0, 1, 2}, pair.currentCounts());
  }

  @Test
  void distinctValuesCanBeTheCells() {
    CountPair pair = CountPair.ofValues(NumericSample.of(1, 1, 3), NumericSample.of(3, 2));
    assertArrayEquals(new long[] {2, 0, 1}, pair.referenceCounts());
    assertArrayEquals(new long[] {0, 1, 1}, pair.currentCounts());
  }

  @Test
  void aSampleWithoutValuesCannotBeCompared() {
    CategoricalSample empty = CategoricalSample.of(new int[] {-1, -1}, 2);
    CategoricalSample some = CategoricalSample.of(new int[] {0}, 2);
    assertThrows(IllegalArgumentException.class, () -> CountPair.of(empty, some));
    assertThrows(
        IllegalArgumentException.class, () -> NumericReference.of(NumericSample.of(Double.NaN)));
  }

  @Test
  void vanishedAndNewCategoriesAreNamed() {
    CategoricalDrift drift =
        CategoricalDrift.of(
            CategoricalSample.of(new int[] {0, 1, 1, 2}, 3),
            CategoricalSample.of(new int[] {1, 3, 4, 4}, 5));
    assertArrayEquals(new int[] {0, 2}, drift.vanished());
    assertArrayEquals(new int[] {3, 4}, drift.appeared());
  }

  /// A sentinel in 5 % of the rows lies in no reference decile of its own, yet it is drift.
  @Test
  void aSentinelInATwentiethOfTheRowsIsDrift() {
    SplittableRandom random = new SplittableRandom(6);
    double[] before = random.doubles(5000).toArray();
    double[] after = random.doubles(5000).toArray();
    for (int i = 0; i < after.length; i += 20) {
      after[i] = -999;
    }
    NumericDrift drift =
        NumericReference.of(NumericSample.of(before)).compare(NumericSample.of(after));
    assertTrue(drift.verdict() instanceof DriftVerdict.Drift);
  }

  @Test
  void anOutlierDoesNotHideAShift() {
    SplittableRandom random = new SplittableRandom(7);
    double[] before = random.doubles(5000).toArray();
    double[] after = random.doubles(5000).map(value -> value + 0.3).toArray();
    before[0] = 1e12;
    after[0] = 1e12;
    NumericDrift drift =
        NumericReference.of(NumericSample.of(before)).compare(NumericSample.of(after));
    assertTrue(drift.jensenShannon() < 0.01, "bins of equal width see nothing");
    assertTrue(drift.verdict() instanceof DriftVerdict.Drift);
  }

  @Test
  void aConstantThatMovesIsDrift() {
    double[] zeros = new double[500];
    double[] ones = new double[500];
    Arrays.fill(ones, 1);
    NumericDrift drift =
        NumericReference.of(NumericSample.of(zeros)).compare(NumericSample.of(ones));
    assertTrue(drift.verdict() instanceof DriftVerdict.Drift);
    assertEquals(Double.POSITIVE_INFINITY, drift.normedWasserstein());
  }

  @Test
  void identifiersAreUndecidedWhateverTheirDistance() {
    int[] first = new int[1000];
    int[] second = new int[1000];
    Arrays.setAll(first, i -> i);
    Arrays.setAll(second, i -> 1000 + i);
    CategoricalDrift drift =
        CategoricalDrift.of(CategoricalSample.of(first, 2000), CategoricalSample.of(second, 2000));
    assertEquals(1, drift.jensenShannon(), 1e-12);
    assertTrue(drift.verdict() instanceof DriftVerdict.Undecided);
  }

  @Test
  void tooFewRowsAreUndecidedAndSayHowManyItTakes() {
    CountPair pair = CountPair.of(new long[] {500, 500}, new long[] {9, 31});
    if (JensenShannon.effect(pair).verdict() instanceof DriftVerdict.Undecided undecided) {
      assertEquals(40, undecided.have());
      assertEquals(100, undecided.need());
    } else {
      throw new AssertionError("40 rows got a verdict");
    }
  }

  private static NumericSample mapped(NumericSample sample) {
    return NumericSample.of(
        Arrays.stream(sample.toArray()).map(value -> 4 * value - 100).toArray());
  }
}
