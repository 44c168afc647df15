package dev.clew.statistics.interval;

import dev.clew.statistics.Interval;

/// Newcombe's interval of the difference of two proportions of the same rows, put together from
/// both Wilson intervals and the correlation of the pairs.
///
/// Newcombe, 1998, method 10 (without the correction of phi's numerator),
/// doi:10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C.
public final class PairedNewcombeInterval {

  private PairedNewcombeInterval() {}

  /// The interval of the current share less the reference's.
  ///
  /// @param both rows that succeed both times
  /// @param gained rows that succeed only with the current
  /// @param lost rows that succeed only with the reference
  /// @param neither rows that never succeed; at least one row in all
  public static Interval of(long both, long gained, long lost, long neither, double level) {
    long rows = both + gained + lost + neither;
    Interval current = WilsonInterval.of(both + gained, rows, level);
    Interval reference = WilsonInterval.of(both + lost, rows, level);
    double p = (double) (both + gained) / rows;
    double q = (double) (both + lost) / rows;
    double margins =
        (double) (both + gained) * (lost + neither) * (both + lost) * (gained + neither);
    double phi =
        margins == 0 ? 0 : ((double) both * neither - (double) gained * lost) / Math.sqrt(margins);
    double below = reach(p - current.low(), reference.high() - q, phi);
    double above = reach(current.high() - p, q - reference.low(), phi);
    return new Interval(Math.max(-1, p - q - below), Math.min(1, p - q + above), level);
  }

  private static double reach(double one, double other, double phi) {
    return Math.sqrt(Math.max(0, one * one - 2 * phi * one * other + other * other));
  }
}
