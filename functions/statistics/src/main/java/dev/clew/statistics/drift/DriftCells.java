package dev.clew.statistics.drift;

import dev.clew.statistics.Bins;
import dev.clew.statistics.CategoricalSample;
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

  /// Places of the look-up: many more than edges, so that few values lie beside one.
  private static final int PLACES = 1 << 12;

  private final NumericSample reference;
  private final boolean byValue;
  private final Bins bins;
  private final double[] inner;
  private final double scale;

  /// How many edges lie below all values of a place; its complement where one lies within.
  private final byte[] lookUp = new byte[PLACES];

  private final CategoricalSample counted;

  private DriftCells(NumericSample reference, boolean byValue, Bins bins) {
    this.reference = reference;
    this.byValue = byValue;
    this.bins = bins;
    this.inner = Arrays.copyOfRange(bins.edges(), 1, bins.count());
    this.scale = PLACES / (inner[inner.length - 1] - inner[0]);
    for (int place = 0, edge = 0; place < PLACES; place++) {
      int first = edge;
      while (edge < inner.length && place(inner[edge]) == place) {
        edge++;
      }
      lookUp[place] = (byte) (edge == first ? edge : ~first);
    }
    this.counted =
        CategoricalSample.ofCounts(bins.counts(reference), reference.rows() - reference.size());
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

  /// The reference and the rows `from` (inclusive) to `to` (exclusive) of a column that is not
  /// sorted, counted in one pass: what a chunk needs that is compared by its cells alone.
  ///
  /// @throws IllegalArgumentException when none of these rows has a finite value
  public CountPair pair(double[] values, int from, int to) {
    if (byValue) {
      return pair(NumericSample.of(values, from, to));
    }
    long[] counts = new long[bins.count()];
    long others = 0;
    for (int i = from; i < to; i++) {
      double value = values[i];
      if (Math.abs(value) <= Double.MAX_VALUE) {
        counts[cell(value)]++;
      } else {
        others++;
      }
    }
    return CountPair.of(counted, CategoricalSample.ofCounts(counts, others));
  }

  /// How many inner edges lie at or below a value: looked up, and compared only beside an edge.
  private int cell(double value) {
    int cell = lookUp[place(value)];
    if (cell >= 0) {
      return cell;
    }
    cell = ~cell;
    while (cell < inner.length && inner[cell] <= value) {
      cell++;
    }
    return cell;
  }

  /// A place on an even grid over the inner edges; a larger value never has a lower one.
  private int place(double value) {
    int place = (int) ((value - inner[0]) * scale);
    return Math.min(Math.max(place, 0), PLACES - 1);
  }
}
