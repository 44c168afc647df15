package dev.clew.statistics.drift;

import dev.clew.statistics.Bins;
import dev.clew.statistics.NumericSample;
import java.util.Arrays;

/// The cells in which a numeric column is judged, fixed by its reference and not by the number of
/// rows.
///
/// A few values, many times each ([NumericSample#isQuasiDiscrete()]), are cells of their own.
/// Otherwise the reference's deciles, the outer ones cut again at 5 % and 0.5 % (and 95 % and 99.5
/// %), so that a sentinel or a heavier tail shows: 14 cells. Bins of equal width would grow in
/// number with the rows, and one outlier would empty them.
public final class DriftCells {

  private static final double[] CUTS = {
    0.005, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.995
  };

  private final NumericSample reference;
  private final boolean byValue;
  private final Bins bins;

  private DriftCells(NumericSample reference, boolean byValue, Bins bins) {
    this.reference = reference;
    this.byValue = byValue;
    this.bins = bins;
  }

  /// The cells of a reference.
  ///
  /// @throws IllegalArgumentException when it has no value
  public static DriftCells of(NumericSample reference) {
    if (reference.isEmpty()) {
      throw new IllegalArgumentException("the reference has no value");
    }
    double[] edges = new double[CUTS.length + 2];
    edges[0] = Double.NEGATIVE_INFINITY;
    edges[edges.length - 1] = Double.POSITIVE_INFINITY;
    for (int i = 0; i < CUTS.length; i++) {
      edges[i + 1] = reference.quantile(CUTS[i]);
    }
    return new DriftCells(
        reference, reference.isQuasiDiscrete(), Bins.of(Arrays.stream(edges).distinct().toArray()));
  }

  /// Whether each value is a cell.
  public boolean byValue() {
    return byValue;
  }

  /// The reference and another sample counted in these cells.
  public CountPair pair(NumericSample current) {
    return byValue
        ? CountPair.ofValues(reference, current)
        : CountPair.of(bins, reference, current);
  }
}
