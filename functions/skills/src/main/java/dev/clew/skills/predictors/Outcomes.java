package dev.clew.skills.predictors;

import dev.clew.statistics.Estimate;
import java.util.List;
import java.util.Map;

/// What a model said and what happened, of one stretch of rows.
public sealed interface Outcomes
    permits BinaryOutcomes, MulticlassOutcomes, RegressionOutcomes, RankingOutcomes {

  /// Rows, judged or not.
  int size();

  /// Rows (groups of a ranking) from `from` (inclusive) to `to` (exclusive) that can be judged:
  /// actual and prediction or score are there.
  long judged(int from, int to);

  /// Rows (groups of a ranking) that could be judged if every actual were there.
  default long judgeable() {
    return size();
  }

  default long judged() {
    return judged(0, size());
  }

  /// Each metric that can be computed of these rows, the most telling first.
  Map<Metric, Estimate> measure(int from, int to);

  default Map<Metric, Estimate> measure() {
    return measure(0, size());
  }

  /// What the rows cost; the first is the one users know.
  List<RowLoss> losses();

  /// These rows only, in this order.
  Outcomes only(int[] rows);
}
