package dev.clew.skills.predictors;

import dev.clew.statistics.CategoricalSample;
import dev.clew.statistics.NumericSample;

/// What can be compared of a column.
public enum ColumnKind {
  /// Numbers along an axis.
  NUMERIC,
  /// Values of which each stands for many rows.
  CATEGORICAL,
  /// Texts of which nearly every row has its own: names, ids, addresses.
  IDENTIFIER,
  /// Whole numbers that count the rows: they always move on.
  COUNTER,
  /// Instants: they always move on.
  TIME,
  /// No value in one of the stretches.
  EMPTY,
  /// Numbers before and texts now, or the other way round; or not there at all in one stretch.
  MISMATCHED;

  /// A column of texts with more distinct values than this is not compared value by value.
  public static final int MOST_CATEGORIES = 1_000;

  /// ... nor one where the values are more than this share of the rows, ...
  static final double MOST_SHARE = 0.2;

  /// ... unless they are only this many.
  static final int FEW_CATEGORIES = 30;

  /// With fewer rows, a run of whole numbers may be chance.
  private static final int LEAST_COUNTED = 50;

  /// As users say it.
  public String word() {
    return switch (this) {
      case NUMERIC -> "numbers";
      case CATEGORICAL -> "categories";
      case IDENTIFIER -> "identifiers";
      case COUNTER -> "a row counter";
      case TIME -> "instants";
      case EMPTY -> "no values";
      case MISMATCHED -> "another kind of values";
    };
  }

  public static ColumnKind of(NumericSample baseline, NumericSample current, boolean whole) {
    if (baseline.isEmpty() || current.isEmpty()) {
      return EMPTY;
    }
    return whole && counts(baseline) && counts(current) ? COUNTER : NUMERIC;
  }

  public static ColumnKind of(CategoricalSample baseline, CategoricalSample current) {
    if (baseline.isEmpty() || current.isEmpty()) {
      return EMPTY;
    }
    CategoricalSample both = baseline.plus(current);
    int distinct = both.distinct();
    boolean many =
        distinct > MOST_CATEGORIES
            || (distinct > FEW_CATEGORIES && distinct > MOST_SHARE * both.size());
    return many ? IDENTIFIER : CATEGORICAL;
  }

  /// Whether every value occurs once and hardly any between the smallest and the largest is left
  /// out, of whole numbers.
  private static boolean counts(NumericSample sample) {
    double range = sample.max() - sample.min();
    return sample.size() >= LEAST_COUNTED
        && range < 2.0 * sample.size()
        && range >= sample.size() - 1.0
        && sample.distinct() == sample.size();
  }
}
