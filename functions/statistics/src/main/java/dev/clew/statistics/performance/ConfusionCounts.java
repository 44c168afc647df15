package dev.clew.statistics.performance;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;
import dev.clew.statistics.IntervalMethod;
import dev.clew.statistics.interval.WilsonInterval;
import java.util.Optional;

/// How often a binary prediction and its actual agreed, by kind; merges exactly.
///
/// A metric whose denominator is 0 is absent, not 0 and not 1 (scikit-learn's `zero_division` has
/// no honest value). Intervals are Wilson's; F1's is Wilson's interval of TP / (TP + FP + FN)
/// through the rising map `2 j / (1 + j)`.
///
/// @param truePositives predicted positive and positive
/// @param falsePositives predicted positive, yet negative
/// @param trueNegatives predicted negative and negative
/// @param falseNegatives predicted negative, yet positive
public record ConfusionCounts(
    long truePositives, long falsePositives, long trueNegatives, long falseNegatives) {

  public static final ConfusionCounts EMPTY = new ConfusionCounts(0, 0, 0, 0);

  public ConfusionCounts {
    if (truePositives < 0 || falsePositives < 0 || trueNegatives < 0 || falseNegatives < 0) {
      throw new IllegalArgumentException("counts must not be negative");
    }
  }

  /// Counts two columns; rows where either is missing are left out.
  ///
  /// @param actual 1 positive, 0 negative, -1 missing
  /// @param predicted likewise, as long as `actual`
  public static ConfusionCounts of(int[] actual, int[] predicted) {
    return of(actual, predicted, 0, actual.length);
  }

  /// Counts the rows `from` (inclusive) to `to` (exclusive).
  public static ConfusionCounts of(int[] actual, int[] predicted, int from, int to) {
    Columns.checkRows(actual.length, predicted.length, from, to);
    long[] cells = new long[4];
    for (int i = from; i < to; i++) {
      if (Columns.isLabel(actual[i], i) && Columns.isLabel(predicted[i], i)) {
        cells[2 * predicted[i] + actual[i]]++;
      }
    }
    return new ConfusionCounts(cells[3], cells[2], cells[0], cells[1]);
  }

  public ConfusionCounts plus(ConfusionCounts other) {
    return new ConfusionCounts(
        truePositives + other.truePositives,
        falsePositives + other.falsePositives,
        trueNegatives + other.trueNegatives,
        falseNegatives + other.falseNegatives);
  }

  public long rows() {
    return truePositives + falsePositives + trueNegatives + falseNegatives;
  }

  /// Share of rows predicted right.
  public Optional<Estimate> accuracy() {
    return share(truePositives + trueNegatives, rows());
  }

  /// Share of the predicted positives that are positive.
  public Optional<Estimate> precision() {
    return share(truePositives, truePositives + falsePositives);
  }

  /// Share of the positives that are predicted positive.
  public Optional<Estimate> recall() {
    return share(truePositives, truePositives + falseNegatives);
  }

  /// Share of the negatives that are predicted negative.
  public Optional<Estimate> specificity() {
    return share(trueNegatives, trueNegatives + falsePositives);
  }

  /// Share of the rows that are positive.
  public Optional<Estimate> prevalence() {
    return share(truePositives + falseNegatives, rows());
  }

  /// Share of the rows that are predicted positive.
  public Optional<Estimate> predictedPositive() {
    return share(truePositives + falsePositives, rows());
  }

  /// Harmonic mean of precision and recall, `2 TP / (2 TP + FP + FN)`.
  public Optional<Estimate> f1() {
    long relevant = truePositives + falsePositives + falseNegatives;
    if (relevant == 0) {
      return Optional.empty();
    }
    Interval jaccard = WilsonInterval.of(truePositives, relevant);
    double value = 2.0 * truePositives / (truePositives + relevant);
    Interval interval =
        new Interval(
            2 * jaccard.low() / (1 + jaccard.low()),
            2 * jaccard.high() / (1 + jaccard.high()),
            jaccard.level());
    return Optional.of(new Estimate(value, interval, IntervalMethod.WILSON, relevant));
  }

  private static Optional<Estimate> share(long count, long of) {
    return of == 0 ? Optional.empty() : Optional.of(WilsonInterval.estimate(count, of));
  }
}
