package dev.clew.statistics.hypothesis;

import java.util.random.RandomGenerator;

/// How many good rows a random hand holds.
final class Deal {

  private Deal() {}

  /// Draws the number of good among `drawn` of `good + bad` rows, by inversion from the most
  /// probable number outwards.
  static long of(long good, long bad, long drawn, RandomGenerator random) {
    long lowest = Math.max(0, drawn - bad);
    long highest = Math.min(good, drawn);
    if (lowest == highest) {
      return lowest;
    }
    long mode = (long) Math.floor((drawn + 1.0) * (good + 1.0) / (good + bad + 2.0));
    double left = random.nextDouble();
    double atMode =
        BinomialMass.hypergeometric((double) mode, (double) good, (double) bad, (double) drawn);
    left -= atMode;
    long up = mode;
    long down = mode;
    double upper = atMode;
    double lower = atMode;
    while (left > 0 && (up < highest || down > lowest)) {
      if (up < highest) {
        upper *= (double) (good - up) / (up + 1) * (drawn - up) / (bad - drawn + up + 1);
        up++;
        left -= upper;
        if (left <= 0) {
          return up;
        }
      }
      if (down > lowest) {
        lower *= (double) down / (good - down + 1) * (bad - drawn + down) / (drawn - down + 1);
        down--;
        left -= lower;
        if (left <= 0) {
          return down;
        }
      }
      if (upper + lower < Double.MIN_NORMAL) {
        return mode;
      }
    }
    return mode;
  }
}
