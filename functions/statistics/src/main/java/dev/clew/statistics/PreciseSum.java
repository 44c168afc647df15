package dev.clew.statistics;

/// A sum of doubles kept to twice their digits, so that the order of its terms shows in its last
/// bit no more often than once in a thousand million sums.
///
/// Each addition's rounding error is found exactly and kept apart (Knuth, *The Art of Computer
/// Programming* 2, section 4.2.2, theorem B). Faster than [ExactSum], for sums over columns whose
/// rows come in any order. Mutable and not thread-safe.
final class PreciseSum {

  private double sum;
  private double lost;

  void add(double term) {
    double next = sum + term;
    double there = next - sum;
    lost += (sum - (next - there)) + (term - there);
    sum = next;
  }

  /// Adds `a - b`, with what the subtraction itself loses.
  void addDifference(double a, double b) {
    double difference = a - b;
    lost += lostBy(a, b, difference);
    add(difference);
  }

  /// Adds `factor (a - b)`, with what subtraction and product lose.
  void addProduct(double factor, double a, double b) {
    double difference = a - b;
    double product = factor * difference;
    lost += Math.fma(factor, difference, -product) + factor * lostBy(a, b, difference);
    add(product);
  }

  /// Adds `factor` times another sum.
  void addProduct(double factor, PreciseSum other) {
    double product = factor * other.sum;
    lost += Math.fma(factor, other.sum, -product) + factor * other.lost;
    add(product);
  }

  private static double lostBy(double a, double b, double difference) {
    double there = difference - a;
    return (a - (difference - there)) - (b + there);
  }

  double value() {
    return Double.isFinite(sum) ? sum + lost : sum;
  }
}
