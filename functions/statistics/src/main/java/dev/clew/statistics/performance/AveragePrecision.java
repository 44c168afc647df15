package dev.clew.statistics.performance;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;
import dev.clew.statistics.IntervalMethod;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.Tail;
import dev.clew.statistics.interval.WilsonInterval;
import java.util.Optional;

/// Area under the precision-recall curve as average precision: the sum over thresholds of `(R_i -
/// R_(i-1)) P_i`, tied scores one threshold, no interpolation. Equal to scikit-learn's
/// `average_precision_score`.
///
/// Its interval is binomial on the logit scale with as many rows as there are positives, which
/// Boyd, Eng and Page, 2013, doi:10.1007/978-3-642-40994-3_29, found to hold its level; Wilson's at
/// 0 and 1.
public final class AveragePrecision {

  private AveragePrecision() {}

  /// The average precision, or nothing when there is no positive or no negative.
  public static Optional<Estimate> of(ScoredLabels scored) {
    if (!scored.hasBothClasses()) {
      return Optional.empty();
    }
    NumericSample positives = scored.positives();
    double value = Math.min(value(positives, scored.negatives()), 1);
    double n = positives.size();
    if (value <= 0 || value >= 1) {
      Interval interval = WilsonInterval.ofShare(value, n, Interval.LEVEL);
      return Optional.of(new Estimate(value, interval, IntervalMethod.WILSON, scored.rows()));
    }
    double logit = Math.log(value / (1 - value));
    double half = Tail.twoSidedZ(Interval.LEVEL) / Math.sqrt(n * value * (1 - value));
    Interval interval =
        new Interval(logistic(logit - half), logistic(logit + half), Interval.LEVEL);
    return Optional.of(new Estimate(value, interval, IntervalMethod.LOGIT, scored.rows()));
  }

  private static double value(NumericSample positives, NumericSample negatives) {
    int m = positives.size();
    int i = m;
    int j = negatives.size();
    double sum = 0;
    while (i > 0) {
      double threshold = positives.at(i - 1);
      int before = i;
      while (i > 0 && positives.at(i - 1) == threshold) {
        i--;
      }
      while (j > 0 && negatives.at(j - 1) >= threshold) {
        j--;
      }
      double found = m - i;
      double alarms = found + negatives.size() - j;
      sum += (before - i) * (found / alarms);
    }
    return sum / m;
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
