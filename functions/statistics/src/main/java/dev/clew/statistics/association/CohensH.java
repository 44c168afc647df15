package dev.clew.statistics.association;

/// The size of a difference of two proportions: `2 asin sqrt p - 2 asin sqrt q`, whose sampling
/// error is the same everywhere.
///
/// 0.2 is small, 0.5 medium, 0.8 large: Cohen, *Statistical Power Analysis*, 1988, chapter 6.
public final class CohensH {

  private CohensH() {}

  /// How much larger the first proportion is, in [-pi, pi].
  public static double of(double p, double q) {
    return angle(p) - angle(q);
  }

  private static double angle(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + share + " is not in [0, 1]");
    }
    return 2 * Math.asin(Math.sqrt(share));
  }
}
