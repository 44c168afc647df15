package dev.clew.statistics.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.IntervalMethod;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Oracle where no other is named: scikit-learn 1.9.1 on these 60 rows.
class BinaryMetricsTest {

  private static final int[] ACTUAL = {
    1, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1,
    1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1
  };

  private static final double[] SCORE = {
    0.69, 0.45, 0.14, 0.75, 0.84, 0.03, 0.9, 0.72, 0.37, 0.12, 1.0, 0.4, 0.21, 0.91, 1.0, 0.7, 0.0,
    0.47, 0.37, 0.23, 0.0, 1.0, 0.0, 0.39, 1.0, 0.0, 0.67, 0.0, 0.31, 1.0, 0.76, 0.31, 0.61, 0.43,
    0.64, 0.86, 0.06, 0.82, 0.25, 0.7, 0.57, 0.85, 0.83, 0.23, 0.19, 0.0, 0.63, 1.0, 0.7, 0.0, 0.58,
    0.38, 1.0, 0.77, 0.13, 0.0, 1.0, 1.0, 0.54, 0.59
  };

  private static final int[] OTHER_ACTUAL = {
    1, 0, 0, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1,
    1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 1
  };

  private static final double[] OTHER_SCORE = {
    0.72, 0.4, 0.57, 0.2, 0.67, 0.37, 0.38, 0.54, 0.43, 0.49, 0.43, 0.28, 0.15, 0.79, 0.41, 0.05,
    0.6, 0.0, 0.94, 0.14, 0.74, 0.76, 0.0, 0.49, 0.7, 0.54, 0.68, 0.68, 0.65, 0.7, 0.56, 0.79, 0.32,
    0.64, 0.25, 0.27, 0.51, 1.0, 0.69, 0.45, 0.61, 0.46, 0.36, 0.43, 0.0, 0.66, 0.09, 0.39, 0.16,
    0.0, 0.32, 0.85, 0.9, 0.39, 0.73, 0.32, 0.0, 0.64, 0.53, 0.47
  };

  private static int[] predicted() {
    return Arrays.stream(SCORE).mapToInt(score -> score >= 0.5 ? 1 : 0).toArray();
  }

  @Test
  void countsAndTheirSharesAreScikitLearns() {
    ConfusionCounts counts = ConfusionCounts.of(ACTUAL, predicted());
    assertEquals(new ConfusionCounts(28, 4, 27, 1), counts);
    assertEquals(0.9166666666666666, value(counts.accuracy()), 1e-15);
    assertEquals(0.875, value(counts.precision()), 1e-15);
    assertEquals(0.9655172413793104, value(counts.recall()), 1e-15);
    assertEquals(0.9180327868852459, value(counts.f1()), 1e-15);
  }

  /// 2 j / (1 + j) of Wilson's interval of 28 / 33, by hand: statsmodels 0.15.0 gives [0.690801,
  /// 0.933495] for that share.
  @Test
  void theIntervalOfF1IsThatOfTheJaccardIndex() {
    Estimate f1 = ConfusionCounts.of(ACTUAL, predicted()).f1().orElseThrow();
    assertEquals(2 * 0.690801 / 1.690801, f1.low(), 1e-6);
    assertEquals(2 * 0.933495 / 1.933495, f1.high(), 1e-6);
    assertEquals(33, f1.rows());
  }

  @Test
  void aShareOfNothingIsAbsent() {
    ConfusionCounts noPositives = new ConfusionCounts(0, 0, 9, 0);
    assertEquals(Optional.empty(), noPositives.precision());
    assertEquals(Optional.empty(), noPositives.recall());
    assertEquals(Optional.empty(), noPositives.f1());
    assertEquals(1, value(noPositives.accuracy()));
    assertEquals(Optional.empty(), ConfusionCounts.EMPTY.accuracy());
  }

