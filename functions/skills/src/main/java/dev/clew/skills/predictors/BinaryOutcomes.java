package dev.clew.skills.predictors;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.performance.AveragePrecision;
import dev.clew.statistics.performance.BrierScore;
import dev.clew.statistics.performance.Calibration;
import dev.clew.statistics.performance.ConfusionCounts;
import dev.clew.statistics.performance.LogLoss;
import dev.clew.statistics.performance.RocAuc;
import dev.clew.statistics.performance.ScoredLabels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Two classes.
///
/// @param actual 1 positive, 0 negative, -1 unknown
/// @param predicted likewise; all -1 where the log has no prediction
/// @param score higher means more likely positive, NaN unknown; all NaN where the log has none
/// @param probabilities whether every score of both stretches lies in [0, 1]
public record BinaryOutcomes(int[] actual, int[] predicted, double[] score, boolean probabilities)
    implements Outcomes {

  public BinaryOutcomes {
    if (actual.length != predicted.length || actual.length != score.length) {
      throw new IllegalArgumentException(
          actual.length + " actuals, " + predicted.length + " predictions, " + score.length);
    }
  }

  @Override
  public int size() {
    return actual.length;
  }

  @Override
  public long judged(int from, int to) {
    long judged = 0;
    for (int i = from; i < to; i++) {
      if (actual[i] >= 0 && (predicted[i] >= 0 || Double.isFinite(score[i]))) {
        judged++;
      }
    }
    return judged;
  }

  @Override
  public Map<Metric, Estimate> measure(int from, int to) {
    var metrics = new EnumMap<Metric, Estimate>(Metric.class);
    ScoredLabels scored = ScoredLabels.of(actual, score, from, to);
    RocAuc.of(scored).ifPresent(auc -> metrics.put(Metric.AUC, auc.estimate()));
    put(metrics, Metric.AVERAGE_PRECISION, AveragePrecision.of(scored));
    ConfusionCounts confusion = confusion(from, to);
    put(metrics, Metric.ACCURACY, confusion.accuracy());
    put(metrics, Metric.F1, confusion.f1());
    put(metrics, Metric.PRECISION, confusion.precision());
    put(metrics, Metric.RECALL, confusion.recall());
    if (probabilities) {
      var brier = new BrierScore();
      var logLoss = new LogLoss();
      var calibration = new Calibration(Calibration.BINS);
      for (int i = from; i < to; i++) {
        if (actual[i] >= 0 && Double.isFinite(score[i])) {
          brier.add(actual[i], score[i]);
          logLoss.add(actual[i], score[i]);
          calibration.add(actual[i], score[i]);
        }
      }
      put(metrics, Metric.BRIER, brier.estimate());
      put(metrics, Metric.LOG_LOSS, logLoss.estimate());
      put(metrics, Metric.CALIBRATION_ERROR, calibration.expectedError());
    }
    return metrics;
  }

  /// How predictions and actuals met.
  public ConfusionCounts confusion(int from, int to) {
    return ConfusionCounts.of(actual, predicted, from, to);
  }

  /// Whether the log holds predicted classes at all.
  public boolean hasPredictions() {
    return Arrays.stream(predicted).anyMatch(code -> code >= 0);
  }

  /// Whether the log holds scores at all.
  public boolean hasScores() {
    return Arrays.stream(score).anyMatch(Double::isFinite);
  }

  @Override
  public List<RowLoss> losses() {
    var losses = new ArrayList<RowLoss>();
    if (hasPredictions()) {
      double[] errors = new double[size()];
      for (int i = 0; i < errors.length; i++) {
        errors[i] =
            actual[i] < 0 || predicted[i] < 0 ? Double.NaN : actual[i] == predicted[i] ? 0 : 1;
      }
      losses.add(new RowLoss(RowLoss.Kind.ERROR, errors));
    }
    if (probabilities && hasScores()) {
      double[] squares = new double[size()];
      for (int i = 0; i < squares.length; i++) {
        double error = score[i] - actual[i];
        squares[i] = actual[i] < 0 || !Double.isFinite(score[i]) ? Double.NaN : error * error;
      }
      losses.add(new RowLoss(RowLoss.Kind.SQUARED_SCORE, squares));
    }
    return losses;
  }

  @Override
  public BinaryOutcomes only(int[] rows) {
    return new BinaryOutcomes(
        Arrays.stream(rows).map(row -> actual[row]).toArray(),
        Arrays.stream(rows).map(row -> predicted[row]).toArray(),
        Arrays.stream(rows).mapToDouble(row -> score[row]).toArray(),
        probabilities);
  }

  private static void put(
      Map<Metric, Estimate> metrics, Metric metric, Optional<Estimate> estimate) {
    estimate.ifPresent(value -> metrics.put(metric, value));
  }
}
