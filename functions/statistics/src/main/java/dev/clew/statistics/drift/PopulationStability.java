package dev.clew.statistics.drift;

/// The population stability index: the sum over cells of `(q - p) ln(q / p)`, symmetric in its
/// samples, unbounded.
///
/// It is Jeffreys' divergence of the shares. A cell that one sample lacks would make it infinite: a
/// share of 0 is taken as [#FLOOR], so that an emptied cell of 5 % counts 0.31. Siddiqi, *Credit
/// Risk Scorecards*, 2006, chapter 8.
public final class PopulationStability {

  /// Stands for a share of 0: one row in 10,000, below what a chunk of usual size shows.
  public static final double FLOOR = 1e-4;

  private PopulationStability() {}

  public static double of(CountPair pair) {
    return of(pair, FLOOR);
  }

  /// The index of the populations: corrected for what chance adds, with its interval.
  public static DriftEffect effect(CountPair pair) {
    return CellDivergence.POPULATION_STABILITY.effect(pair);
  }

  /// The index with another stand-in for a share of 0.
  ///
  /// @param floor in (0, 1)
  public static double of(CountPair pair, double floor) {
    if (!(floor > 0 && floor < 1)) {
      throw new IllegalArgumentException("floor " + floor + " is not in (0, 1)");
    }
    double sum = 0;
    for (int i = 0; i < pair.cells(); i++) {
      double p = floored((double) pair.referenceCount(i) / pair.referenceRows(), floor);
      double q = floored((double) pair.currentCount(i) / pair.currentRows(), floor);
      sum += (q - p) * Math.log(q / p);
    }
    return sum;
  }

  private static double floored(double share, double floor) {
    return share == 0 ? floor : share;
  }
}
