package dev.clew.statistics.change;

import dev.clew.statistics.Tail;
import java.util.Optional;

/// Where a series of measured values, each with its standard error, moved from one level to
/// another.
///
/// Two levels are fitted by weighted least squares, the weights one over the squared errors, with
/// the step at each place that may be one; the best fit is taken (Hinkley, 1970,
/// doi:10.1093/biomet/57.1.1). Values that scatter about their level by more than their errors
/// allow (chunks of real data do) widen the errors by the same factor. The p-value is Student's for
/// the step found, times the number of places looked at.
///
/// @param at index of the first value on the new level
/// @param before level of the values before it
/// @param after level of the values from it on
/// @param standardError of `after - before`
/// @param pValue two-sided, of no step anywhere, corrected for all places; at most 1
public record LevelShift(int at, double before, double after, double standardError, double pValue) {

  /// Which way a step must go to count.
  public enum Towards {
    EITHER,
    HIGHER,
    LOWER;

    private boolean takes(double difference) {
      return switch (this) {
        case EITHER -> true;
        case HIGHER -> difference > 0;
        case LOWER -> difference < 0;
      };
    }
  }

  /// Finds the step, whichever way it goes.
  public static Optional<LevelShift> find(double[] values, double[] errors, int first) {
    return find(values, errors, first, Towards.EITHER);
  }

  /// Finds the step.
  ///
  /// @param values finite
  /// @param errors standard errors of the values, positive
  /// @param first the earliest index that may begin the new level, at least 1: values before it are
  ///   known to be on the old one
  /// @param towards steps that go the other way are passed over; the p-value stays two-sided
  /// @return nothing with fewer than four values, or when no place is left
  public static Optional<LevelShift> find(
      double[] values, double[] errors, int first, Towards towards) {
    if (values.length != errors.length) {
      throw new IllegalArgumentException(
          values.length + " values with " + errors.length + " errors");
    }
    if (first < 1) {
      throw new IllegalArgumentException("first place " + first + " leaves nothing before it");
    }
    int n = values.length;
    if (n < 4 || first >= n) {
      return Optional.empty();
    }
    double weight = 0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(values[i]) || !(errors[i] > 0)) {
        throw new IllegalArgumentException(
            "value " + values[i] + " with error " + errors[i] + " is no measurement");
      }
      double w = 1 / (errors[i] * errors[i]);
      weight += w;
      sum += w * values[i];
      squares += w * values[i] * values[i];
    }
    int best = -1;
    double most = -1;
    double left = 0;
    double leftSum = 0;
    double leftWeight = 0;
    double leftSumBest = 0;
    for (int i = 0; i < n - 1; i++) {
      double w = 1 / (errors[i] * errors[i]);
      left += w;
      leftSum += w * values[i];
      double difference = (sum - leftSum) / (weight - left) - leftSum / left;
      double gain = difference * difference * left * (weight - left) / weight;
      if (i + 1 >= first && gain > most && towards.takes(difference)) {
        most = gain;
        best = i + 1;
        leftWeight = left;
        leftSumBest = leftSum;
      }
    }
    if (best < 0) {
      return Optional.empty();
    }
    double before = leftSumBest / leftWeight;
    double after = (sum - leftSumBest) / (weight - leftWeight);
    double residual = Math.max(0, squares - sum * sum / weight - most);
    double scatter = Math.max(1, residual / (n - 2));
    double error = Math.sqrt(scatter * (1 / leftWeight + 1 / (weight - leftWeight)));
    double p = Tail.studentTTwoSided((after - before) / error, n - 2.0);
    return Optional.of(new LevelShift(best, before, after, error, Math.min(1, p * (n - first))));
  }

  public double step() {
    return after - before;
  }
}
