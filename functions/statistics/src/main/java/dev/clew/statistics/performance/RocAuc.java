package dev.clew.statistics.performance;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;
import dev.clew.statistics.IntervalMethod;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.PooledValues;
import dev.clew.statistics.Tail;
import dev.clew.statistics.hypothesis.PairwiseWins;
import dev.clew.statistics.interval.WilsonInterval;
import java.util.Optional;

/// The area under the ROC curve: the probability that a positive scores above a negative, a tie
/// counting half.
///
/// Variance by DeLong, DeLong and Clarke-Pearson, 1988, doi:10.2307/2531595, in O(n log n) from
/// placements as Sun and Xu, 2014, doi:10.1109/LSP.2014.2337313, show; here both classes are sorted
/// apart and walked together.
///
/// @param value in [0, 1]
/// @param variance DeLong's; 0 where a class has one row or all placements are equal
/// @param positives rows of the positive class, `>= 1`
/// @param negatives rows of the negative class, `>= 1`
public record RocAuc(double value, double variance, long positives, long negatives) {

  /// The area, or nothing when a class is missing.
  public static Optional<RocAuc> of(ScoredLabels scored) {
    if (!scored.hasBothClasses()) {
      return Optional.empty();
    }
    NumericSample positives = scored.positives();
    NumericSample negatives = scored.negatives();
    double m = positives.size();
    double n = negatives.size();
    double auc = PairwiseWins.of(positives, negatives).twice() / (2 * m * n);
    double positiveSquares = 0;
    double negativeSquares = 0;
    for (var walk = new PooledValues(positives, negatives); walk.next(); ) {
      double beaten = ((double) walk.secondBelow() + walk.secondUpTo()) / (2 * n) - auc;
      double beating = 1 - ((double) walk.firstBelow() + walk.firstUpTo()) / (2 * m) - auc;
      positiveSquares += walk.firstTies() * beaten * beaten;
      negativeSquares += walk.secondTies() * beating * beating;
    }
    double variance =
        (m > 1 ? positiveSquares / (m - 1) / m : 0) + (n > 1 ? negativeSquares / (n - 1) / n : 0);
    return Optional.of(new RocAuc(auc, variance, positives.size(), negatives.size()));
  }

  /// Normal interval cut to [0, 1], as R's pROC gives it. Where the variance is 0 (perfect
  /// separation) it would have no width: then Wilson's interval for as many rows as the smaller
  /// class has.
  public Interval interval(double level) {
    if (variance == 0) {
      long smaller = Math.min(positives, negatives);
      return WilsonInterval.ofShare(value, (double) smaller, level);
    }
    return Interval.around(value, Tail.twoSidedZ(level) * Math.sqrt(variance), level, 0, 1);
  }

  public Estimate estimate() {
    return new Estimate(
        value,
        interval(Interval.LEVEL),
        variance == 0 ? IntervalMethod.WILSON : IntervalMethod.DELONG,
        positives + negatives);
  }

  /// How much higher the area of other, independent rows is than this one, by DeLong's variances.
  public Difference to(RocAuc current) {
    double difference = current.value - value;
    double error = Math.sqrt(variance + current.variance);
    double p = error == 0 ? (difference == 0 ? 1 : 0) : Tail.normalTwoSided(difference / error);
    Interval interval =
        Interval.around(difference, Tail.twoSidedZ(Interval.LEVEL) * error, Interval.LEVEL, -1, 1);
    return new Difference(difference, error, interval, p);
  }

  /// A difference of two areas.
  ///
  /// @param value current less reference
  /// @param standardError of the difference
  /// @param interval normal, at the usual level
  /// @param pValue two-sided, of no difference
  public record Difference(double value, double standardError, Interval interval, double pValue) {}
}
