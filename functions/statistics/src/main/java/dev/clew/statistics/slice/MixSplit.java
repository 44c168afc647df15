package dev.clew.statistics.slice;

import java.util.ArrayList;
import java.util.List;

/// How much of a mean loss's rise comes from other rows (mix) and how much from the same kind of
/// rows costing more (within).
///
/// `total = sum over cells of (q - p) (m + n) / 2 [mix] + (p + q) / 2 (n - m) [within]` with shares
/// p, q and mean losses m, n of reference and current sample: no remainder. Kitagawa, 1955,
/// doi:10.2307/2281213; the two-fold decomposition of Oaxaca, 1973, doi:10.2307/2525981, for cells.
/// A cell that one sample lacks has no loss of its own there: it takes the other's, so that all of
/// it is mix.
///
/// A cell's mix counts against the mean over all rows, `(q - p) ((m + n) / 2 - mean)`, which adds
/// up to the same: a growing cell that costs more than the others adds, a growing cell that costs
/// less takes away.
///
/// @param total current mean less reference mean
/// @param mix from other rows
/// @param within from rows of one cell costing more; `mix + within = total`
/// @param mixError standard error of `mix`, delta method
/// @param withinError standard error of `within`, delta method
/// @param parts by cell, in the order given
public record MixSplit(
    double total,
    double mix,
    double within,
    double mixError,
    double withinError,
    List<Part> parts) {

  public MixSplit {
    parts = List.copyOf(parts);
  }

  /// One cell's part.
  ///
  /// @param sums its losses
  /// @param mix against the mean over all rows
  /// @param within its own rise, at the mean of its shares
  public record Part(LossSums sums, double mix, double within) {}

  /// Splits.
  ///
  /// @param cells they cover all rows, each once
  /// @throws IllegalArgumentException when one sample has no rows at all
  public static MixSplit of(List<LossSums> cells) {
    LossSums all = LossSums.EMPTY;
    for (var cell : cells) {
      all = all.plus(cell);
    }
    if (all.referenceRows() == 0 || all.currentRows() == 0) {
      throw new IllegalArgumentException("both samples need rows");
    }
    double middle = (all.referenceMean() + all.currentMean()) / 2;
    var parts = new ArrayList<Part>();
    double mix = 0;
    double within = 0;
    var referenceSpread = new Spread();
    var currentSpread = new Spread();
    var withinReference = new Spread();
    var withinCurrent = new Spread();
    double noise = 0;
    double withinNoise = 0;
    for (var cell : cells) {
      double p = (double) cell.referenceRows() / all.referenceRows();
      double q = (double) cell.currentRows() / all.currentRows();
      double m = cell.referenceRows() > 0 ? cell.referenceMean() : known(cell.currentMean());
      double n = cell.currentRows() > 0 ? cell.currentMean() : m;
      double level = (m + n) / 2;
      double moved = (q - p) * (level - middle);
      double rose = (p + q) / 2 * (n - m);
      mix += moved;
      within += rose;
      parts.add(new Part(cell, moved, rose));
      referenceSpread.add(p, level);
      currentSpread.add(q, level);
      withinReference.add(p, (n - m) / 2);
      withinCurrent.add(q, (n - m) / 2);
      double errors = 0;
      if (cell.referenceRows() > 0 && cell.currentRows() > 0) {
        errors = cell.riseError() * cell.riseError();
      }
      noise += (q - p) * (q - p) * errors / 4;
      withinNoise += (p + q) * (p + q) / 4 * errors;
    }
    double byShares =
        referenceSpread.variance() / all.referenceRows()
            + currentSpread.variance() / all.currentRows();
    double withinByShares =
        withinReference.variance() / all.referenceRows()
            + withinCurrent.variance() / all.currentRows();
    return new MixSplit(
        all.rise(),
        mix,
        within,
        Math.sqrt(byShares + noise),
        Math.sqrt(withinByShares + withinNoise),
        parts);
  }

  /// An empty cell counts nothing, whatever its mean.
  private static double known(double mean) {
    return Double.isNaN(mean) ? 0 : mean;
  }

  /// Variance of a value over cells with given shares.
  private static final class Spread {
    private double mean;
    private double square;

    void add(double share, double value) {
      mean += share * value;
      square += share * value * value;
    }

    double variance() {
      return Math.max(0, square - mean * mean);
    }
  }
}
