package dev.clew.skills.applications;

import java.util.stream.IntStream;

/// A number that tells sets of units apart (Zobrist, 1970): that of the other units is what remains
/// of that of all.
final class Fingerprint {
  private Fingerprint() {}

  static long of(int[] places) {
    long all = 0;
    for (int place : places) {
      long mixed = (place + 1) * 0x9E3779B97F4A7C15L;
      mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
      mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
      all ^= mixed ^ (mixed >>> 31);
    }
    return all;
  }

  static long ofAll(int size) {
    return of(IntStream.range(0, size).toArray());
  }
}
