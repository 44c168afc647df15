package dev.clew.statistics.change;

/// Where a series left one level for another.
///
/// @param at index of the first value on the new level
/// @param before level of the segment that ends there
/// @param after level of the segment that begins there
/// @param z the difference of both levels by its standard error
/// @param pValue two-sided, of no change between its neighbours, times the places looked at; at
///   most 1
public record ChangePoint(int at, double before, double after, double z, double pValue) {

  /// How far the change is beyond chance: one less the p-value.
  public double confidence() {
    return 1 - pValue;
  }
}
