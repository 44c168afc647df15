package dev.clew.statistics;

/// A walk over the distinct values of two samples together, ascending, with how many values of each
/// lie below and up to where it stands. O(n + m) in all.
///
/// `for (var walk = new PooledValues(a, b); walk.next(); ) { ... }`
public final class PooledValues {

  private final double[] first;
  private final double[] second;
  private int firstBelow;
  private int firstUpTo;
  private int secondBelow;
  private int secondUpTo;
  private double value = Double.NaN;

  /// Stands before the smallest value.
  public PooledValues(NumericSample first, NumericSample second) {
    this.first = first.sorted();
    this.second = second.sorted();
  }

  /// Steps to the next value; false when there is none.
  public boolean next() {
    firstBelow = firstUpTo;
    secondBelow = secondUpTo;
    int n = first.length;
    int m = second.length;
    if (firstBelow < n && secondBelow < m) {
      value = Math.min(first[firstBelow], second[secondBelow]);
    } else if (firstBelow < n) {
      value = first[firstBelow];
    } else if (secondBelow < m) {
      value = second[secondBelow];
    } else {
      return false;
    }
    while (firstUpTo < n && first[firstUpTo] == value) {
      firstUpTo++;
    }
    while (secondUpTo < m && second[secondUpTo] == value) {
      secondUpTo++;
    }
    return true;
  }

  public double value() {
    return value;
  }

  /// How many values of the first sample are smaller.
  public int firstBelow() {
    return firstBelow;
  }

  /// How many values of the first sample are smaller or equal.
  public int firstUpTo() {
    return firstUpTo;
  }

  /// How many values of the first sample are equal.
  public int firstTies() {
    return firstUpTo - firstBelow;
  }

  /// How many values of the second sample are smaller.
  public int secondBelow() {
    return secondBelow;
  }

  /// How many values of the second sample are smaller or equal.
  public int secondUpTo() {
    return secondUpTo;
  }

  /// How many values of the second sample are equal.
  public int secondTies() {
    return secondUpTo - secondBelow;
  }
}
