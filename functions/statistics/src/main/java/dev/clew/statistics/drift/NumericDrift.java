package dev.clew.statistics.drift;

import dev.clew.statistics.NumericSample;

/// How far a numeric column moved, by every measure at once.
///
/// The distances are those that other programs give, bins and all, so that they can be compared;
/// the verdict rests on [#effect()], whose cells do not depend on the number of rows and which is
/// corrected for chance.
///
/// @param distance Kolmogorov-Smirnov and Wasserstein (in the column's unit)
/// @param normedWasserstein Wasserstein over the reference's standard deviation; infinite for a
///   constant reference that moved
/// @param psi in the reference's deciles
/// @param jensenShannon distance in bits, Doane bins on the reference and one for what falls
///   outside
/// @param hellinger in the same bins
/// @param effect Jensen-Shannon distance in the reference's [DriftCells], corrected for chance
/// @param reference sample
/// @param current sample
public record NumericDrift(
    EcdfDistance distance,
    double normedWasserstein,
    double psi,
    double jensenShannon,
    double hellinger,
    DriftEffect effect,
    NumericSample reference,
    NumericSample current) {

  public DriftVerdict verdict() {
    return effect.verdict();
  }

  /// Current less reference mean.
  public double meanChange() {
    return current.mean() - reference.mean();
  }
}
