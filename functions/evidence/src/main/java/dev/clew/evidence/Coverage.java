package dev.clew.evidence;

import java.util.ArrayList;
import java.util.List;

/// How much of the population was looked at.
///
/// @param population rows or spans that exist in the windows, as far as known; where an unknown
///   amount could not be read, there may be more
/// @param examined rows or spans that were read
/// @param exact whether the figures are those of the population: nothing was estimated, and nothing
///   is known to be left out in unknown amount
/// @param unread what could not be read, and why; never silently dropped
public record Coverage(long population, long examined, boolean exact, List<Unread> unread) {

  public Coverage {
    if (examined > population) {
      throw new IllegalArgumentException(
          "examined " + examined + " of a population of " + population);
    }
    unread = List.copyOf(unread);
    exact = exact && unread.stream().noneMatch(Unread::uncounted);
  }

  /// Everything was read.
  public static Coverage whole(long population) {
    return new Coverage(population, population, true, List.of());
  }

  /// Of what was read, a part was examined; what could not be read is still missing.
  ///
  /// @param rows rows or spans of that part
  public Coverage part(long rows) {
    return new Coverage(rows + population - examined, rows, exact, unread);
  }

  /// How many objects were read in part, or not at all, and held nobody knows how much more.
  public long objectsInPart() {
    return unread.stream().filter(Unread::uncounted).map(Unread::key).distinct().count();
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
  /// @param uncounted whether it held rows or spans that nobody counted
  public record Unread(String key, String where, String reason, boolean uncounted) {

    /// What is counted in the population, or holds neither rows nor spans.
    public Unread(String key, String where, String reason) {
      this(key, where, reason, false);
    }
  }
}
