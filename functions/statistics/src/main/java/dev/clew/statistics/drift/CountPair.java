package dev.clew.statistics.drift;

import dev.clew.statistics.Bins;
import dev.clew.statistics.CategoricalSample;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.PooledValues;
import java.util.Arrays;

/// Two samples counted in the same cells (categories, values or bins), reference and current: what
/// every distance between distributions is computed from. Immutable.
///
/// A share is a count over *all* rows of its sample, rows without a value too, so that PSI sees a
/// column that empties; distances that need distributions take the shares of the rows that have a
/// value ([#referenceShares()]).
public final class CountPair {

  private final long[] reference;
  private final long[] current;
  private final long referenceRows;
  private final long currentRows;

  private CountPair(long[] reference, long[] current, long referenceRows, long currentRows) {
    this.reference = reference;
    this.current = current;
    this.referenceRows = referenceRows;
    this.currentRows = currentRows;
    if (Arrays.stream(reference).sum() == 0 || Arrays.stream(current).sum() == 0) {
      throw new IllegalArgumentException("both samples need at least one value");
    }
  }

  /// Counts of the same cells in the same order, nothing missing.
  public static CountPair of(long[] reference, long[] current) {
    if (reference.length != current.length) {
      throw new IllegalArgumentException(
          reference.length + " cells of the reference do not match " + current.length);
    }
    return of(CategoricalSample.ofCounts(reference, 0), CategoricalSample.ofCounts(current, 0));
  }

  /// The union of both samples' categories.
  ///
  /// @throws IllegalArgumentException when one sample has no value at all
  public static CountPair of(CategoricalSample reference, CategoricalSample current) {
    int cells = Math.max(reference.categories(), current.categories());
    return new CountPair(
        Arrays.copyOf(reference.counts(), cells),
        Arrays.copyOf(current.counts(), cells),
        reference.rows(),
        current.rows());
  }

  /// Numeric samples in bins, and what falls outside of them in one more cell at the end.
  public static CountPair of(Bins bins, NumericSample reference, NumericSample current) {
    return new CountPair(
        withOutside(bins, reference), withOutside(bins, current), reference.rows(), current.rows());
  }

  /// Numeric samples with each distinct value a cell of its own, ascending.
  public static CountPair ofValues(NumericSample reference, NumericSample current) {
    long[] left = new long[16];
    long[] right = new long[16];
    int cells = 0;
    for (var walk = new PooledValues(reference, current); walk.next(); cells++) {
      if (cells == left.length) {
        left = Arrays.copyOf(left, 2 * cells);
        right = Arrays.copyOf(right, 2 * cells);
      }
      left[cells] = walk.firstTies();
      right[cells] = walk.secondTies();
    }
    return new CountPair(
        Arrays.copyOf(left, cells), Arrays.copyOf(right, cells), reference.rows(), current.rows());
  }

  public int cells() {
    return reference.length;
  }

  public long referenceCount(int cell) {
    return reference[cell];
  }

  public long currentCount(int cell) {
    return current[cell];
  }

  /// Rows of the reference, those without a value too.
  public long referenceRows() {
    return referenceRows;
  }

  public long currentRows() {
    return currentRows;
  }

  /// Rows of the reference that have a value.
  public long referenceSize() {
    return Arrays.stream(reference).sum();
  }

  public long currentSize() {
    return Arrays.stream(current).sum();
  }

  /// The same cells with the samples' roles exchanged.
  public CountPair swapped() {
    return new CountPair(current, reference, currentRows, referenceRows);
  }

  public long[] referenceCounts() {
    return reference.clone();
  }

  public long[] currentCounts() {
    return current.clone();
  }

  /// Shares of the rows that have a value; they sum to 1.
  public double[] referenceShares() {
    return shares(reference, referenceSize());
  }

  /// Shares of the rows that have a value; they sum to 1.
  public double[] currentShares() {
    return shares(current, currentSize());
  }

  private static double[] shares(long[] counts, long total) {
    double[] shares = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      shares[i] = (double) counts[i] / total;
    }
    return shares;
  }

  private static long[] withOutside(Bins bins, NumericSample sample) {
    long[] counts = Arrays.copyOf(bins.counts(sample), bins.count() + 1);
    counts[bins.count()] = sample.size() - Arrays.stream(counts).sum();
    return counts;
  }
}
