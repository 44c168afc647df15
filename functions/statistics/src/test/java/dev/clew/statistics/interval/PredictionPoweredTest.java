package dev.clew.statistics.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PredictionPoweredTest {
  private static final double[] LABELS = {1, 0, 1, 1, 0, 0, 1, 0, 1, 1};
  private static final double[] PREDICTIONS = {1, 0, 1, 0, 0, 0, 1, 1, 1, 1};
  private static final double[] OTHERS = {
    1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 1
  };
  private static final double[] SCORES = {.2, .9, .4, .7, .1, .65};
  private static final double[] PREDICTED = {.3, .8, .5, .9, .2, .4};
  private static final double[] REST = {.1, .6, .35, .8, .95, .2, .4, .55};

  /// ppi_py 0.2.3: `ppi_mean_pointestimate(Y, F, U, lam=None)`, `ppi_mean_ci(Y, F, U, alpha=.05)`.
  @Test
  void isThatOfPpiPy() {
    var rate = PredictionPowered.mean(LABELS, PREDICTIONS, OTHERS).orElseThrow();
    assertEquals(0.54586667, rate.value(), 5e-9);
    assertEquals(0.27832893, rate.low(), 5e-9);
    assertEquals(0.81340441, rate.high(), 5e-9);
    var mean = PredictionPowered.mean(SCORES, PREDICTED, REST).orElseThrow();
    assertEquals(0.48104601, mean.value(), 5e-9);
    assertEquals(0.30292055, mean.low(), 5e-9);
    assertEquals(0.65917147, mean.high(), 5e-9);
  }

  /// numpy 2.4.6 and scipy 1.17.1, by the formulas of Cochran's section 7.3: b = np.cov(Y, F)[0, 1]
  /// / np.var(F, ddof=1), sum of squares over n - 2, t.ppf(.975, 4).
  @Test
  void ofAFinitePopulationIsTheRegressionEstimator() {
    var mean = PredictionPowered.populationMean(SCORES, PREDICTED, REST).orElseThrow();
    assertEquals(0.4793301655426119, mean.value(), 1e-12);
    assertEquals(0.3205007072500732, mean.low(), 1e-9);
    assertEquals(0.6381596238351506, mean.high(), 1e-9);
  }

  @Test
  void nothingIsLeftOpenWhereEverythingIsLabelled() {
    var all = PredictionPowered.populationMean(LABELS, PREDICTIONS, new double[0]).orElseThrow();
    assertEquals(0.6, all.value(), 1e-12);
    assertEquals(0, all.interval().width(), 1e-12);
  }

  @Test
  void predictionsThatSayNothingCountNothing() {
    var same = new double[10];
    assertEquals(0, PredictionPowered.weight(LABELS, same, new double[20]));
    var alone = PredictionPowered.mean(LABELS, same, new double[20]).orElseThrow();
    assertEquals(0.6, alone.value(), 1e-12);
  }

  @Test
  void aPredictionThatIsRightMakesTheIntervalShorter() {
    var helped = PredictionPowered.populationMean(LABELS, LABELS, OTHERS).orElseThrow();
    assertEquals(0, helped.interval().width(), 1e-12);
    // 6 of 10 and 9 of 20.
    assertEquals(0.5, helped.value(), 1e-12);
  }

  @Test
  void twoLabelsAreTooFew() {
    assertEquals(
        Optional.empty(), PredictionPowered.mean(new double[] {1, 0}, new double[] {1, 0}, OTHERS));
    assertEquals(Optional.empty(), PredictionPowered.mean(LABELS, PREDICTIONS, new double[0]));
    assertThrows(
        IllegalArgumentException.class,
        () -> PredictionPowered.populationMean(LABELS, SCORES, OTHERS));
  }

  @Test
  void labelsThatAreAllEqualLeaveNothingToLearnFromTheSpread() {
    var same = new double[] {1, 1, 1, 1};
    var mean = PredictionPowered.populationMean(same, same, new double[] {1, 1}).orElseThrow();
    assertEquals(1, mean.value());
    assertTrue(mean.interval().width() == 0);
  }
}
