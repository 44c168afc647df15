package dev.clew.skills.dataquality;

import dev.clew.evidence.Severity;
import dev.clew.traces.rows.Schema;

/// What a column is to the model: how much a fault in it matters.
enum Role {
  /// Names a row, or the rows of a ranked list: new ones come all the time.
  ID,
  TIMESTAMP,
  PREDICTION,
  SCORE,
  ACTUAL,
  FEATURE,
  OTHER;

  static Role of(String column, Schema schema) {
    if (schema.id().filter(column::equals).isPresent()
        || schema.group().filter(column::equals).isPresent()) {
      return ID;
    }
    if (schema.timestamp().filter(column::equals).isPresent()) {
      return TIMESTAMP;
    }
    if (schema.prediction().filter(column::equals).isPresent()) {
      return PREDICTION;
    }
    if (schema.score().filter(column::equals).isPresent()) {
      return SCORE;
    }
    if (schema.actual().filter(column::equals).isPresent()) {
      return ACTUAL;
    }
    return schema.features().contains(column) ? FEATURE : OTHER;
  }

  /// What the model reads or writes matters most.
  boolean isUsedByModel() {
    return switch (this) {
      case PREDICTION, SCORE, FEATURE -> true;
      case ID, TIMESTAMP, ACTUAL, OTHER -> false;
    };
  }

  /// Severity of a fault in this column that touches a share of rows: a tenth of what the model
  /// uses is high, a hundredth medium; elsewhere one step less.
  Severity severity(double share) {
    int step = share >= 0.1 ? 2 : share >= 0.01 ? 1 : 0;
    if (!isUsedByModel() && step > 0) {
      step--;
    }
    return switch (step) {
      case 2 -> Severity.HIGH;
      case 1 -> Severity.MEDIUM;
      case 0 -> Severity.LOW;
      default -> throw new IllegalStateException("step " + step);
    };
  }
}
