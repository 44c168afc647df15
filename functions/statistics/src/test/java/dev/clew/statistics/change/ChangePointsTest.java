package dev.clew.statistics.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;

class ChangePointsTest {

  private static final boolean DEEP = Boolean.getBoolean("clew.deep");
  private static final int DRAWS = DEEP ? 5000 : 1000;

  @Test
  void aStepIsFoundWhereItIs() {
    double[] values = {.90, .91, .90, .89, .90, .91, .80, .81, .79, .80, .81};
    List<ChangePoint> found = ChangePoints.withDefaults().ofValues(values, errors(11, 0.011));
    assertEquals(1, found.size());
    ChangePoint change = found.getFirst();
    assertEquals(6, change.at());
    // Means by hand: 5.41 / 6 and 4.01 / 5; z = (0.802 - 0.901666...) / (0.01 sqrt(1/6 + 1/5)) =
    // -16.4591...
    assertEquals(5.41 / 6, change.before(), 1e-12);
    assertEquals(4.01 / 5, change.after(), 1e-12);
    assertEquals((4.01 / 5 - 5.41 / 6) / (0.011 * Math.sqrt(1.0 / 6 + 1.0 / 5)), change.z(), 1e-9);
    assertTrue(change.confidence() > 0.999999);
  }

  @Test
  void aDipIsTwoChanges() {
    double[] values = {1, 1.1, .9, 1, 1, .2, .1, .2, .1, 1, 1.1, .9, 1};
    List<ChangePoint> found = ChangePoints.withDefaults().ofValues(values, errors(13, 0.1));
    assertEquals(List.of(5, 9), found.stream().map(ChangePoint::at).toList());
  }

  @Test
  void oneOutlierIsNoLevel() {
    double[] values = {1, 1.1, .9, 1, 1, 3, 1, 1, 1.1, .9, 1, 1.1};
    for (ChangePoint change : ChangePoints.withDefaults().ofValues(values, errors(12, 0.1))) {
      assertTrue(change.at() != 6, "a level of one value was found");
    }
  }

  @Test
  void shiftingAndStretchingTheValuesMovesNoChange() {
    double[] values = {3, 4, 3, 4, 3, 9, 8, 9, 8, 9};
    double[] other = Arrays.stream(values).map(value -> 1e6 - 50 * value).toArray();
    assertEquals(
        ChangePoints.withDefaults().ofValues(values, errors(10, 0.7)).getFirst().at(),
        ChangePoints.withDefaults().ofValues(other, errors(10, 35)).getFirst().at());
  }

  /// At most the false alarms that are asked for, and 1 % more for the draws' own error.
  @Test
  void noiseIsSilent() {
    SplittableRandom random = new SplittableRandom(1);
    for (int length : new int[] {10, 25, 100}) {
      int alarms = 0;
      for (int draw = 0; draw < DRAWS; draw++) {
        double[] values = new double[length];
        Arrays.setAll(values, i -> 0.9 + 0.01 * random.nextGaussian());
        alarms +=
            ChangePoints.withDefaults().ofValues(values, errors(length, 0.01)).isEmpty() ? 0 : 1;
      }
      assertTrue(alarms <= 0.02 * DRAWS, alarms + " alarms at length " + length);
    }
  }

  @Test
  void noiseWiderThanItsErrorsIsSilentToo() {
    SplittableRandom random = new SplittableRandom(2);
    int alarms = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] values = new double[40];
      Arrays.setAll(values, i -> 0.9 + 0.02 * random.nextGaussian());
      alarms += ChangePoints.withDefaults().ofValues(values, errors(40, 0.01)).isEmpty() ? 0 : 1;
    }
    assertTrue(alarms <= 0.04 * DRAWS, alarms + " alarms");
  }

  @Test
  void countsOfOneRateAreSilent() {
    for (double rate : new double[] {0.5, 5, 200}) {
      PoissonDistribution poisson = new PoissonDistribution(new Well19937c(7), rate, 1e-12, 10_000);
      int alarms = 0;
      for (int draw = 0; draw < DRAWS; draw++) {
        long[] counts = new long[48];
        Arrays.setAll(counts, i -> poisson.sample());
        alarms += ChangePoints.withDefaults().ofCounts(counts, errors(48, 1)).isEmpty() ? 0 : 1;
      }
      assertTrue(alarms <= 0.02 * DRAWS, alarms + " alarms at rate " + rate);
    }
  }

  @Test
  void aRateThatDoublesIsFoundThoughTheExposureVaries() {
    long[] counts = {10, 22, 9, 11, 19, 10, 42, 20, 21, 18, 40, 22};
    double[] hours = {1, 2, 1, 1, 2, 1, 2, 1, 1, 1, 2, 1};
    List<ChangePoint> found = ChangePoints.withDefaults().ofCounts(counts, hours);
    assertEquals(1, found.size());
    assertEquals(6, found.getFirst().at());
    assertEquals(81.0 / 8, found.getFirst().before(), 1e-12);
    assertEquals(163.0 / 8, found.getFirst().after(), 1e-12);
  }

  @Test
  void failuresThatBeginAreFound() {
    long[] counts = {0, 0, 0, 0, 0, 0, 0, 6, 5, 7, 6};
    assertEquals(7, ChangePoints.withDefaults().ofCounts(counts, errors(11, 1)).getFirst().at());
  }

  @Test
  void shortSeriesHaveNoChangeAndBadOnesAreNamed() {
    assertEquals(
        List.of(), ChangePoints.withDefaults().ofValues(new double[] {1, 9, 1}, errors(3, 1)));
    assertEquals(List.of(), ChangePoints.withDefaults().ofCounts(new long[0], new double[0]));
    assertThrows(
        IllegalArgumentException.class,
        () -> ChangePoints.withDefaults().ofValues(new double[] {Double.NaN}, errors(1, 1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> ChangePoints.withDefaults().ofCounts(new long[] {1}, new double[] {0}));
    assertThrows(
        IllegalArgumentException.class, () -> ChangePoints.withDefaults().withFalseAlarms(1));
  }

  private static double[] errors(int length, double error) {
    double[] errors = new double[length];
    Arrays.fill(errors, error);
    return errors;
  }
}
