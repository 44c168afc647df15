package dev.clew.skills.predictors;

/// What a column is to its model.
public enum Role {
  FEATURE,
  PREDICTION,
  SCORE,
  ACTUAL,
  TAG;

  /// As users say it.
  public String word() {
    return switch (this) {
      case FEATURE -> "feature";
      case PREDICTION -> "prediction";
      case SCORE -> "score";
      case ACTUAL -> "actual";
      case TAG -> "tag";
    };
  }
}
