package dev.clew.statistics.interval;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;
import dev.clew.statistics.IntervalMethod;
import dev.clew.statistics.Tail;

/// Wilson's score interval of a proportion: holds its level for few rows and for shares near 0 and
/// 1.
///
/// Wilson, 1927, doi:10.1080/01621459.1927.10502953; recommended by Brown, Cai and DasGupta, 2001,
/// doi:10.1214/ss/1009213286. Without continuity correction.
public final class WilsonInterval {

  private WilsonInterval() {}

  public static Interval of(long successes, long rows) {
    return of(successes, rows, Interval.LEVEL);
  }

  /// The interval of `successes / rows`.
  ///
  /// @param successes in [0, rows]
  /// @param rows positive
  public static Interval of(long successes, long rows, double level) {
    if (rows < 1 || successes < 0 || successes > rows) {
      throw new IllegalArgumentException(successes + " successes of " + rows + " rows");
    }
    return ofShare((double) successes / rows, (double) rows, level);
  }

  /// The interval of a share that rests on an effective number of rows.
  ///
  /// @param share in [0, 1]
  /// @param rows positive, need not be whole
  public static Interval ofShare(double share, double rows, double level) {
    if (!(rows > 0) || !(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + share + " of " + rows + " rows");
    }
    double z = Tail.twoSidedZ(level);
    double shrink = 1 + z * z / rows;
    double middle = (share + z * z / (2 * rows)) / shrink;
    double half = z / shrink * Math.sqrt(share * (1 - share) / rows + z * z / (4 * rows * rows));
    return new Interval(
        share == 0 ? 0 : Math.max(0, middle - half),
        share == 1 ? 1 : Math.min(1, middle + half),
        level);
  }

  /// The proportion with its interval at the usual level.
  public static Estimate estimate(long successes, long rows) {
    return new Estimate(
        (double) successes / rows, of(successes, rows), IntervalMethod.WILSON, rows);
  }
}
