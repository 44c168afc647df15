package dev.clew.statistics.interval;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;
import dev.clew.statistics.IntervalMethod;
import dev.clew.statistics.Tail;
import java.util.Optional;

/// The mean of a quantity that is known of few rows, with the help of a cheap prediction of it that
/// is known of all: prediction-powered inference. Whatever the predictions are worth, the interval
/// holds its level; the better they are, the shorter it is. Rows are labelled at random.
///
/// Angelopoulos and others, 2023, doi:10.1126/science.adi6000; weight of the predictions by
/// Angelopoulos, Duchi and Zrnic, "PPI++", 2023, arXiv 2311.01453, section 6.
public final class PredictionPowered {
  private static final int LEAST = 3;

  private PredictionPowered() {}

  /// The mean of an endless population of which both sets of rows were drawn; equal to ppi_py's
  /// `ppi_mean_ci` with the weight given.
  ///
  /// @param labels of the labelled rows, at least 3
  /// @param predictions of the same rows
  /// @param others predictions of the rows without label, at least 1
  /// @return nothing where there are fewer rows
  public static Optional<Estimate> mean(double[] labels, double[] predictions, double[] others) {
    check(labels, predictions);
    int n = labels.length;
    int more = others.length;
    if (n < LEAST || more < 1) {
      return Optional.empty();
    }
    double weight = weight(labels, predictions, others);
    double value = weight * mean(others) + mean(labels) - weight * mean(predictions);
    double variance =
        weight * weight * variance(others) / more + variance(rest(labels, predictions, weight)) / n;
    return Optional.of(estimate(value, variance, Tail.twoSidedZ(Interval.LEVEL), n + more));
  }

  /// The weight with which the predictions count in [#mean]: it makes the interval shortest, within
  /// [0, 1].
  public static double weight(double[] labels, double[] predictions, double[] others) {
    check(labels, predictions);
    var all = new double[predictions.length + others.length];
    System.arraycopy(predictions, 0, all, 0, predictions.length);
    System.arraycopy(others, 0, all, predictions.length, others.length);
    double variance = variance(all) * all.length / (all.length - 1.0);
    if (!(variance > 0)) {
      return 0;
    }
    double ratio = (double) labels.length / others.length;
    return Math.clamp(covariance(labels, predictions) / ((1 + ratio) * variance), 0, 1);
  }

  /// The mean of a finite population whose every row has a prediction, and some of whose rows were
  /// drawn without replacement and labelled: the regression estimator of survey sampling (Cochran,
  /// *Sampling Techniques*, 3rd edition, 1977, section 7.3), which [#mean] becomes when nothing
  /// lies beyond the rows at hand. Its interval takes Student's distribution, since the weight is
  /// estimated from few labels.
  ///
  /// @param labels of the labelled rows, at least 3
  /// @param predictions of the same rows
  /// @param others predictions of the rows without label; none where all are labelled
  /// @return nothing where there are fewer rows
  public static Optional<Estimate> populationMean(
      double[] labels, double[] predictions, double[] others) {
    check(labels, predictions);
    int n = labels.length;
    if (n < LEAST) {
      return Optional.empty();
    }
    int population = n + others.length;
    double spread = variance(predictions);
    double weight = spread == 0 ? 0 : covariance(labels, predictions) / spread;
    double everywhere =
        (mean(predictions) * n + (others.length == 0 ? 0 : mean(others) * others.length))
            / population;
    double value = mean(labels) + weight * (everywhere - mean(predictions));
    int freedom = spread == 0 ? n - 1 : n - 2;
    double left = variance(rest(labels, predictions, weight)) * n / freedom;
    double variance = (1 - (double) n / population) * left / n;
    return Optional.of(
        estimate(value, variance, Tail.twoSidedT(Interval.LEVEL, freedom), population));
  }

  private static Estimate estimate(double value, double variance, double reach, long rows) {
    return new Estimate(
        value,
        Interval.around(value, reach * Math.sqrt(variance), Interval.LEVEL),
        IntervalMethod.PREDICTION_POWERED,
        rows);
  }

  private static double[] rest(double[] labels, double[] predictions, double weight) {
    var rest = new double[labels.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = labels[i] - weight * predictions[i];
    }
    return rest;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /// Divided by n, as ppi_py does.
  private static double variance(double[] values) {
    return covariance(values, values);
  }

  private static double covariance(double[] one, double[] other) {
    double mean = mean(one);
    double otherMean = mean(other);
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - mean) * (other[i] - otherMean);
    }
    return sum / one.length;
  }

  private static void check(double[] labels, double[] predictions) {
    if (labels.length != predictions.length) {
      throw new IllegalArgumentException(
          labels.length + " labels and " + predictions.length + " predictions of them");
    }
  }
}
