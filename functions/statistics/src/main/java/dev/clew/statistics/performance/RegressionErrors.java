package dev.clew.statistics.performance;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;
import dev.clew.statistics.IntervalMethod;
import dev.clew.statistics.Moments;
import dev.clew.statistics.Tail;
import java.util.Optional;

/// Errors of numeric predictions: MAE, RMSE, R2 and bias; merges exactly.
///
/// An error is prediction less actual, so that a positive bias means predicting too high. Intervals
/// are normal by the delta method. Mutable and not thread-safe.
public final class RegressionErrors {

  private final Moments errors = new Moments();
  private final Moments magnitudes = new Moments();
  private final Moments squares = new Moments();
  private final Moments actuals = new Moments();

  /// The errors of two columns; rows where either is missing or infinite are left out.
  public static RegressionErrors of(double[] actual, double[] predicted) {
    return of(actual, predicted, 0, actual.length);
  }

  /// The errors of the rows `from` (inclusive) to `to` (exclusive).
  public static RegressionErrors of(double[] actual, double[] predicted, int from, int to) {
    Columns.checkRows(actual.length, predicted.length, from, to);
    RegressionErrors errors = new RegressionErrors();
    for (int i = from; i < to; i++) {
      errors.add(actual[i], predicted[i]);
    }
    return errors;
  }

  public void add(double actual, double predicted) {
    if (Double.isFinite(actual) && Double.isFinite(predicted)) {
      double error = predicted - actual;
      errors.add(error);
      magnitudes.add(Math.abs(error));
      squares.add(error * error);
      actuals.add(actual);
    }
  }

  public void add(RegressionErrors other) {
    errors.add(other.errors);
    magnitudes.add(other.magnitudes);
    squares.add(other.squares);
    actuals.add(other.actuals);
  }

  public long rows() {
    return errors.count();
  }

  /// Mean error, prediction less actual.
  public Optional<Estimate> bias() {
    return errors.meanEstimate();
  }

  /// Mean absolute error.
  public Optional<Estimate> meanAbsoluteError() {
    return magnitudes.meanEstimate();
  }

  /// Root of the mean squared error; the interval is the root of that of the mean square.
  public Optional<Estimate> rootMeanSquareError() {
    return squares
        .meanEstimate()
        .map(square ->
            new Estimate(
                Math.sqrt(square.value()),
                new Interval(
                    Math.sqrt(Math.max(0, square.low())), Math.sqrt(square.high()), Interval.LEVEL),
                IntervalMethod.DELTA,
                square.rows()));
  }

  /// Share of the actuals' variance that the predictions explain, at most 1 and possibly negative;
  /// nothing with fewer than two rows or when all actuals are equal.
  ///
  /// The interval takes `1 - R2` as the ratio of the mean squared error to the actuals' variance
  /// and moves the first only: the share of variance explained of *these* actuals.
  public Optional<Estimate> rSquared() {
    if (rows() < 2 || actuals.min() == actuals.max()) {
      return Optional.empty();
    }
    double spread = actuals.variance() * (rows() - 1) / rows();
    double value = 1 - squares.mean() / spread;
    double error = Math.sqrt(squares.variance() / rows()) / spread;
    Interval interval =
        Interval.around(
            value,
            Tail.twoSidedZ(Interval.LEVEL) * error,
            Interval.LEVEL,
            Double.NEGATIVE_INFINITY,
            1);
    return Optional.of(new Estimate(value, interval, IntervalMethod.DELTA, rows()));
  }
}
