package dev.clew.statistics.slice;

/// Count, sum and sum of squares of a loss over some rows, of the reference and of the current
/// sample.
///
/// @param referenceRows rows of the reference with a loss
/// @param currentRows rows of the current sample with a loss
public record LossSums(
    long referenceRows,
    double referenceSum,
    double referenceSquares,
    long currentRows,
    double currentSum,
    double currentSquares) {

  public static final LossSums EMPTY = new LossSums(0, 0, 0, 0, 0, 0);

  public LossSums {
    if (referenceRows < 0 || currentRows < 0) {
      throw new IllegalArgumentException(
          "rows " + referenceRows + " and " + currentRows + " must not be negative");
    }
  }

  /// The sums of two columns of losses; NaN is left out.
  public static LossSums of(double[] reference, double[] current) {
    return EMPTY.plusReference(reference).plusCurrent(current);
  }

  public LossSums plus(LossSums other) {
    return new LossSums(
        referenceRows + other.referenceRows,
        referenceSum + other.referenceSum,
        referenceSquares + other.referenceSquares,
        currentRows + other.currentRows,
        currentSum + other.currentSum,
        currentSquares + other.currentSquares);
  }

  public LossSums minus(LossSums other) {
    return new LossSums(
        referenceRows - other.referenceRows,
        referenceSum - other.referenceSum,
        referenceSquares - other.referenceSquares,
        currentRows - other.currentRows,
        currentSum - other.currentSum,
        currentSquares - other.currentSquares);
  }

  /// Mean loss of the reference; NaN without rows.
  public double referenceMean() {
    return referenceSum / referenceRows;
  }

  /// Mean loss of the current sample; NaN without rows.
  public double currentMean() {
    return currentSum / currentRows;
  }

  /// How much the mean loss rose; NaN when a sample has no rows.
  public double rise() {
    return currentMean() - referenceMean();
  }

  /// Variance of the loss in the reference, n in the denominator, not below 0.
  public double referenceVariance() {
    return variance(referenceRows, referenceSum, referenceSquares);
  }

  /// Variance of the loss in the current sample, n in the denominator, not below 0.
  public double currentVariance() {
    return variance(currentRows, currentSum, currentSquares);
  }

  /// Standard error of [#rise()].
  public double riseError() {
    return Math.sqrt(referenceVariance() / referenceRows + currentVariance() / currentRows);
  }

  private LossSums plusReference(double[] losses) {
    long rows = referenceRows;
    double sum = referenceSum;
    double squares = referenceSquares;
    for (double loss : losses) {
      if (!Double.isNaN(loss)) {
        rows++;
        sum += loss;
        squares += loss * loss;
      }
    }
    return new LossSums(rows, sum, squares, currentRows, currentSum, currentSquares);
  }

  private LossSums plusCurrent(double[] losses) {
    LossSums swapped = EMPTY.plusReference(losses);
    return new LossSums(
        referenceRows,
        referenceSum,
        referenceSquares,
        currentRows + swapped.referenceRows,
        currentSum + swapped.referenceSum,
        currentSquares + swapped.referenceSquares);
  }

  private static double variance(long rows, double sum, double squares) {
    if (rows == 0) {
      return 0;
    }
    double mean = sum / rows;
    return Math.max(0, squares / rows - mean * mean);
  }
}