  @Test
  void rowsWithAMissingSideAreLeftOut() {
    assertEquals(
        new ConfusionCounts(1, 0, 1, 0),
        ConfusionCounts.of(new int[] {1, -1, 0, 1}, new int[] {1, 1, 0, -1}));
  }

  @Test
  void partsAddUpToTheWhole() {
    int[] predicted = predicted();
    ConfusionCounts parts =
        ConfusionCounts.of(ACTUAL, predicted, 0, 23)
            .plus(ConfusionCounts.of(ACTUAL, predicted, 23, 60));
    assertEquals(ConfusionCounts.of(ACTUAL, predicted), parts);
    ScoredLabels scored =
        ScoredLabels.of(ACTUAL, SCORE, 0, 23).plus(ScoredLabels.of(ACTUAL, SCORE, 23, 60));
    assertEquals(RocAuc.of(ScoredLabels.of(ACTUAL, SCORE)), RocAuc.of(scored));
  }

  /// Variance: DeLong's placements over all pairs in numpy 2.4.6.
  @Test
  void theAreaUnderTheRocCurveAndItsVarianceAreRight() {
    RocAuc auc = RocAuc.of(ScoredLabels.of(ACTUAL, SCORE)).orElseThrow();
    assertEquals(0.957174638487208, auc.value(), 1e-15);
    assertEquals(0.0005235511015323218, auc.variance(), 1e-16);
    assertEquals(0.9123282339817689, auc.estimate().low(), 1e-12);
    assertEquals(1, auc.estimate().high(), "1.002 is cut");
    assertEquals(IntervalMethod.DELONG, auc.estimate().method());
  }

  /// Difference, standard error and p from both variances in numpy and scipy.
  @Test
  void twoAreasAreComparedByDeLong() {
    RocAuc auc = RocAuc.of(ScoredLabels.of(ACTUAL, SCORE)).orElseThrow();
    RocAuc other = RocAuc.of(ScoredLabels.of(OTHER_ACTUAL, OTHER_SCORE)).orElseThrow();
    RocAuc.Difference difference = auc.to(other);
    assertEquals(-0.3798665183537263, difference.value(), 1e-14);
    assertEquals(0.07831530410710863, difference.standardError(), 1e-14);
    assertEquals(1.2316541531635729e-06, difference.pValue(), 1e-17);
    assertTrue(difference.interval().contains(-0.3));
  }

  @Test
  void oneClassHasNoArea() {
    assertEquals(
        Optional.empty(), RocAuc.of(ScoredLabels.of(new int[] {1, 1}, new double[] {0.2, 0.3})));
    assertEquals(
        Optional.empty(),
        AveragePrecision.of(ScoredLabels.of(new int[] {0, 0}, new double[] {0.2, 0.3})));
  }

  @Test
  void perfectSeparationStillHasAnInterval() {
    RocAuc auc =
        RocAuc.of(ScoredLabels.of(new int[] {0, 0, 1, 1}, new double[] {1, 2, 3, 4})).orElseThrow();
    assertEquals(1, auc.value());
    assertEquals(IntervalMethod.WILSON, auc.estimate().method());
    assertTrue(auc.estimate().low() < 0.5);
  }

  @Test
  void aRisingMapOfTheScoresLeavesTheAreaAsItIs() {
    double[] mapped = Arrays.stream(SCORE).map(score -> Math.exp(3 * score)).toArray();
    assertEquals(
        RocAuc.of(ScoredLabels.of(ACTUAL, SCORE)), RocAuc.of(ScoredLabels.of(ACTUAL, mapped)));
    double[] reversed = Arrays.stream(SCORE).map(score -> -score).toArray();
    assertEquals(
        1 - 0.957174638487208,
        RocAuc.of(ScoredLabels.of(ACTUAL, reversed)).orElseThrow().value(),
        1e-15);
  }

  @Test
  void averagePrecisionIsScikitLearns() {
    Estimate precision = AveragePrecision.of(ScoredLabels.of(ACTUAL, SCORE)).orElseThrow();
    assertEquals(0.9543056459495405, precision.value(), 1e-14);
    assertTrue(precision.low() < 0.93 && precision.high() < 1);
    assertEquals(IntervalMethod.LOGIT, precision.method());
  }

