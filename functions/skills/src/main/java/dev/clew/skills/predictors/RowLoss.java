package dev.clew.skills.predictors;

import dev.clew.evidence.Unit;

/// What each row costs, so that a mean of it can be split over any slices without remainder.
///
/// @param values one a row, higher is worse, NaN where the row cannot be judged
public record RowLoss(Kind kind, double[] values) {

  /// Which loss.
  public enum Kind {
    /// Predicted wrong: 1, else 0. Its mean is the error rate, one less accuracy.
    ERROR("error_rate", "error rate"),
    /// Squared distance of the probability from what happened. Its mean is the Brier score.
    SQUARED_SCORE("brier", "Brier score"),
    /// Absolute error of a number. Its mean is the mean absolute error.
    ABSOLUTE_ERROR("mae", "mean absolute error"),
    /// One less the NDCG of a group, at the group's first row.
    LOST_GAIN("lost_gain", "lost NDCG@" + RankingOutcomes.TOP);

    private final String id;
    private final String word;

    Kind(String id, String word) {
      this.id = id;
      this.word = word;
    }

    /// As it stands in the names of facts.
    public String id() {
      return id;
    }

    /// As it stands in sentences.
    public String word() {
      return word;
    }

    public Unit unit() {
      return this == ERROR ? Unit.SHARE : Unit.NONE;
    }

    public Unit changeUnit() {
      return this == ERROR ? Unit.POINTS : Unit.CHANGE;
    }

    /// The smallest change of the mean that matters, at a baseline mean.
    public double relevant(double baseline) {
      return switch (this) {
        case ERROR -> Metric.ACCURACY.relevant(1 - baseline);
        case SQUARED_SCORE -> Metric.BRIER.relevant(baseline);
        case ABSOLUTE_ERROR -> Metric.MAE.relevant(baseline);
        case LOST_GAIN -> Metric.NDCG.relevant(1 - baseline);
      };
    }
  }
}
