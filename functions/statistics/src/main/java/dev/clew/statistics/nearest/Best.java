package dev.clew.statistics.nearest;

import java.util.Arrays;

/// The largest of many numbers: a heap, its least on top.
final class Best {
  private final double[] heap;

  /// @param most how many, from 1
  Best(int most) {
    heap = new double[most];
    Arrays.fill(heap, Double.NEGATIVE_INFINITY);
  }

  /// As many of other numbers.
  Best empty() {
    return new Best(heap.length);
  }

  /// The least of them; less than any number while there are fewer.
  double least() {
    return heap[0];
  }

  /// Puts one in, in the least one's place; what is not above that is left out, NaN among it.
  void add(double one) {
    if (!(one > heap[0])) {
      return;
    }
    int at = 0;
    while (2 * at + 1 < heap.length) {
      int child = 2 * at + 1;
      if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
        child++;
      }
      if (one <= heap[child]) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = one;
  }

  void add(Best others) {
    for (double one : others.heap) {
      add(one);
    }
  }
}
