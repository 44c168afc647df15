package dev.clew.statistics;

/// A walk over the distinct values of two samples together, ascending, with how many values of each
/// lie below and up to where it stands. O(n + m) in all.
///
/// `for (var walk = new PooledValues(a, b); walk.next(); ) { ... }`
public final class PooledValues {

  private final NumericSample first;
  private final NumericSample second;
  private int firstBelow;
  private int firstUpTo;
  private int secondBelow;
  private int secondUpTo;
  private double value = Double.NaN;

  /// Stands before the smallest value.
  public PooledValues(NumericSample first, NumericSample second) {
    this.first = first;
    this.second = second;
  }

  /// Steps to the next value; false when there is none.
  public boolean next() {
    firstBelow = firstUpTo;
    secondBelow = secondUpTo;
    int n = first.size();
    int m = second.size();
    if (firstBelow < n && secondBelow < m) {
      value = Math.min(first.at(firstBelow), second.at(secondBelow));
    } else if (firstBelow < n) {
      value = first.at(firstBelow);
    } else if (secondBelow < m) {
      value = second.at(secondBelow);
    } else {
      return false;
    }
    while (firstUpTo < n && first.at(firstUpTo) == value) {
      firstUpTo++;
    }
    while (secondUpTo < m && second.at(secondUpTo) == value) {
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
