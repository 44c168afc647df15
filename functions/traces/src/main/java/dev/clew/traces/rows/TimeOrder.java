package dev.clew.traces.rows;

import java.util.Arrays;
import java.util.Optional;

/// The order of rows by time.
final class TimeOrder {
  private TimeOrder() {}

  /// Indices in order of time, rows without a time last, equal times in the order they stand; empty
  /// where the rows stand so already.
  static Optional<int[]> of(long[] millis) {
    boolean sorted = true;
    for (int i = 1; sorted && i < millis.length; i++) {
      sorted = key(millis[i - 1]) <= key(millis[i]);
    }
    if (sorted) {
      return Optional.empty();
    }
    var indices = new Integer[millis.length];
    Arrays.setAll(indices, i -> i);
    Arrays.sort(indices, (a, b) -> Long.compare(key(millis[a]), key(millis[b])));
    return Optional.of(Arrays.stream(indices).mapToInt(Integer::intValue).toArray());
  }

  private static long key(long time) {
    return time == Column.Times.ABSENT ? Long.MAX_VALUE : time;
  }
}
