package dev.clew.evidence;

import java.util.ArrayList;
import java.util.List;

/// How much of the population was looked at.
///
/// @param population rows or spans that exist in the windows, as far as known
/// @param examined rows or spans that were read
/// @param exact whether the figures are exact over what was examined, rather than estimated
/// @param unread what could not be read, and why; never silently dropped
public record Coverage(long population, long examined, boolean exact, List<Unread> unread) {

  public Coverage {
    if (examined > population) {
      throw new IllegalArgumentException(
          "examined " + examined + " of a population of " + population);
    }
    unread = List.copyOf(unread);
  }

  /// Everything was read.
  public static Coverage whole(long population) {
    return new Coverage(population, population, true, List.of());
  }

  /// Both together.
  public Coverage and(Coverage other) {
    var all = new ArrayList<>(unread);
    for (var one : other.unread) {
      if (!all.contains(one)) {
        all.add(one);
      }
    }
    return new Coverage(
        population + other.population, examined + other.examined, exact && other.exact, all);
  }

  /// Something that could not be read.
  ///
  /// @param key the object, relative to the tenant
  /// @param where line, byte offset, span or row; empty for the whole object
  /// @param reason what was wrong and what to do
  public record Unread(String key, String where, String reason) {}
}
