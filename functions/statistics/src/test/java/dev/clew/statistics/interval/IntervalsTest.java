package dev.clew.statistics.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.Samples;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {

  /// Oracle: statsmodels 0.15.0, `proportion_confint(k, n, method='wilson')`.
  @ParameterizedTest
  @CsvSource({
    "0, 10, 0.0, 0.27753279986288926",
    "10, 10, 0.7224672001371106, 1.0",
    "7, 10, 0.39677814746114537, 0.8922087325936989",
    "450, 1000, 0.4194153840742968, 0.4809672917742588"
  })
  void wilsonsIntervalIsStatsmodels(long k, long n, double low, double high) {
    Interval interval = WilsonInterval.of(k, n);
    assertEquals(low, interval.low(), 1e-13);
    assertEquals(high, interval.high(), 1e-13);
  }

  /// Oracle: statsmodels 0.15.0, `confint_proportions_2indep(60, 100, 45, 90, method='newcomb')`.
  @Test
  void newcombesIntervalIsStatsmodels() {
    Interval interval = NewcombeInterval.of(45, 90, 60, 100, 0.95);
    assertEquals(-0.04084530303394954, interval.low(), 1e-13);
    assertEquals(0.235801448045207, interval.high(), 1e-13);
  }

  @Test
  void impossibleCountsAreNamed() {
    assertThrows(IllegalArgumentException.class, () -> WilsonInterval.of(3, 2));
    assertThrows(IllegalArgumentException.class, () -> WilsonInterval.of(0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Interval(1, 0, 0.95));
    assertThrows(IllegalArgumentException.class, () -> new Interval(0, Double.NaN, 0.95));
  }

  /// Oracle: scipy 1.17.1, `bootstrap((x,), np.std, n_resamples=200000)`: [1.480, 3.151] by
  /// percentiles, [1.891, 3.424] by BCa. Tolerance: three standard errors of a 2.5 % quantile from
  /// 20,000 resamples.
  @Test
  void theBootstrapAgreesWithScipys() {
    ToDoubleFunction<int[]> deviation = IntervalsTest::deviation;
    Bootstrap bootstrap = Bootstrap.withSeed(1).withResamples(20_000);
    Estimate plain = bootstrap.percentile(12, deviation).orElseThrow();
    assertEquals(Samples.x().populationDeviation(), plain.value(), 1e-14);
    assertEquals(1.480, plain.low(), 0.04);
    assertEquals(3.151, plain.high(), 0.03);
    Estimate corrected = bootstrap.biasCorrected(12, deviation).orElseThrow();
    assertEquals(1.891, corrected.low(), 0.04);
    assertEquals(3.424, corrected.high(), 0.04);
  }

  @Test
  void theSameSeedGivesTheSameInterval() {
    assertEquals(
        Bootstrap.withSeed(9).percentile(12, IntervalsTest::deviation),
        Bootstrap.withSeed(9).percentile(12, IntervalsTest::deviation));
  }

  @Test
  void aStatisticThatIsOftenUndefinedHasNoInterval() {
    ToDoubleFunction<int[]> onlyWithTheFirstRow =
        rows -> Arrays.stream(rows).anyMatch(row -> row == 0) ? rows.length : Double.NaN;
    assertEquals(Optional.empty(), Bootstrap.withSeed(1).percentile(12, onlyWithTheFirstRow));
    assertEquals(Optional.empty(), Bootstrap.withSeed(1).percentile(3, rows -> Double.NaN));
  }

  /// A normal mean of 20 values: 95 % intervals hold the truth in about 93 % (percentiles are a
  /// little narrow).
  @Test
  void intervalsHoldTheTruthAboutAsOftenAsTheySay() {
    var random = new SplittableRandom(5);
    int held = 0;
    for (int draw = 0; draw < 300; draw++) {
      double[] values = new double[20];
      Arrays.setAll(values, i -> random.nextGaussian());
      Estimate mean =
          Bootstrap.withSeed(draw)
              .withResamples(300)
              .percentile(
                  20, rows -> Arrays.stream(rows).mapToDouble(row -> values[row]).sum() / 20)
              .orElseThrow();
      held += mean.interval().contains(0) ? 1 : 0;
    }
    assertTrue(held >= 0.88 * 300 && held <= 0.98 * 300, held + " of 300");
  }

  private static double deviation(int[] rows) {
    NumericSample x = Samples.x();
    return NumericSample.of(Arrays.stream(rows).mapToDouble(x::at).toArray()).populationDeviation();
  }
}
