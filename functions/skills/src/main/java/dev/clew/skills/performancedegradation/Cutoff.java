package dev.clew.skills.performancedegradation;

import dev.clew.skills.predictors.BinaryOutcomes;
import dev.clew.statistics.NumericSample;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// The score from which on rows are predicted positive, read off the rows themselves.
///
/// @param score the lowest score of a positive decision that fits the rule "at or above"
/// @param below the highest score that any row has below it: the cutoff lies between the two, and
///   what it would decide there is not known
/// @param exceptions share of rows that break this rule, in [0, 1]
record Cutoff(double score, double below, double exceptions) {

  /// Predictions with more exceptions than this are not made by a cutoff on the score.
  static final double MOST_EXCEPTIONS = 0.005;

  /// The cutoff that fits the decisions best; none where the rows hold only one decision or follow
  /// no cutoff.
  ///
  /// @param from first row looked at
  static Optional<Cutoff> of(BinaryOutcomes outcomes, int from) {
    NumericSample positives = scores(outcomes, from, row -> outcomes.predicted()[row] == 1);
    NumericSample negatives = scores(outcomes, from, row -> outcomes.predicted()[row] == 0);
    if (positives.isEmpty() || negatives.isEmpty()) {
      return Optional.empty();
    }
    // At a cutoff t, positives below it and negatives at or above it are exceptions.
    long fewest = Long.MAX_VALUE;
    double best = Double.NaN;
    int rank = 0;
    while (rank < positives.size()) {
      double t = positives.at(rank);
      long exceptions = (long) rank + (negatives.size() - negatives.countBelow(t));
      if (exceptions < fewest) {
        fewest = exceptions;
        best = t;
      }
      rank = positives.countAtMost(t);
    }
    double share = (double) fewest / (positives.size() + negatives.size());
    double below = Math.max(highestBelow(positives, best), highestBelow(negatives, best));
    return share <= MOST_EXCEPTIONS
        ? Optional.of(new Cutoff(best, below, share))
        : Optional.empty();
  }

  private static double highestBelow(NumericSample scores, double limit) {
    int rank = scores.countBelow(limit);
    return rank == 0 ? Double.NEGATIVE_INFINITY : scores.at(rank - 1);
  }

  /// The decisions this cutoff makes, -1 where they are not known or there is none to compare.
  int[] decide(BinaryOutcomes outcomes) {
    return IntStream.range(0, outcomes.size())
        .map(row -> outcomes.predicted()[row] < 0 ? -1 : decide(outcomes.score()[row]))
        .toArray();
  }

  private int decide(double value) {
    return value >= score ? 1 : value <= below ? 0 : -1;
  }

  private static NumericSample scores(BinaryOutcomes outcomes, int from, IntPredicate kept) {
    double[] scores =
        IntStream.range(from, outcomes.size())
            .filter(kept)
            .mapToDouble(row -> outcomes.score()[row])
            .toArray();
    return NumericSample.of(Arrays.stream(scores).filter(Double::isFinite).toArray());
  }
}
