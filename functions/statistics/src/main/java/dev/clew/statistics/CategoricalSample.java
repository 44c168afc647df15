package dev.clew.statistics;

import java.util.Arrays;

/// A column of categories: how often each code occurs, and how many rows have none.
///
/// Two samples are comparable when their codes come from one dictionary; the one that was counted
/// with fewer categories has zero of the rest. Immutable.
public final class CategoricalSample {

  private final long[] counts;
  private final long missing;
  private final long size;

  private CategoricalSample(long[] counts, long missing) {
    this.counts = counts;
    this.missing = missing;
    this.size = Arrays.stream(counts).sum();
  }

  /// Counts a column of codes.
  ///
  /// @param codes each in [0, categories), or -1 for missing
  public static CategoricalSample of(int[] codes, int categories) {
    return of(codes, categories, 0, codes.length);
  }

  /// Counts the rows `from` (inclusive) to `to` (exclusive).
  public static CategoricalSample of(int[] codes, int categories, int from, int to) {
    if (from < 0 || to > codes.length || from > to) {
      throw new IllegalArgumentException(
          "rows " + from + ".." + to + " are not within 0.." + codes.length);
    }
    long[] counts = new long[categories];
    long missing = 0;
    for (int i = from; i < to; i++) {
      int code = codes[i];
      if (code >= 0 && code < categories) {
        counts[code]++;
      } else if (code == -1) {
        missing++;
      } else {
        throw new IllegalArgumentException(
            "code " + code + " of row " + i + " is not in [-1, " + categories + ")");
      }
    }
    return new CategoricalSample(counts, missing);
  }

  /// A sample already counted.
  public static CategoricalSample ofCounts(long[] counts, long missing) {
    for (long count : counts) {
      if (count < 0) {
        throw new IllegalArgumentException("count " + count + " is negative");
      }
    }
    if (missing < 0) {
      throw new IllegalArgumentException("count of missing " + missing + " is negative");
    }
    return new CategoricalSample(counts.clone(), missing);
  }

  public CategoricalSample plus(CategoricalSample other) {
    long[] sum = Arrays.copyOf(counts, Math.max(counts.length, other.counts.length));
    for (int i = 0; i < other.counts.length; i++) {
      sum[i] += other.counts[i];
    }
    return new CategoricalSample(sum, missing + other.missing);
  }

  /// Codes that the dictionary holds, seen or not.
  public int categories() {
    return counts.length;
  }

  /// Categories seen at least once.
  public int distinct() {
    return (int) Arrays.stream(counts).filter(count -> count > 0).count();
  }

  /// How often a code occurs; 0 for a code beyond those counted.
  public long count(int code) {
    return code < counts.length ? counts[code] : 0;
  }

  /// Rows with a category.
  public long size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public long missing() {
    return missing;
  }

  /// All rows, those without a category too.
  public long rows() {
    return size + missing;
  }

  /// Share of a code among the rows that have a category; NaN when none has.
  public double share(int code) {
    return (double) count(code) / size;
  }

  public long[] counts() {
    return counts.clone();
  }
}
