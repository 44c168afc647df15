package dev.clew.skills.retrieval;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Several rankings of the same things as one: reciprocal-rank fusion (Cormack, Clarke and
/// Büttcher, 2009, doi:10.1145/1571941.1572114).
public final class Fusion {
  /// As in the paper; how much the first places stand out.
  private static final int DAMPING = 60;

  private Fusion() {}

  /// Ranks from 1, equal scores by place; 0 for those that are not in the ranking.
  ///
  /// @param scores one a thing; NaN where it is not in the ranking
  public static int[] ranks(double[] scores) {
    var ranks = new int[scores.length];
    int rank = 0;
    for (int place : order(scores)) {
      ranks[place] = ++rank;
    }
    return ranks;
  }

  /// Places of the things that have a score, best first, equal ones by place.
  public static int[] order(double[] scores) {
    return IntStream.range(0, scores.length)
        .filter(place -> !Double.isNaN(scores[place]))
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(place -> -scores[place]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /// The mean of scores that are made alike, each less its mean over all things and by its standard
  /// deviation: a convex combination, which beats ranks where the scores themselves say something
  /// (Bruch, Gai and Ingber, 2023, doi:10.1145/3596512). What a ranking says nothing of gets its
  /// mean.
  ///
  /// @param rankings each with one score a thing; NaN for none
  public static double[] standardised(List<double[]> rankings) {
    var sums = new double[rankings.getFirst().length];
    for (var scores : rankings) {
      var known = Arrays.stream(scores).filter(score -> !Double.isNaN(score)).toArray();
      double mean = Arrays.stream(known).average().orElse(0);
      double variance =
          Arrays.stream(known).map(score -> (score - mean) * (score - mean)).average().orElse(0);
      for (int i = 0; i < sums.length; i++) {
        if (variance > 0 && !Double.isNaN(scores[i])) {
          sums[i] += (scores[i] - mean) / Math.sqrt(variance) / rankings.size();
        }
      }
    }
    return sums;
  }

  /// A thing's score from its ranks: the sum of `weight / (60 + rank)`; NaN for what is in none.
  ///
  /// @param rankings each with one rank a thing, 0 where it is not in it
  /// @param weights one a ranking
  public static double[] scores(List<int[]> rankings, double... weights) {
    if (rankings.isEmpty() || rankings.size() != weights.length) {
      throw new IllegalArgumentException(
          rankings.size() + " rankings with " + weights.length + " weights");
    }
    var scores = new double[rankings.getFirst().length];
    Arrays.fill(scores, Double.NaN);
    for (int r = 0; r < weights.length; r++) {
      for (int place = 0; place < scores.length; place++) {
        int rank = rankings.get(r)[place];
        if (rank > 0) {
          scores[place] =
              (Double.isNaN(scores[place]) ? 0 : scores[place]) + weights[r] / (DAMPING + rank);
        }
      }
    }
    return scores;
  }
}
