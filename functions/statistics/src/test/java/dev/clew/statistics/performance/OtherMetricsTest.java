package dev.clew.statistics.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.statistics.Estimate;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Multiclass, regression and ranking. Oracle: scikit-learn 1.9.1 on these rows.
class OtherMetricsTest {

  private static final int[] ACTUAL = {
    3, 0, 2, 0, 2, 1, 3, 3, 0, 3, 0, 1, 2, 3, 1, 3, 1, 1, 3, 2, 2, 1, 0, 0, 1, 2, 3, 0, 0, 2, 0, 3,
    2, 3, 1, 1, 3, 0, 0, 3, 0, 3, 2, 3, 1, 2, 0, 2, 0, 1, 1, 0, 2, 1, 0, 2, 0, 1, 1, 2, 2, 2, 0, 1,
    2, 3, 3, 0, 0, 1, 1, 0, 0, 3, 2, 1, 2, 1, 2, 0
  };

  private static final int[] PREDICTED = {
    2, 0, 2, 0, 2, 1, 2, 2, 2, 0, 2, 1, 2, 2, 1, 2, 1, 1, 2, 2, 2, 1, 0, 0, 1, 2, 2, 0, 0, 2, 0, 2,
    2, 2, 1, 1, 2, 0, 0, 2, 2, 2, 2, 2, 1, 2, 0, 2, 0, 1, 2, 0, 2, 1, 0, 2, 0, 2, 0, 2, 0, 2, 0, 1,
    2, 2, 2, 0, 0, 2, 1, 2, 0, 2, 0, 1, 2, 1, 2, 0
  };

  private static final double[] OF_ACTUAL = {
    0.337448, 0.580065, 0.558151, 0.1699, 0.224606, 0.340537, 0.082093, 0.073163, 0.067365,
    0.092712, 0.171721, 0.361112, 0.010786, 0.061538, 0.357488, 0.19559, 0.2881, 0.0755, 0.371898,
    0.011207, 0.475171, 0.765755, 0.609224, 0.012612, 0.109015, 0.100648, 0.013007, 0.136703,
    0.127984, 0.077497, 0.272773, 0.726806, 0.034726, 0.065871, 0.188708, 0.020803, 0.613149,
    0.262627, 0.052253, 0.292167, 0.300306, 0.539386, 0.037219, 0.344179, 0.52997, 0.080472,
    0.028963, 0.043658, 0.128372, 0.240148, 0.2289, 0.23169, 0.182211, 0.916616, 0.349379, 0.093005,
    0.308979, 0.091207, 0.473613, 0.038948, 0.148551, 0.158955, 0.455073, 0.216733, 0.2905,
    0.008764, 0.013852, 0.364581, 0.25698, 0.35383, 0.046708, 0.289125, 0.19191, 0.426276, 0.58904,
    0.011376, 0.439519, 0.077388, 0.262004, 0.333804
  };

  private static final double[] TRUE = {
    8.28, 16.12, 8.34, 14.47, 13.95, 9.54, 5.74, 11.36, 12.02, 12.9, 10.22, 13.61, 14.17, 6.84,
    14.29, 10.52, 8.3, 9.04, 15.63, 12.95, 4.63, 10.25, 9.58, 9.47, 8.46, 5.63, 12.58, 7.18, 8.89,
    8.19
  };

  private static final double[] GUESS = {
    7.81, 17.41, 9.2, 14.06, 13.22, 9.38, 7.3, 11.91, 12.7, 12.91, 10.31, 14.27, 12.36, 9.17, 13.74,
    10.24, 10.31, 9.71, 16.08, 12.65, 3.16, 10.87, 11.41, 8.79, 10.5, 4.68, 12.1, 8.19, 9.29, 9.42
  };

