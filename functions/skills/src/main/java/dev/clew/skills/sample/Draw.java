package dev.clew.skills.sample;

import dev.clew.skills.exploration.Things;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Takes some of many: by chance, but always the same ones for the same seed. Each thing has its
/// lot by its id, so that neither their order nor other things change who is drawn.
final class Draw {
  private Draw() {}

  /// Overlay.
  ///
  /// @param from indices, ascending
  /// @param order `random`, `first` or `last`
  /// @return at most `count` of them, ascending
  static int[] of(Things things, int[] from, int count, String order, long seed) {
    int most = Math.min(count, from.length);
    return switch (order) {
      case "first" -> Arrays.copyOf(from, most);
      case "last" -> Arrays.copyOfRange(from, from.length - most, from.length);
      default -> random(things, from, most, seed);
    };
  }

  private static int[] random(Things things, int[] from, int count, long seed) {
    var lots = new long[from.length];
    for (int i = 0; i < lots.length; i++) {
      lots[i] = lot(things.id(from[i]), seed);
    }
    return IntStream.range(0, from.length)
        .boxed()
        .sorted(Comparator.<Integer>comparingLong(i -> lots[i]).thenComparing(i -> from[i]))
        .limit(count)
        .mapToInt(i -> from[i])
        .sorted()
        .toArray();
  }

  /// FNV-1a, mixed as SplitMix64 does (Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195).
  private static long lot(String id, long seed) {
    long hash = 0xcbf29ce484222325L ^ (seed * 0x9e3779b97f4a7c15L);
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
