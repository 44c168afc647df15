package dev.clew.statistics.slice;

/// Losses less the mean loss of their cell: what is left of a loss when the cell is known.
///
/// Centred on the cells of a model's score in each sample by itself, a loss keeps what sets a slice
/// apart from other rows of the same score. What any function of the score explains is gone: a
/// population that moved to harder rows, probabilities that shifted, a cutoff that moved.
public final class CentredLoss {

  private CentredLoss() {}

  /// Centres.
  ///
  /// @param losses one a row, NaN for rows to leave out
  /// @param cells of each row, in [0, count), or -1 for a row in no cell, whose loss becomes NaN
  /// @param count how many cells there are
  /// @return as long as `losses`
  public static double[] of(double[] losses, byte[] cells, int count) {
    if (losses.length != cells.length) {
      throw new IllegalArgumentException(losses.length + " losses in " + cells.length + " cells");
    }
    long[] rows = new long[count];
    double[] means = new double[count];
    for (int i = 0; i < losses.length; i++) {
      if (cells[i] >= 0 && !Double.isNaN(losses[i])) {
        rows[cells[i]]++;
        means[cells[i]] += losses[i];
      }
    }
    for (int cell = 0; cell < count; cell++) {
      means[cell] /= rows[cell];
    }
    double[] centred = new double[losses.length];
    for (int i = 0; i < losses.length; i++) {
      centred[i] = cells[i] < 0 ? Double.NaN : losses[i] - means[cells[i]];
    }
    return centred;
  }
}
