package dev.clew.statistics.performance;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Moments;
import java.util.Optional;

/// The mean of `-ln(probability given to what happened)`, in nats; merges exactly.
///
/// Probabilities are kept [#EPSILON] away from 0 and 1, as scikit-learn's `log_loss` does since
/// version 1.3. Interval: the normal one of a mean. Mutable and not thread-safe.
public final class LogLoss {

  /// The distance from 1 to the next double: the closest to 0 and 1 that a probability counts.
  public static final double EPSILON = Math.ulp(1.0);

  private final Moments losses = new Moments();

  /// The loss of binary predictions; rows where either is missing are left out.
  ///
  /// @param actual 1 positive, 0 negative, -1 missing
  /// @param probability of the positive class; NaN missing
  public static LogLoss of(int[] actual, double[] probability) {
    Columns.checkRows(actual.length, probability.length, 0, actual.length);
    LogLoss loss = new LogLoss();
    for (int i = 0; i < actual.length; i++) {
      if (Columns.isLabel(actual[i], i) && Columns.isProbability(probability[i], i)) {
        loss.add(actual[i], probability[i]);
      }
    }
    return loss;
  }

  /// Adds a binary prediction.
  public void add(int actual, double probability) {
    double bounded = Math.min(Math.max(probability, EPSILON), 1 - EPSILON);
    losses.add(actual == 1 ? -Math.log(bounded) : -Math.log1p(-bounded));
  }

  /// Adds a prediction among several classes by the probability that it gave to the actual one.
  public void add(double probabilityOfActual) {
    losses.add(-Math.log(Math.min(Math.max(probabilityOfActual, EPSILON), 1 - EPSILON)));
  }

  public void add(LogLoss other) {
    losses.add(other.losses);
  }

  /// The mean loss, or nothing when no row was complete.
  public Optional<Estimate> estimate() {
    return losses.meanEstimate();
  }
}
