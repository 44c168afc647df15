package dev.clew.skills.predictors;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.performance.RegressionErrors;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Numbers.
///
/// @param actual NaN unknown
/// @param predicted NaN unknown
public record RegressionOutcomes(double[] actual, double[] predicted) implements Outcomes {

  public RegressionOutcomes {
    if (actual.length != predicted.length) {
      throw new IllegalArgumentException(
          actual.length + " actuals, " + predicted.length + " predictions");
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
      judged += Double.isFinite(actual[i]) && Double.isFinite(predicted[i]) ? 1 : 0;
    }
    return judged;
  }

  @Override
  public Map<Metric, Estimate> measure(int from, int to) {
    var metrics = new EnumMap<Metric, Estimate>(Metric.class);
    var errors = RegressionErrors.of(actual, predicted, from, to);
    errors.meanAbsoluteError().ifPresent(value -> metrics.put(Metric.MAE, value));
    errors.rootMeanSquareError().ifPresent(value -> metrics.put(Metric.RMSE, value));
    errors.rSquared().ifPresent(value -> metrics.put(Metric.R2, value));
    errors.bias().ifPresent(value -> metrics.put(Metric.BIAS, value));
    return metrics;
  }

  @Override
  public List<RowLoss> losses() {
    double[] magnitudes = new double[size()];
    for (int i = 0; i < magnitudes.length; i++) {
      double error = Math.abs(predicted[i] - actual[i]);
      magnitudes[i] = Double.isFinite(error) ? error : Double.NaN;
    }
    return List.of(new RowLoss(RowLoss.Kind.ABSOLUTE_ERROR, magnitudes));
  }

  @Override
  public RegressionOutcomes only(int[] rows) {
    return new RegressionOutcomes(
        Arrays.stream(rows).mapToDouble(row -> actual[row]).toArray(),
        Arrays.stream(rows).mapToDouble(row -> predicted[row]).toArray());
  }
}
