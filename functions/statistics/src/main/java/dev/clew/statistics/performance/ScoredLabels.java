package dev.clew.statistics.performance;

import dev.clew.statistics.NumericSample;
import java.util.Arrays;

/// The scores of the positives and of the negatives, each sorted once: what ROC and
/// precision-recall curves are made of.
///
/// @param positives scores of the rows whose actual is 1
/// @param negatives scores of the rows whose actual is 0
/// @param skipped rows left out because actual or score is missing (or the score infinite)
public record ScoredLabels(NumericSample positives, NumericSample negatives, long skipped) {

  /// Splits two columns.
  ///
  /// @param actual 1 positive, 0 negative, -1 missing
  /// @param score higher means more likely positive; NaN missing
  public static ScoredLabels of(int[] actual, double[] score) {
    return of(actual, score, 0, actual.length);
  }

  /// Splits the rows `from` (inclusive) to `to` (exclusive).
  public static ScoredLabels of(int[] actual, double[] score, int from, int to) {
    Columns.checkRows(actual.length, score.length, from, to);
    double[] positives = new double[to - from];
    double[] negatives = new double[to - from];
    int p = 0;
    int n = 0;
    for (int i = from; i < to; i++) {
      if (Columns.isLabel(actual[i], i) && Double.isFinite(score[i])) {
        if (actual[i] == 1) {
          positives[p++] = score[i];
        } else {
          negatives[n++] = score[i];
        }
      }
    }
    return new ScoredLabels(
        NumericSample.of(Arrays.copyOf(positives, p)),
        NumericSample.of(Arrays.copyOf(negatives, n)),
        to - from - p - n);
  }

  /// Both sets of rows as one; the same as splitting all rows at once.
  public ScoredLabels plus(ScoredLabels other) {
    return new ScoredLabels(
        positives.plus(other.positives), negatives.plus(other.negatives), skipped + other.skipped);
  }

  public long rows() {
    return (long) positives.size() + negatives.size();
  }

  /// Whether both classes occur, without which nothing can be said about ranking.
  public boolean hasBothClasses() {
    return !positives.isEmpty() && !negatives.isEmpty();
  }
}
