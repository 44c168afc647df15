package dev.clew.statistics.interval;

import dev.clew.statistics.Interval;

/// The interval of a share of a finite population of which a part was drawn without replacement:
/// the more of it was drawn, the less is left open, and nothing where all was.
///
/// Wilson's interval at the effective number `n (N - 1) / (N - n)`, by which the finite population
/// correction divides the variance (Cochran, *Sampling Techniques*, 3rd edition, 1977, section
/// 3.2).
public final class FinitePopulation {

  private FinitePopulation() {}

  /// @param successes in [0, drawn]
  /// @param drawn in [1, population]
  public static Interval share(long successes, long drawn, long population, double level) {
    if (drawn < 1 || drawn > population || successes < 0 || successes > drawn) {
      throw new IllegalArgumentException(
          successes + " successes of " + drawn + " drawn of " + population);
    }
    double share = (double) successes / drawn;
    if (drawn == population) {
      return new Interval(share, share, level);
    }
    double rows = drawn * (population - 1.0) / (population - drawn);
    return WilsonInterval.ofShare(share, rows, level);
  }
}