  @Test
  void logLossAndBrierScoreAreScikitLearns() {
    assertEquals(0.30214194899021546, value(LogLoss.of(ACTUAL, SCORE).estimate()), 1e-14);
    assertEquals(0.09346333333333331, value(BrierScore.of(ACTUAL, SCORE).estimate()), 1e-15);
  }

  @Test
  void certaintyThatFailsCostsAFiniteLoss() {
    LogLoss loss = LogLoss.of(new int[] {1}, new double[] {0});
    assertEquals(-Math.log(Math.ulp(1.0)), value(loss.estimate()));
  }

  @Test
  void mergedLossesAreTheSameBits() {
    LogLoss whole = LogLoss.of(ACTUAL, SCORE);
    LogLoss parts =
        LogLoss.of(Arrays.copyOfRange(ACTUAL, 41, 60), Arrays.copyOfRange(SCORE, 41, 60));
    parts.add(LogLoss.of(Arrays.copyOf(ACTUAL, 41), Arrays.copyOf(SCORE, 41)));
    assertEquals(whole.estimate(), parts.estimate());
    BrierScore brier = BrierScore.of(Arrays.copyOf(ACTUAL, 41), Arrays.copyOf(SCORE, 41));
    brier.add(BrierScore.of(Arrays.copyOfRange(ACTUAL, 41, 60), Arrays.copyOfRange(SCORE, 41, 60)));
    assertEquals(BrierScore.of(ACTUAL, SCORE).estimate(), brier.estimate());
  }

  /// Sum over bins of |sum of probabilities - positives| / 60 in numpy 2.4.6.
  @Test
  void theCalibrationErrorIsTheMeanGapOfTenBins() {
    Calibration calibration = Calibration.of(ACTUAL, SCORE);
    assertEquals(0.1173333333333333, value(calibration.expectedError()), 1e-14);
    Calibration parts = Calibration.of(Arrays.copyOf(ACTUAL, 7), Arrays.copyOf(SCORE, 7));
    parts.add(Calibration.of(Arrays.copyOfRange(ACTUAL, 7, 60), Arrays.copyOfRange(SCORE, 7, 60)));
    assertEquals(calibration.expectedError(), parts.expectedError());
  }

  /// 1,000 calibrated rows: the error seen is what chance makes of none, within four standard
  /// errors of simulation.
  @Test
  void calibratedProbabilitiesShowTheErrorThatChanceMakes() {
    var random = new SplittableRandom(8);
    double seen = 0;
    double expected = 0;
    for (int draw = 0; draw < 100; draw++) {
      int[] actual = new int[1000];
      double[] probability = new double[1000];
      for (int i = 0; i < 1000; i++) {
        probability[i] = random.nextDouble();
        actual[i] = random.nextDouble() < probability[i] ? 1 : 0;
      }
      Calibration calibration = Calibration.of(actual, probability);
      seen += value(calibration.expectedError()) / 100;
      expected += calibration.expectedIfCalibrated() / 100;
    }
    assertEquals(expected, seen, 0.003);
  }

  @Test
  void whatIsNoLabelOrProbabilityIsNamedWithItsRow() {
    var label =
        assertThrows(
            IllegalArgumentException.class,
            () -> ConfusionCounts.of(new int[] {0, 2}, new int[] {0, 1}));
    assertEquals("label 2 of row 1 is not 0, 1 or -1 (missing)", label.getMessage());
    var probability =
        assertThrows(
            IllegalArgumentException.class,
            () -> LogLoss.of(new int[] {0, 1}, new double[] {0.5, 1.5}));
    assertEquals("probability 1.5 of row 1 is not in [0, 1]", probability.getMessage());
  }

  private static double value(Optional<Estimate> estimate) {
    return estimate.orElseThrow().value();
  }
}
