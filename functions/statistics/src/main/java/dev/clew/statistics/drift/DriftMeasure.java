package dev.clew.statistics.drift;

/// The distances that a verdict can rest on, each with the smallest effect that matters.
///
/// The thresholds say about the same in different units: what a shift of a normal column by a
/// quarter of its standard deviation gives, Cohen's small effect (*Statistical Power Analysis*,
/// 1988, section 2.2), or for Jensen-Shannon a new category that takes 2 % of the rows. With them
/// the promise of [DriftVerdict] holds from 1,000 rows a side; much smaller ones would leave the
/// verdict to chance there.
public enum DriftMeasure {
  /// Jensen-Shannon distance in bits: 0.1, the customary limit (NannyML, Evidently); a shift by
  /// 0.24 sd.
  JENSEN_SHANNON(0.1, 2, 100),
  /// Population stability index: 0.1, the customary limit of "some change"; a shift by 0.32 sd.
  ///
  /// Not judged under 1,000 rows a side: its stand-in for empty cells ([PopulationStability#FLOOR])
  /// leaves a bias.
  POPULATION_STABILITY(0.1, 1, 1000),
  /// Hellinger's distance: 0.1; a shift by 0.28 sd.
  HELLINGER(0.1, 2, 100),
  /// Total variation: 0.1, a tenth of the rows in other cells; a shift by 0.25 sd.
  TOTAL_VARIATION(0.1, 2, 100),
  /// Kolmogorov-Smirnov distance: 0.1, a tenth of the rows on the other side of some value; a shift
  /// by 0.25 sd.
  KOLMOGOROV_SMIRNOV(0.1, 2, 100),
  /// Wasserstein distance in standard deviations of the reference: 0.2. The customary 0.1 cannot be
  /// told from its half with 1,000 rows.
  NORMED_WASSERSTEIN(0.2, 2, 100);

  private final double threshold;
  private final int power;
  private final int leastRows;

  DriftMeasure(double threshold, int power, int leastRows) {
    this.threshold = threshold;
    this.power = power;
    this.leastRows = leastRows;
  }

  /// The smallest effect that matters.
  public double threshold() {
    return threshold;
  }

  /// Rows on the smaller side below which no verdict is given: chance alone would look like drift
  /// in more than 5 % of draws.
  public int leastRows() {
    return leastRows;
  }

  /// The largest distance there is: 1, or infinite.
  double largest() {
    return this == POPULATION_STABILITY || this == NORMED_WASSERSTEIN
        ? Double.POSITIVE_INFINITY
        : 1;
  }

  /// The power of the distance whose sampling bias is a plain addend: distances are judged squared.
  int power() {
    return power;
  }
}
