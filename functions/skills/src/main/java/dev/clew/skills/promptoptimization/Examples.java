package dev.clew.skills.promptoptimization;

import dev.clew.evidence.Coverage;
import dev.clew.skills.promptoptimization.search.Example;
import java.util.ArrayList;
import java.util.List;

/// Examples, and what could not be taken for one.
///
/// @param population examples and what should have been one
/// @param source where they come from, for the reader
record Examples(List<Example> all, List<Coverage.Unread> unread, long population, String source) {
  Examples {
    all = List.copyOf(all);
    unread = List.copyOf(unread);
  }

  /// The same without some, which are unread with the reason.
  Examples without(List<Example> some, List<Coverage.Unread> why) {
    var left = new ArrayList<>(all);
    left.removeAll(some);
    var more = new ArrayList<>(unread);
    more.addAll(why);
    return new Examples(left, more, population, source);
  }

  Coverage coverage(long examined) {
    return new Coverage(population, examined, examined == population, unread);
  }
}
