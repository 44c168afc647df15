package dev.clew.skills.drift;

import dev.clew.skills.predictors.MetricChange;
import dev.clew.skills.predictors.RowLoss;
import dev.clew.statistics.RelevantChange;
import dev.clew.statistics.slice.LossSums;

/// What became of performance over some current rows against the baseline.
///
/// @param headline the metric users know best
/// @param kind which loss the split is made of
/// @param total its sums
/// @param loss its change
record Overall(MetricChange headline, RowLoss.Kind kind, LossSums total, RelevantChange loss) {

  boolean isWorse() {
    return headline.verdict() == MetricChange.Verdict.WORSE
        || loss.verdict() == RelevantChange.Verdict.ROSE;
  }

  boolean isOpen() {
    return headline.verdict() == MetricChange.Verdict.OPEN
        && loss.verdict() == RelevantChange.Verdict.OPEN;
  }
}
