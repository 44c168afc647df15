package dev.clew.statistics.interval;

import dev.clew.statistics.Interval;
import dev.clew.statistics.NumericSample;
import org.apache.commons.math3.distribution.BinomialDistribution;

/// The interval of a quantile between two values of the sample, whatever the distribution.
///
/// Of n values the number below the true quantile is binomial, so a value of low rank lies above it
/// with at most half of what the level leaves open, and one of high rank below it with the other
/// half. Where no value is low or high enough (few values, quantiles near the ends) that end is
/// infinite: the sample does not say. David and Nagaraja, *Order Statistics*, 2003, section 7.1,
/// doi:10.1002/0471722162.
public final class QuantileInterval {

  private QuantileInterval() {}

  /// The interval at the usual level.
  public static Interval of(NumericSample sample, double share) {
    return of(sample, share, Interval.LEVEL);
  }

  /// The interval of the value below which a share of the population lies.
  ///
  /// @param sample at least one value, independent of each other
  /// @param share in (0, 1)
  public static Interval of(NumericSample sample, double share, double level) {
    if (sample.isEmpty()) {
      throw new IllegalArgumentException("a quantile needs at least one value");
    }
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("share " + share + " is not in (0, 1)");
    }
    Interval.checkLevel(level);
    int n = sample.size();
    // Seeds no generator: only its distribution function is asked for.
    var below = new BinomialDistribution(null, n, share);
    double tail = (1 - level) / 2;
    // The largest rank that the quantile lies below with a chance of at most the tail.
    int low = 0;
    for (int from = 1, to = n; from <= to; ) {
      int middle = (from + to) >>> 1;
      if (below.cumulativeProbability(middle - 1) <= tail) {
        low = middle;
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    int high = n + 1;
    for (int from = 1, to = n; from <= to; ) {
      int middle = (from + to) >>> 1;
      if (1 - below.cumulativeProbability(middle - 1) <= tail) {
        high = middle;
        to = middle - 1;
      } else {
        from = middle + 1;
      }
    }
    return new Interval(
        low == 0 ? Double.NEGATIVE_INFINITY : sample.at(low - 1),
        high > n ? Double.POSITIVE_INFINITY : sample.at(high - 1),
        level);
  }
}