  /// `f1_score(average='macro')`, `'weighted'`; class 3 is never predicted.
  @Test
  void multiclassF1IsScikitLearns() {
    ConfusionMatrix matrix = ConfusionMatrix.of(ACTUAL, PREDICTED, 4);
    assertEquals(0.5762849449592145, value(matrix.macroF1()), 1e-14);
    assertEquals(0.6072632058287797, value(matrix.weightedF1()), 1e-14);
    assertEquals(0.6625, value(matrix.accuracy()), 1e-15);
  }

  @Test
  void classesThatNeverOccurDoNotLowerTheMacroMean() {
    assertEquals(
        value(ConfusionMatrix.of(ACTUAL, PREDICTED, 4).macroF1()),
        value(ConfusionMatrix.of(ACTUAL, PREDICTED, 9).macroF1()),
        1e-14);
  }

  @Test
  void oneClassAgainstTheRestIsABinaryCount() {
    ConfusionMatrix matrix = ConfusionMatrix.of(ACTUAL, PREDICTED, 4);
    int[] actual = Arrays.stream(ACTUAL).map(code -> code == 2 ? 1 : 0).toArray();
    int[] predicted = Arrays.stream(PREDICTED).map(code -> code == 2 ? 1 : 0).toArray();
    assertEquals(ConfusionCounts.of(actual, predicted), matrix.of(2));
  }

  /// The delta method's interval against 2,000 draws from the same multinomial counts.
  @Test
  void theIntervalOfMacroF1IsAsWideAsItsDrawsScatter() {
    ConfusionMatrix matrix = ConfusionMatrix.of(ACTUAL, PREDICTED, 4);
    SplittableRandom random = new SplittableRandom(4);
    double sum = 0;
    double squares = 0;
    for (int draw = 0; draw < 2000; draw++) {
      int[] actual = new int[ACTUAL.length];
      int[] predicted = new int[ACTUAL.length];
      for (int i = 0; i < actual.length; i++) {
        int row = random.nextInt(ACTUAL.length);
        actual[i] = ACTUAL[row];
        predicted[i] = PREDICTED[row];
      }
      double value = value(ConfusionMatrix.of(actual, predicted, 4).macroF1());
      sum += value;
      squares += value * value;
    }
    double deviation = Math.sqrt(squares / 2000 - sum * sum / 2000 / 2000);
    assertEquals(deviation, matrix.macroF1().orElseThrow().standardError(), 0.15 * deviation);
  }

  @Test
  void partsOfAMatrixAddUp() {
    assertEquals(
        value(ConfusionMatrix.of(ACTUAL, PREDICTED, 4).weightedF1()),
        value(
            ConfusionMatrix.of(ACTUAL, PREDICTED, 4, 0, 31)
                .plus(ConfusionMatrix.of(ACTUAL, PREDICTED, 4, 31, 80))
                .weightedF1()));
  }

  @Test
  void noRowsHaveNoMetric() {
    ConfusionMatrix empty = ConfusionMatrix.of(new int[] {-1}, new int[] {0}, 2);
    assertEquals(Optional.empty(), empty.accuracy());
    assertEquals(Optional.empty(), empty.macroF1());
    assertEquals(Optional.empty(), new RegressionErrors().bias());
    assertEquals(Optional.empty(), new LogLoss().estimate());
    assertEquals(Optional.empty(), new RankingQuality(5).ndcg());
  }

  /// `log_loss` of the probabilities given to the actual classes.
  @Test
  void multiclassLogLossIsScikitLearns() {
    LogLoss loss = new LogLoss();
    for (double probability : OF_ACTUAL) {
      loss.add(probability);
    }
    assertEquals(1.8994085251945307, value(loss.estimate()), 1e-14);
  }

  /// `mean_absolute_error`, `mean_squared_error ** .5`, `r2_score`.
  @Test
  void regressionErrorsAreScikitLearns() {
    RegressionErrors errors = RegressionErrors.of(TRUE, GUESS);
    assertEquals(0.8859999999999996, value(errors.meanAbsoluteError()), 1e-14);
    assertEquals(1.0832820500682174, value(errors.rootMeanSquareError()), 1e-14);
    assertEquals(0.8738034613924802, value(errors.rSquared()), 1e-14);
    assertEquals(0.3333333333333332, value(errors.bias()), 1e-14);
    assertEquals(0.19140036472498745, errors.bias().orElseThrow().standardError(), 1e-14);
  }

