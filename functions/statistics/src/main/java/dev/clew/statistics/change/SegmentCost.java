package dev.clew.statistics.change;

/// How badly one level fits a segment of a series: twice the negative log-likelihood, but for a
/// constant that no split changes.
interface SegmentCost {

  int size();

  /// The cost of the values `from` (inclusive) to `to` (exclusive).
  double of(int from, int to);

  /// The level that fits them best.
  double level(int from, int to);
}
