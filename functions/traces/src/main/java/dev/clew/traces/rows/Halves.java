package dev.clew.traces.rows;

/// A column of a log in its two stretches, of one kind and coded by one dictionary: a log is cut
/// while it is read, so that the numbers of a large one are not copied again.
///
/// @param baseline cells of the baseline rows
/// @param current cells of the current rows
record Halves(Column baseline, Column current) {

  /// A column cut before the row of this index.
  static Halves of(Column whole, int at) {
    return new Halves(Cells.slice(whole, 0, at), Cells.slice(whole, at, whole.size()));
  }

  /// One half after the other; a copy where both have cells.
  Column whole() {
    if (baseline.size() == 0) {
      return current;
    }
    return current.size() == 0 ? baseline : Cells.join(baseline, current);
  }
}
