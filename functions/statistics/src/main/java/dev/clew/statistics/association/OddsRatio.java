package dev.clew.statistics.association;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;
import dev.clew.statistics.IntervalMethod;
import dev.clew.statistics.Tail;

/// How many times the odds of one group are those of another: `a d / (b c)` of a 2 x 2 table.
///
/// Interval: Woolf, 1955, doi:10.1111/j.1469-1809.1955.tb01348.x, normal on the log scale. Where a
/// cell is empty, half a row is added to each (Haldane, 1956,
/// doi:10.1111/j.1469-1809.1956.tb01285.x) for value and interval: the ratio would be 0, infinite
/// or none.
public final class OddsRatio {

  private OddsRatio() {}

  /// The odds ratio of the table `[[a, b], [c, d]]`.
  ///
  /// @param a rows of the first group with the event
  /// @param b rows of the first group without it
  /// @param c rows of the second group with the event
  /// @param d rows of the second group without it
  public static Estimate of(long a, long b, long c, long d) {
    if (a < 0 || b < 0 || c < 0 || d < 0 || a + b == 0 || c + d == 0) {
      throw new IllegalArgumentException(
          "table [[" + a + ", " + b + "], [" + c + ", " + d + "]] needs rows in both groups");
    }
    double add = a == 0 || b == 0 || c == 0 || d == 0 ? 0.5 : 0;
    double log = Math.log(a + add) - Math.log(b + add) - Math.log(c + add) + Math.log(d + add);
    double error = Math.sqrt(1 / (a + add) + 1 / (b + add) + 1 / (c + add) + 1 / (d + add));
    double half = Tail.twoSidedZ(Interval.LEVEL) * error;
    Interval interval = new Interval(Math.exp(log - half), Math.exp(log + half), Interval.LEVEL);
    return new Estimate(Math.exp(log), interval, IntervalMethod.DELTA, a + b + c + d);
  }
}
