package dev.clew.skills.predictors;

import dev.clew.evidence.Unit;

/// How good a predictor is, in one figure, and which change of it matters.
///
/// The relevant changes are conventions, stated so that they can be argued with: two in a hundred
/// for figures that live on [0, 1] (a team notices two wrong decisions more in a hundred, and two
/// points of AUC are about what a retraining earns), a tenth of the baseline's value for errors in
/// the target's own unit, and half of the usual for the Brier score, whose useful range ends at a
/// quarter.
public enum Metric {
  AUC("auc", "ROC AUC", Better.HIGHER, Scale.BARE, 0.02),
  AVERAGE_PRECISION("average_precision", "average precision", Better.HIGHER, Scale.BARE, 0.03),
  ACCURACY("accuracy", "accuracy", Better.HIGHER, Scale.SHARE, 0.02),
  F1("f1", "F1", Better.HIGHER, Scale.BARE, 0.02),
  PRECISION("precision", "precision", Better.HIGHER, Scale.SHARE, 0.03),
  RECALL("recall", "recall", Better.HIGHER, Scale.SHARE, 0.03),
  BRIER("brier", "Brier score", Better.LOWER, Scale.BARE, 0.01),
  LOG_LOSS("log_loss", "log loss", Better.LOWER, Scale.RELATIVE, 0.1),
  CALIBRATION_ERROR("calibration_error", "calibration error", Better.LOWER, Scale.BARE, 0.02),
  MACRO_F1("macro_f1", "macro F1", Better.HIGHER, Scale.BARE, 0.02),
  WEIGHTED_F1("weighted_f1", "weighted F1", Better.HIGHER, Scale.BARE, 0.02),
  MAE("mae", "mean absolute error", Better.LOWER, Scale.RELATIVE, 0.1),
  RMSE("rmse", "root mean squared error", Better.LOWER, Scale.RELATIVE, 0.1),
  R2("r2", "R squared", Better.HIGHER, Scale.BARE, 0.05),
  BIAS("bias", "bias", Better.NEARER_ZERO, Scale.BARE, Double.NaN),
  NDCG("ndcg", "NDCG@" + RankingOutcomes.TOP, Better.HIGHER, Scale.BARE, 0.02),
  MAP("map", "mean average precision", Better.HIGHER, Scale.BARE, 0.02),
  MRR("mrr", "mean reciprocal rank", Better.HIGHER, Scale.BARE, 0.02);

  private final String id;
  private final String word;
  private final Better better;
  private final Scale scale;
  private final double relevant;

  Metric(String id, String word, Better better, Scale scale, double relevant) {
    this.id = id;
    this.word = word;
    this.better = better;
    this.scale = scale;
    this.relevant = relevant;
  }

  /// Which way is up.
  public enum Better {
    HIGHER,
    LOWER,
    NEARER_ZERO
  }

  private enum Scale {
    SHARE,
    BARE,
    RELATIVE
  }

  /// As it stands in the names of facts.
  public String id() {
    return id;
  }

  /// As it stands in sentences.
  public String word() {
    return word;
  }

  public Better better() {
    return better;
  }

  public Unit unit() {
    return scale == Scale.SHARE ? Unit.SHARE : Unit.NONE;
  }

  /// The unit of a difference of two of it.
  public Unit changeUnit() {
    return scale == Scale.SHARE ? Unit.POINTS : Unit.CHANGE;
  }

  /// The smallest change that matters, in the metric's own unit, at a baseline value.
  ///
  /// NaN for the bias, which has no scale of its own.
  public double relevant(double baseline) {
    return scale == Scale.RELATIVE ? relevant * Math.abs(baseline) : relevant;
  }

  /// How much worse `current` is than `baseline`; negative when it is better.
  public double loss(double baseline, double current) {
    return switch (better) {
      case HIGHER -> baseline - current;
      case LOWER -> current - baseline;
      case NEARER_ZERO -> Math.abs(current) - Math.abs(baseline);
    };
  }
}
