package dev.clew.skills.dataquality;

import java.time.Duration;
import java.util.BitSet;
import java.util.SortedSet;

/// The hours in which rows come at all: of the week where two weeks or more were seen, of the day
/// where two days were, any hour otherwise. In UTC.
///
/// @param cycle milliseconds after which it begins anew; 0: every hour is expected
/// @param hours those of the cycle in which there was an instant
record Calendar(long cycle, BitSet hours) {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long WEEK = Duration.ofDays(7).toMillis();

  /// Longer silences are counted whole: looking at each instant would take too long.
  private static final long LOOKED_AT = 1_000_000;

  static Calendar of(SortedSet<Long> instants) {
    long span = instants.isEmpty() ? 0 : instants.getLast() - instants.getFirst();
    long cycle = span >= 2 * WEEK ? WEEK : span >= 2 * DAY ? DAY : 0;
    var hours = new BitSet();
    if (cycle > 0) {
      instants.forEach(at -> hours.set(hour(at, cycle)));
    }
    return new Calendar(cycle, hours);
  }

  /// How many of some instants that are not there should have been.
  ///
  /// @param last instant after which they would come, epoch milliseconds
  /// @param step between them, milliseconds
  long expected(long last, long step, long count) {
    if (cycle == 0 || count > LOOKED_AT) {
      return Math.max(0, count);
    }
    long expected = 0;
    for (long one = 1; one <= count; one++) {
      expected += hours.get(hour(last + one * step, cycle)) ? 1 : 0;
    }
    return expected;
  }

  private static int hour(long at, long cycle) {
    return (int) (Math.floorMod(at, cycle) / HOUR);
  }
}
