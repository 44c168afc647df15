package dev.clew.statistics.performance;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;
import dev.clew.statistics.IntervalMethod;
import dev.clew.statistics.Tail;
import java.util.Optional;

/// How far two raters agree beyond what chance alone would have them: 1 always, 0 as chance would,
/// below 0 less than that.
///
/// Cohen, 1960, doi:10.1177/001316446002000104; variance by Fleiss, Cohen and Everitt, 1969,
/// doi:10.1037/h0028106. Equal to statsmodels' `cohens_kappa`.
public final class CohensKappa {

  private CohensKappa() {}

  /// @param matrix rows counted by what one rater and what the other said
  /// @return nothing where there are no rows, or both always said the same one thing
  public static Optional<Estimate> of(ConfusionMatrix matrix) {
    long rows = matrix.rows();
    int classes = matrix.classes();
    if (rows == 0) {
      return Optional.empty();
    }
    var one = new double[classes];
    var other = new double[classes];
    double agreed = 0;
    for (int i = 0; i < classes; i++) {
      for (int j = 0; j < classes; j++) {
        double share = (double) matrix.count(i, j) / rows;
        one[i] += share;
        other[j] += share;
        agreed += i == j ? share : 0;
      }
    }
    double chance = 0;
    for (int i = 0; i < classes; i++) {
      chance += one[i] * other[i];
    }
    if (chance == 1) {
      return Optional.empty();
    }
    double kappa = (agreed - chance) / (1 - chance);
    double diagonal = 0;
    double beside = 0;
    for (int i = 0; i < classes; i++) {
      for (int j = 0; j < classes; j++) {
        double share = (double) matrix.count(i, j) / rows;
        if (i == j) {
          double term = 1 - (one[i] + other[i]) * (1 - kappa);
          diagonal += share * term * term;
        } else {
          // The row's rater may say j, and the column's i.
          double term = other[i] + one[j];
          beside += share * term * term;
        }
      }
    }
    double rest = kappa - chance * (1 - kappa);
    double variance =
        (diagonal + (1 - kappa) * (1 - kappa) * beside - rest * rest)
            / ((1 - chance) * (1 - chance) * rows);
    return Optional.of(
        new Estimate(
            kappa,
            Interval.around(
                kappa,
                Tail.twoSidedZ(Interval.LEVEL) * Math.sqrt(Math.max(0, variance)),
                Interval.LEVEL,
                -1,
                1),
            IntervalMethod.DELTA,
            rows));
  }
}
