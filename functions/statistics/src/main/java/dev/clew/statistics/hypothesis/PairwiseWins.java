package dev.clew.statistics.hypothesis;

import dev.clew.statistics.NumericSample;
import dev.clew.statistics.PooledValues;

/// How often a value of the one sample is larger than one of the other, over all pairs, from one
/// walk over both.
///
/// @param twice pairs that the reference wins, times two, a tie counting one
/// @param pairs all pairs
/// @param tieTerm sum of t^3 - t over groups of t equal values in the pooled sample
public record PairwiseWins(long twice, long pairs, double tieTerm) {

  /// Counts the wins of two samples.
  ///
  /// @throws IllegalArgumentException when one has no value
  public static PairwiseWins of(NumericSample reference, NumericSample current) {
    int n = reference.size();
    int m = current.size();
    if (n == 0 || m == 0) {
      throw new IllegalArgumentException("both samples need at least one value");
    }
    long twice = 0;
    double tieTerm = 0;
    for (var walk = new PooledValues(reference, current); walk.next(); ) {
      twice += (long) walk.firstTies() * (walk.secondBelow() + walk.secondUpTo());
      double ties = (double) walk.firstTies() + walk.secondTies();
      tieTerm += ties * ties * ties - ties;
    }
    return new PairwiseWins(twice, (long) n * m, tieTerm);
  }

  /// P(reference > current) - P(reference < current), in [-1, 1]: Cliff's delta.
  public double cliffsDelta() {
    return (double) (twice - pairs) / pairs;
  }
}
