package dev.clew.statistics;

import java.util.Arrays;

/// A numeric column, sorted once, from which every order-based measure follows without sorting
/// again.
///
/// Build the reference once and compare it with as many chunks as there are. NaN is missing;
/// infinite values are counted apart and left out, since mean, bins and Wasserstein distance have
/// no value with them; -0.0 is 0.0. The sums run over the sorted values, so shuffled rows give the
/// same bits. Immutable, safe to share between threads.
public final class NumericSample {

  /// A column with at most this many distinct values may be a set of categories written as numbers.
  public static final int QUASI_DISCRETE_VALUES = 50;

  /// ... when besides its distinct values are at most this share of its rows. Both limits are
  /// NannyML's.
  public static final double QUASI_DISCRETE_SHARE = 0.1;

  private final double[] sorted;
  private final long missing;
  private final long infinite;
  private final double mean;
  private final double squares;

  private NumericSample(double[] sorted, long missing, long infinite) {
    this.sorted = sorted;
    this.missing = missing;
    this.infinite = infinite;
    CompensatedSum sum = new CompensatedSum();
    for (double value : sorted) {
      sum.add(value);
    }
    mean = sorted.length == 0 ? Double.NaN : sum.value() / sorted.length;
    CompensatedSum deviations = new CompensatedSum();
    for (double value : sorted) {
      deviations.add((value - mean) * (value - mean));
    }
    squares = deviations.value();
  }

  /// The sample of a whole column; the array is not kept.
  public static NumericSample of(double... values) {
    return of(values, 0, values.length);
  }

  /// The sample of the rows `from` (inclusive) to `to` (exclusive).
  public static NumericSample of(double[] values, int from, int to) {
    if (from < 0 || to > values.length || from > to) {
      throw new IllegalArgumentException(
          "rows " + from + ".." + to + " are not within 0.." + values.length);
    }
    double[] finite = new double[to - from];
    int kept = 0;
    long missing = 0;
    boolean ascending = true;
    double before = Double.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      double value = values[i] + 0.0;
      if (Double.isFinite(value)) {
        finite[kept++] = value;
        ascending &= before <= value;
        before = value;
      } else if (Double.isNaN(value)) {
        missing++;
      }
    }
    long infinite = to - from - kept - missing;
    double[] sorted = kept == finite.length ? finite : Arrays.copyOf(finite, kept);
    if (!ascending) {
      RadixSort.sort(sorted);
    }
    return new NumericSample(sorted, missing, infinite);
  }

  /// Both samples as one, by merging the sorted values; the same as the sample of all rows.
  public NumericSample plus(NumericSample other) {
    double[] merged = new double[Math.addExact(sorted.length, other.sorted.length)];
    int i = 0;
    int j = 0;
    for (int k = 0; k < merged.length; k++) {
      boolean mine =
          j == other.sorted.length || (i < sorted.length && sorted[i] <= other.sorted[j]);
      merged[k] = mine ? sorted[i++] : other.sorted[j++];
    }
    return new NumericSample(merged, missing + other.missing, infinite + other.infinite);
  }

  /// Finite values.
  public int size() {
    return sorted.length;
  }

  public boolean isEmpty() {
    return sorted.length == 0;
  }

  public long missing() {
    return missing;
  }

  public long infinite() {
    return infinite;
  }

  /// All rows: finite, missing and infinite.
  public long rows() {
    return sorted.length + missing + infinite;
  }

  /// The value with `rank` smaller ones before it, `0 <= rank < size()`.
  public double at(int rank) {
    return sorted[rank];
  }

  public double min() {
    require(1, "minimum");
    return sorted[0];
  }

  public double max() {
    require(1, "maximum");
    return sorted[sorted.length - 1];
  }

  public double mean() {
    require(1, "mean");
    return mean;
  }

  /// Variance with n - 1 in the denominator.
  public double variance() {
    require(2, "variance");
    return squares / (sorted.length - 1);
  }

  public double standardDeviation() {
    return Math.sqrt(variance());
  }

  /// Standard deviation with n in the denominator: the values taken as the whole population.
  public double populationDeviation() {
    require(1, "deviation");
    return Math.sqrt(squares / sorted.length);
  }

  /// Third standardised moment, with n in the denominators; 0 for a constant column.
  public double skewness() {
    double deviation = populationDeviation();
    if (deviation == 0) {
      return 0;
    }
    CompensatedSum cubes = new CompensatedSum();
    for (double value : sorted) {
      double z = (value - mean) / deviation;
      cubes.add(z * z * z);
    }
    return cubes.value() / sorted.length;
  }

  public double median() {
    return quantile(0.5);
  }

  /// The value below which a share of the sample lies: linear between order statistics, rank `(n -
  /// 1) share`.
  ///
  /// Definition 7 of Hyndman and Fan, 1996, doi:10.1080/00031305.1996.10473566: the default of
  /// numpy, R and Excel.
  ///
  /// @param share in [0, 1]
  public double quantile(double share) {
    require(1, "quantile");
    return Quantile.ofSorted(sorted, share);
  }

  /// Distinct values.
  public int distinct() {
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        distinct++;
      }
    }
    return distinct;
  }

  /// Whether this column is better compared value by value than in bins: few distinct values, many
  /// times each.
  public boolean isQuasiDiscrete() {
    int distinct = distinct();
    return distinct <= QUASI_DISCRETE_VALUES && distinct <= QUASI_DISCRETE_SHARE * sorted.length;
  }

  /// How many values are less than `x`.
  public int countBelow(double x) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// How many values are at most `x`.
  public int countAtMost(double x) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The values, ascending, as a new array.
  public double[] toArray() {
    return sorted.clone();
  }

  private void require(int needed, String what) {
    if (sorted.length < needed) {
      throw new IllegalStateException(
          "a " + what + " needs " + needed + " numbers, there are " + sorted.length);
    }
  }
}
