package dev.clew.statistics.association;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;
import dev.clew.statistics.IntervalMethod;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.performance.RocAuc;
import dev.clew.statistics.performance.ScoredLabels;

/// P(current > reference) - P(current < reference), in [-1, 1]: how far one sample lies above
/// another, whatever the scale.
///
/// Cliff, 1993, doi:10.1037/0033-2909.114.3.494. It is twice an area under the ROC curve less one,
/// and takes its interval from DeLong's. 0.147 is small, 0.33 medium, 0.474 large (Romano and
/// others, 2006).
public final class CliffsDelta {

  private CliffsDelta() {}

  /// How far the current sample lies above the reference.
  ///
  /// @throws IllegalArgumentException when one has no value
  public static Estimate of(NumericSample reference, NumericSample current) {
    RocAuc auc =
        RocAuc.of(new ScoredLabels(current, reference, 0))
            .orElseThrow(
                () -> new IllegalArgumentException("both samples need at least one value"));
    Interval area = auc.interval(Interval.LEVEL);
    Interval interval = new Interval(2 * area.low() - 1, 2 * area.high() - 1, Interval.LEVEL);
    return new Estimate(
        2 * auc.value() - 1, interval, IntervalMethod.DELONG, auc.positives() + auc.negatives());
  }
}
