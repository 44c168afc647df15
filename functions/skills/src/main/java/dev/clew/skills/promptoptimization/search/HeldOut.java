package dev.clew.skills.promptoptimization.search;

/// The one look at examples that nothing was proposed or chosen by.
///
/// @param baseline score of each example under the baseline
/// @param best likewise under the best candidate
/// @param pValue that the best is no better
/// @param accepted whether the best takes the baseline's place
public record HeldOut(double[] baseline, double[] best, double pValue, boolean accepted) {
  public HeldOut {
    baseline = baseline.clone();
    best = best.clone();
  }

  @Override
  public double[] baseline() {
    return baseline.clone();
  }

  @Override
  public double[] best() {
    return best.clone();
  }
}
