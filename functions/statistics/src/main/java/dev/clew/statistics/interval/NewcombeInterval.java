package dev.clew.statistics.interval;

import dev.clew.statistics.Interval;

/// Newcombe's interval of the difference of two independent proportions, put together from both
/// Wilson intervals.
///
/// Newcombe, 1998, method 10, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
/// Equal to statsmodels' `confint_proportions_2indep(method="newcomb")` for the difference of the
/// second less the first.
public final class NewcombeInterval {

  private NewcombeInterval() {}

  /// The interval of `currentSuccesses / currentRows - referenceSuccesses / referenceRows`.
  public static Interval of(
      long referenceSuccesses,
      long referenceRows,
      long currentSuccesses,
      long currentRows,
      double level) {
    Interval p = WilsonInterval.of(referenceSuccesses, referenceRows, level);
    Interval q = WilsonInterval.of(currentSuccesses, currentRows, level);
    return difference(
        (double) referenceSuccesses / referenceRows, p, (double) currentSuccesses / currentRows, q);
  }

  /// The interval of `current - reference` from two independent estimates with intervals of one
  /// level (MOVER).
  ///
  /// Zou and Donner, 2008, doi:10.1002/sim.3095: the same construction for any two quantities,
  /// which keeps the lopsidedness of their intervals.
  public static Interval difference(
      double reference, Interval referenceInterval, double current, Interval currentInterval) {
    if (referenceInterval.level() != currentInterval.level()) {
      throw new IllegalArgumentException(
          "levels " + referenceInterval.level() + " and " + currentInterval.level() + " differ");
    }
    double difference = current - reference;
    double below =
        Math.hypot(current - currentInterval.low(), referenceInterval.high() - reference);
    double above =
        Math.hypot(currentInterval.high() - current, reference - referenceInterval.low());
    return new Interval(difference - below, difference + above, currentInterval.level());
  }
}
