package dev.clew.skills.predictors;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.performance.ConfusionMatrix;
import dev.clew.statistics.performance.LogLoss;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Several classes.
///
/// @param classes their names, by code
/// @param actual codes, -1 unknown
/// @param predicted likewise
/// @param probability that the model gave to the class that happened; NaN unknown, all NaN where
///   the log has none
public record MulticlassOutcomes(
    List<String> classes, int[] actual, int[] predicted, double[] probability) implements Outcomes {

  public MulticlassOutcomes {
    classes = List.copyOf(classes);
    if (actual.length != predicted.length || actual.length != probability.length) {
      throw new IllegalArgumentException(
          actual.length + " actuals, " + predicted.length + " predictions, " + probability.length);
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
      judged += actual[i] >= 0 && predicted[i] >= 0 ? 1 : 0;
    }
    return judged;
  }

  @Override
  public Map<Metric, Estimate> measure(int from, int to) {
    var metrics = new EnumMap<Metric, Estimate>(Metric.class);
    var confusion = ConfusionMatrix.of(actual, predicted, classes.size(), from, to);
    confusion.accuracy().ifPresent(value -> metrics.put(Metric.ACCURACY, value));
    confusion.macroF1().ifPresent(value -> metrics.put(Metric.MACRO_F1, value));
    confusion.weightedF1().ifPresent(value -> metrics.put(Metric.WEIGHTED_F1, value));
    var logLoss = new LogLoss();
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(probability[i])) {
        logLoss.add(probability[i]);
      }
    }
    logLoss.estimate().ifPresent(value -> metrics.put(Metric.LOG_LOSS, value));
    return metrics;
  }

  @Override
  public List<RowLoss> losses() {
    double[] errors = new double[size()];
    for (int i = 0; i < errors.length; i++) {
      errors[i] =
          actual[i] < 0 || predicted[i] < 0 ? Double.NaN : actual[i] == predicted[i] ? 0 : 1;
    }
    return List.of(new RowLoss(RowLoss.Kind.ERROR, errors));
  }

  @Override
  public MulticlassOutcomes only(int[] rows) {
    return new MulticlassOutcomes(
        classes,
        Arrays.stream(rows).map(row -> actual[row]).toArray(),
        Arrays.stream(rows).map(row -> predicted[row]).toArray(),
        Arrays.stream(rows).mapToDouble(row -> probability[row]).toArray());
  }
}
