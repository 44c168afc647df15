package dev.clew.skills.applications;

/// A feature in two cohorts.
///
/// @param first share of the first cohort that has it, or its median
/// @param second the same of the second
/// @param firstHaving units of the first cohort that have it, or have a number of it
/// @param secondHaving the same of the second
/// @param effect difference of the shares, first less second, or Cliff's delta of first over second
/// @param p how surprising it is without any difference
/// @param q p corrected for all looks after Benjamini and Hochberg
/// @param loneP p if every unit stood alone; the same as p where units come in no groups
/// @param loneQ that corrected for all looks
public record Difference(
    Feature feature,
    double first,
    double second,
    int firstHaving,
    int secondHaving,
    double effect,
    double p,
    double q,
    double loneP,
    double loneQ) {

  /// Effects below these are not told, whatever their q: a difference of shares, and Cliff's delta
  /// from "medium" on (Romano et al., 2006).
  public static final double NOTABLE_SHARE = 0.2;

  public static final double NOTABLE_DELTA = 0.33;

  /// Of what is told, one in ten may be chance; so where nothing differs, something is told in at
  /// most one of ten comparisons.
  public static final double DISCOVERY = 0.1;

  public boolean isShare() {
    return feature instanceof Feature.Trait;
  }

  /// Whether the effect is large enough to be told.
  public boolean isNotable() {
    return Math.abs(effect) >= (isShare() ? NOTABLE_SHARE : NOTABLE_DELTA) - 1e-12;
  }

  /// Whether it is told: large enough, and beyond chance.
  public boolean isTold() {
    return isNotable() && q <= DISCOVERY;
  }

  /// Whether it would be told if units stood alone, but not with their groups: then the groups may
  /// be all there is to it.
  public boolean mayBeGroups() {
    return isNotable() && q > DISCOVERY && loneQ <= DISCOVERY;
  }
}