  @Test
  void mergedErrorsAreTheSameBits() {
    RegressionErrors whole = RegressionErrors.of(TRUE, GUESS);
    RegressionErrors parts = RegressionErrors.of(TRUE, GUESS, 17, 30);
    parts.add(RegressionErrors.of(TRUE, GUESS, 0, 17));
    assertEquals(whole.rSquared(), parts.rSquared());
    assertEquals(whole.rootMeanSquareError(), parts.rootMeanSquareError());
    assertEquals(whole.bias(), parts.bias());
  }

  @Test
  void aConstantActualHasNoR2() {
    assertEquals(
        Optional.empty(),
        RegressionErrors.of(new double[] {3, 3, 3}, new double[] {2, 3, 4}).rSquared());
    assertEquals(1, RegressionErrors.of(new double[] {3, Double.NaN}, new double[] {2, 3}).rows());
  }

  /// `ndcg_score(k=3)` of each list, `average_precision_score`, and 1 over the worst rank of the
  /// first relevant item's ties; the last list has no relevant item and counts 0.
  @Test
  void rankingQualityIsScikitLearns() {
    int[] group = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3};
    double[] relevance = {3, 2, 3, 0, 1, 2, 0, 1, 0, 2, 0, 0, 1, 1, 0, 0, 0};
    double[] score = {.9, .8, .7, .6, .5, .4, .5, .5, .2, .1, .3, .9, .9, .2, .1, .3, .1};
    RankingQuality quality = RankingQuality.of(group, 4, score, relevance, 3);
    assertEquals(
        (0.9777813616305048 + 0.30995311664203284 + 0.5) / 4, value(quality.ndcg()), 1e-14);
    assertEquals(
        (0.9266666666666665 + 0.5 + 0.5) / 4, value(quality.meanAveragePrecision()), 1e-14);
    assertEquals((1 + 0.5 + 0.5) / 4, value(quality.meanReciprocalRank()), 1e-15);
    assertEquals(1, quality.groupsWithoutRelevant());
    assertEquals(4, quality.groups());

    assertEquals(
        (0.9608081943360616 + 0.6373480670307723 + 0.7640681225725908) / 4,
        value(RankingQuality.of(group, 4, score, relevance, 10).ndcg()),
        1e-14);
  }

  @Test
  void theOrderOfRowsAndMergingChangeNothing() {
    int[] group = {1, 0, 1, 0, 0};
    double[] score = {.1, .2, .3, .4, .5};
    double[] relevance = {1, 0, 0, 2, 1};
    RankingQuality whole = RankingQuality.of(group, 2, score, relevance, 2);
    RankingQuality parts = new RankingQuality(2);
    parts.addGroup(new double[] {.3, .1}, new double[] {0, 1});
    RankingQuality other = new RankingQuality(2);
    other.addGroup(new double[] {.5, .2, .4}, new double[] {1, 0, 2});
    parts.add(other);
    assertEquals(whole.ndcg(), parts.ndcg());
    assertEquals(whole.meanAveragePrecision(), parts.meanAveragePrecision());
  }

  @Test
  void badInputIsNamed() {
    assertThrows(IllegalArgumentException.class, () -> new RankingQuality(0));
    var negative =
        assertThrows(
            IllegalArgumentException.class,
            () -> new RankingQuality(1).addGroup(new double[] {1}, new double[] {-1}));
    assertTrue(negative.getMessage().contains("relevance -1.0"));
    assertThrows(
        IllegalArgumentException.class, () -> ConfusionMatrix.of(new int[] {4}, new int[] {0}, 4));
  }

  private static double value(Optional<Estimate> estimate) {
    return estimate.orElseThrow().value();
  }
}
