package dev.clew.statistics.performance;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;
import dev.clew.statistics.IntervalMethod;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.Tail;
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
    Placements placements = new Placements(scored.positives(), scored.negatives());
    placements.walk();
    placements.walk();
    return Optional.of(placements.result());
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

  /// One walk sums the placements, the second their squared deviations from the mean.
  private static final class Placements {

    private final NumericSample positives;
    private final NumericSample negatives;
    private long twiceWins;
    private double auc = Double.NaN;
    private double positiveSquares;
    private double negativeSquares;

    Placements(NumericSample positives, NumericSample negatives) {
      this.positives = positives;
      this.negatives = negatives;
    }

    void walk() {
      long m = positives.size();
      long n = negatives.size();
      boolean first = Double.isNaN(auc);
      int i = 0;
      int j = 0;
      while (i < m || j < n) {
        double x =
            i < m && j < n
                ? Math.min(positives.at(i), negatives.at(j))
                : i < m ? positives.at(i) : negatives.at(j);
        int negativesBelow = j;
        int positivesBelow = i;
        while (i < m && positives.at(i) == x) {
          i++;
        }
        while (j < n && negatives.at(j) == x) {
          j++;
        }
        int tiedPositives = i - positivesBelow;
        int tiedNegatives = j - negativesBelow;
        long twiceBeaten = 2L * negativesBelow + tiedNegatives;
        if (first) {
          twiceWins += tiedPositives * twiceBeaten;
        } else {
          double beaten = twiceBeaten / (2.0 * n) - auc;
          double beating = (2 * (m - i) + tiedPositives) / (2.0 * m) - auc;
          positiveSquares += tiedPositives * beaten * beaten;
          negativeSquares += tiedNegatives * beating * beating;
        }
      }
      auc = twiceWins / (2.0 * m * n);
    }

    RocAuc result() {
      long m = positives.size();
      long n = negatives.size();
      double variance =
          (m > 1 ? positiveSquares / (m - 1) / m : 0) + (n > 1 ? negativeSquares / (n - 1) / n : 0);
      return new RocAuc(auc, variance, m, n);
    }
  }
}
