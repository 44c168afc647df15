package dev.clew.skills.dataquality;

import java.util.ArrayList;
import java.util.List;

/// Rows that a check found: all are counted, the first few kept.
final class Found {
  /// More than anybody looks through; the count stays exact.
  static final int KEPT = 1_000;

  private final List<Integer> examples = new ArrayList<>();
  private long count;

  static Found none() {
    return new Found();
  }

  /// Rows without a place of their own, such as those that are not there.
  static Found absent(long count) {
    var found = new Found();
    found.count = count;
    return found;
  }

  void add(int row) {
    count++;
    if (examples.size() < KEPT) {
      examples.add(row);
    }
  }

  long count() {
    return count;
  }

  boolean isEmpty() {
    return count == 0;
  }

  List<Integer> examples() {
    return List.copyOf(examples);
  }
}
