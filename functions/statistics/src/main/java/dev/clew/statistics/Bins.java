package dev.clew.statistics;

import java.util.Arrays;

/// Intervals that a numeric column is counted in: closed on the left, open on the right, the last
/// closed on both sides.
public final class Bins {

  private final double[] edges;

  private Bins(double[] edges) {
    this.edges = edges;
  }

  /// Bins between the given edges.
  ///
  /// @param edges at least two, strictly ascending; the outer ones may be infinite
  public static Bins of(double... edges) {
    if (edges.length < 2) {
      throw new IllegalArgumentException("bins need two edges, not " + edges.length);
    }
    for (int i = 1; i < edges.length; i++) {
      if (!(edges[i - 1] < edges[i])) {
        throw new IllegalArgumentException(
            "edges must ascend, but " + edges[i - 1] + " stands before " + edges[i]);
      }
    }
    return new Bins(edges.clone());
  }

  /// Bins that hold equal shares of the sample: its quantiles, equal ones merged, the outer edges
  /// infinite.
  ///
  /// @param sample not empty
  /// @param count at least 1; 10 for deciles
  public static Bins quantiles(NumericSample sample, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count of bins " + count + " is not positive");
    }
    double[] edges = new double[count + 1];
    edges[0] = Double.NEGATIVE_INFINITY;
    edges[count] = Double.POSITIVE_INFINITY;
    for (int i = 1; i < count; i++) {
      edges[i] = sample.quantile((double) i / count);
    }
    return new Bins(Arrays.stream(edges).distinct().toArray());
  }

  /// `count` bins of one width from the sample's smallest to its largest value; a constant gets one
  /// of width 1.
  public static Bins equalWidth(NumericSample sample, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count of bins " + count + " is not positive");
    }
    double low = sample.min();
    double high = sample.max();
    if (low == high) {
      low -= 0.5;
      high += 0.5;
    }
    double range = high - low;
    double step = Double.isInfinite(range) ? high / count - low / count : range / count;
    double[] edges = new double[count + 1];
    for (int i = 0; i < count; i++) {
      edges[i] = i * step + low;
    }
    edges[count] = high;
    for (int i = 1; i <= count; i++) {
      if (!(edges[i - 1] < edges[i])) {
        return new Bins(Arrays.stream(edges).distinct().toArray());
      }
    }
    return new Bins(edges);
  }

  /// Bins of one width, more of them the more and the more skewed the values are.
  ///
  /// Doane, 1976, doi:10.1080/00031305.1976.10479172, counted and placed as numpy's
  /// `histogram_bin_edges(x, 'doane')` does for floating-point columns: width = range / (1 + log2 n
  /// + log2(1 + |g| / s)). One bin where n is under 3 or the column is constant.
  public static Bins doane(NumericSample sample) {
    double n = sample.size();
    double range = sample.max() - sample.min();
    if (n <= 2 || sample.populationDeviation() == 0) {
      return equalWidth(sample, 1);
    }
    double spread = Math.sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
    double width = range / (1 + log2(n) + log2(1 + Math.abs(sample.skewness()) / spread));
    return equalWidth(sample, Math.max(1, (int) Math.ceil(range / width)));
  }

  public int count() {
    return edges.length - 1;
  }

  public double low(int bin) {
    return edges[bin];
  }

  public double high(int bin) {
    return edges[bin + 1];
  }

  /// The bin that holds a value, or -1 when it lies outside or is NaN.
  public int indexOf(double value) {
    int last = edges.length - 1;
    if (!(value >= edges[0] && value <= edges[last])) {
      return -1;
    }
    int found = Arrays.binarySearch(edges, value);
    return Math.min(found >= 0 ? found : -found - 2, last - 1);
  }

  /// How many values of the sample fall into each bin; those outside fall into none.
  public long[] counts(NumericSample sample) {
    long[] counts = new long[count()];
    int last = counts.length;
    int before = sample.countBelow(edges[0]);
    for (int i = 1; i <= last; i++) {
      int upTo = i == last ? sample.countAtMost(edges[i]) : sample.countBelow(edges[i]);
      counts[i - 1] = (long) upTo - before;
      before = upTo;
    }
    return counts;
  }

  public double[] edges() {
    return edges.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bins bins && Arrays.equals(edges, bins.edges);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(edges);
  }

  @Override
  public String toString() {
    return "Bins" + Arrays.toString(edges);
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
