package dev.clew.statistics.performance;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Moments;
import java.util.Optional;

/// The mean squared difference between the probability of the positive class and what happened, in
/// [0, 1]; merges exactly.
///
/// Brier, 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2; scikit-learn's
/// `brier_score_loss`. Interval: the normal one of a mean. Mutable and not thread-safe.
public final class BrierScore {

  private final Moments squares = new Moments();

  /// The score of two columns; rows where either is missing are left out.
  ///
  /// @param actual 1 positive, 0 negative, -1 missing
  /// @param probability of the positive class; NaN missing
  public static BrierScore of(int[] actual, double[] probability) {
    Columns.checkRows(actual.length, probability.length, 0, actual.length);
    BrierScore score = new BrierScore();
    for (int i = 0; i < actual.length; i++) {
      if (Columns.isLabel(actual[i], i) && Columns.isProbability(probability[i], i)) {
        score.add(actual[i], probability[i]);
      }
    }
    return score;
  }

  public void add(int actual, double probability) {
    double error = probability - actual;
    squares.add(error * error);
  }

  public void add(BrierScore other) {
    squares.add(other.squares);
  }

  /// The mean score, or nothing when no row was complete.
  public Optional<Estimate> estimate() {
    return squares.meanEstimate();
  }
}
