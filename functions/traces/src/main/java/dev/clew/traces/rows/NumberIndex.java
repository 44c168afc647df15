package dev.clew.traces.rows;

/// Maps numbers to places, without an object per number. `0.0` and `-0.0` are one number; NaN is
/// none.
final class NumberIndex {
  private static final int ABSENT = -1;

  private long[] keys;
  private int[] places; // place + 1, 0 where free
  private int size;

  NumberIndex(int expected) {
    int slots = Integer.highestOneBit(Math.max(8, expected)) * 4;
    keys = new long[slots];
    places = new int[slots];
  }

  private static long bits(double number) {
    return Double.doubleToLongBits(number + 0.0);
  }

  private int slot(long bits) {
    // Small integers differ in a few high bits only: all of them must reach the low ones.
    long hash = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    int slot = (int) (hash ^ (hash >>> 33)) & (keys.length - 1);
    while (places[slot] != 0 && keys[slot] != bits) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  /// Sets a number's place; whether the number is new.
  boolean put(double number, int place) {
    long bits = bits(number);
    int slot = slot(bits);
    boolean fresh = places[slot] == 0;
    keys[slot] = bits;
    places[slot] = place + 1;
    if (fresh) {
      size++;
      if (size * 2 > keys.length) {
        grow();
      }
    }
    return fresh;
  }

  private void grow() {
    var oldKeys = keys;
    var oldPlaces = places;
    keys = new long[oldKeys.length * 2];
    places = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldPlaces[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        places[slot] = oldPlaces[i];
      }
    }
  }

  /// The number's place, -1 where it has none.
  int get(double number) {
    int place = places[slot(bits(number))];
    return place == 0 ? ABSENT : place - 1;
  }

  int size() {
    return size;
  }
}
