package dev.clew.statistics;

import java.util.Arrays;

/// How many values fell into each of some fixed bins, and how many below, above or missing; merges
/// exactly.
///
/// Mutable and not thread-safe: one per thread, then [#add(Histogram)].
public final class Histogram {

  private final Bins bins;
  private final long[] counts;
  private long below;
  private long above;
  private long missing;

  public Histogram(Bins bins) {
    this.bins = bins;
    this.counts = new long[bins.count()];
  }

  /// Counts one value; NaN is missing.
  public void add(double value) {
    int bin = bins.indexOf(value);
    if (bin >= 0) {
      counts[bin]++;
    } else if (Double.isNaN(value)) {
      missing++;
    } else if (value < bins.low(0)) {
      below++;
    } else {
      above++;
    }
  }

  /// Adds what another histogram counted.
  ///
  /// @throws IllegalArgumentException when its bins are others
  public void add(Histogram other) {
    if (!bins.equals(other.bins)) {
      throw new IllegalArgumentException("histograms with different bins do not add up");
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    below += other.below;
    above += other.above;
    missing += other.missing;
  }

  public Bins bins() {
    return bins;
  }

  public long count(int bin) {
    return counts[bin];
  }

  public long[] counts() {
    return counts.clone();
  }

  public long below() {
    return below;
  }

  public long above() {
    return above;
  }

  public long missing() {
    return missing;
  }

  /// Values that are not missing, within the bins or outside.
  public long size() {
    return Arrays.stream(counts).sum() + below + above;
  }
}
