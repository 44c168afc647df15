package dev.clew.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/// Count, mean, variance and range of a stream of numbers; merges exactly, in any order.
///
/// Sums and sums of squares are kept without rounding ([ExactSum]), so that a mean of 1e9 with a
/// deviation of 1 loses no digits, and two partials give the same bits as one pass. NaN counts as
/// missing, an infinite value is counted apart. Mutable and not thread-safe.
public final class Moments {

  private final ExactSum sum = new ExactSum();
  private final ExactSum squares = new ExactSum();
  private long count;
  private long missing;
  private long infinite;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  public void add(double value) {
    if (Double.isNaN(value)) {
      missing++;
    } else if (Double.isInfinite(value)) {
      infinite++;
    } else {
      count++;
      sum.add(value);
      squares.addSquare(value);
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  }

  public void addAll(double[] values) {
    for (double value : values) {
      add(value);
    }
  }

  public void add(Moments other) {
    count += other.count;
    missing += other.missing;
    infinite += other.infinite;
    sum.add(other.sum);
    squares.add(other.squares);
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  /// Finite numbers seen.
  public long count() {
    return count;
  }

  public long missing() {
    return missing;
  }

  public long infinite() {
    return infinite;
  }

  public double sum() {
    return sum.value();
  }

  /// The arithmetic mean.
  ///
  /// @throws IllegalStateException when nothing was counted
  public double mean() {
    require(1, "mean");
    return sum.toBigDecimal()
        .divide(BigDecimal.valueOf(count), MathContext.DECIMAL128)
        .doubleValue();
  }

  /// Variance with n - 1 in the denominator.
  ///
  /// @throws IllegalStateException with fewer than two numbers
  public double variance() {
    require(2, "variance");
    BigDecimal n = BigDecimal.valueOf(count);
    BigDecimal total = sum.toBigDecimal();
    return squares
        .toBigDecimal()
        .multiply(n)
        .subtract(total.multiply(total))
        .divide(n.multiply(BigDecimal.valueOf(count - 1)), MathContext.DECIMAL128)
        .doubleValue();
  }

  public double standardDeviation() {
    return Math.sqrt(variance());
  }

  public double min() {
    require(1, "minimum");
    return min;
  }

  public double max() {
    require(1, "maximum");
    return max;
  }

  /// The mean with its normal interval; a single number leaves everything open.
  ///
  /// @return nothing when nothing was counted
  public Optional<Estimate> meanEstimate() {
    if (count == 0) {
      return Optional.empty();
    }
    double half =
        count == 1
            ? Double.POSITIVE_INFINITY
            : Tail.twoSidedZ(Interval.LEVEL) * Math.sqrt(variance() / count);
    return Optional.of(
        new Estimate(
            mean(), Interval.around(mean(), half, Interval.LEVEL), IntervalMethod.DELTA, count));
  }

  private void require(int needed, String what) {
    if (count < needed) {
      throw new IllegalStateException(
          "a " + what + " needs " + needed + " numbers, there are " + count);
    }
  }
}
