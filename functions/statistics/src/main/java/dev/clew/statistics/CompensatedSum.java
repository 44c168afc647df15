package dev.clew.statistics;

/// A sum of doubles whose rounding error stays at that of one addition, for terms that come in a
/// fixed order.
///
/// Neumaier, 1974, doi:10.1002/zamm.19740540106. Cheaper than [ExactSum], but its last bit depends
/// on the order: use it over sorted values or within one thread's fixed range only.
final class CompensatedSum {

  private double sum;
  private double lost;

  void add(double value) {
    double next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
    sum = next;
  }

  double value() {
    return sum + lost;
  }
}
