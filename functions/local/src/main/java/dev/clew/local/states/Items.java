package dev.clew.local.states;

import java.util.Optional;

/// What a Map state goes over, and how.
///
/// @param path of the array in the input; empty: the input itself, or what the reader reads
/// @param selector what a child is given; empty: the item
/// @param most children at a time; 0: no limit
/// @param distributed whether each child is an execution of its own
record Items(
    Optional<Path> path,
    Optional<Template> selector,
    Count most,
    boolean distributed,
    Optional<Reader> reader,
    Tolerance tolerance,
    Optional<Template> writer,
    String label) {

  /// A number that stands in the definition or in the input.
  record Count(int fixed, Optional<Path> path) {}

  /// An object that holds the items.
  ///
  /// @param lines JSON lines instead of one JSON array
  /// @param most items that are read; 0: all
  record Reader(Template parameters, boolean lines, int most) {}

  /// How many children may fail.
  record Tolerance(Optional<Integer> count, Optional<Double> percentage) {

    boolean exceeded(int failed, int total) {
      if (failed == 0) {
        return false;
      }
      if (count.isEmpty() && percentage.isEmpty()) {
        return true;
      }
      return (count.isPresent() && failed > count.get())
          || (percentage.isPresent() && 100.0 * failed / total > percentage.get());
    }
  }
}
