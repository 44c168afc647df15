package dev.clew.statistics.performance;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Moments;
import java.util.Arrays;
import java.util.Optional;

/// Quality of ranked lists, one list per group: NDCG at k, mean average precision, mean reciprocal
/// rank; merges exactly.
///
/// - NDCG: gains are the relevances as they are, discount `1 / log2(rank + 1)`, items with tied
///   scores share their mean gain: scikit-learn's `ndcg_score(k=k)` (Järvelin and Kekäläinen, 2002,
///   doi:10.1145/582415.582418; ties: McSherry and Najork, 2008, doi:10.1007/978-3-540-78646-7_38).
/// - Average precision and reciprocal rank take relevance above 0 as relevant; a tied item has the
///   worst rank of its ties.
/// - A group without a relevant item counts 0 in all three, and is counted.
///
/// Intervals are normal, over groups. Mutable and not thread-safe.
public final class RankingQuality {

  private final int k;
  private final Moments gains = new Moments();
  private final Moments precisions = new Moments();
  private final Moments reciprocals = new Moments();
  private long withoutRelevant;

  /// Starts with no list.
  ///
  /// @param k how many items from the top NDCG looks at, at least 1
  public RankingQuality(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k " + k + " is not positive");
    }
    this.k = k;
  }

  /// The quality of whole columns; rows where group, score or relevance is missing are left out.
  ///
  /// @param group code in [0, groups), -1 missing
  /// @param score higher comes first (give `-rank` where there is a rank); NaN missing
  /// @param relevance not negative; NaN missing
  public static RankingQuality of(
      int[] group, int groups, double[] score, double[] relevance, int k) {
    Columns.checkRows(group.length, score.length, 0, group.length);
    Columns.checkRows(group.length, relevance.length, 0, group.length);
    int[] start = new int[groups + 1];
    for (int i = 0; i < group.length; i++) {
      if (isComplete(group[i], score[i], relevance[i])) {
        start[group[i] + 1]++;
      }
    }
    for (int g = 0; g < groups; g++) {
      start[g + 1] += start[g];
    }
    int[] next = Arrays.copyOf(start, groups);
    double[] scores = new double[start[groups]];
    double[] relevances = new double[start[groups]];
    for (int i = 0; i < group.length; i++) {
      if (isComplete(group[i], score[i], relevance[i])) {
        int slot = next[group[i]]++;
        scores[slot] = score[i];
        relevances[slot] = relevance[i];
      }
    }
    RankingQuality quality = new RankingQuality(k);
    for (int g = 0; g < groups; g++) {
      if (start[g] < start[g + 1]) {
        quality.addGroup(
            Arrays.copyOfRange(scores, start[g], start[g + 1]),
            Arrays.copyOfRange(relevances, start[g], start[g + 1]));
      }
    }
    return quality;
  }

  /// Adds one list.
  ///
  /// @param score finite, higher comes first, at least one
  /// @param relevance finite, not negative
  public void addGroup(double[] score, double[] relevance) {
    RankedList list = RankedList.of(score, relevance);
    if (!list.hasRelevant()) {
      withoutRelevant++;
    }
    gains.add(list.normalizedGain(k));
    precisions.add(list.averagePrecision());
    reciprocals.add(list.reciprocalRank());
  }

  public void add(RankingQuality other) {
    if (other.k != k) {
      throw new IllegalArgumentException("k " + k + " and k " + other.k + " do not add up");
    }
    gains.add(other.gains);
    precisions.add(other.precisions);
    reciprocals.add(other.reciprocals);
    withoutRelevant += other.withoutRelevant;
  }

  public int k() {
    return k;
  }

  public long groups() {
    return gains.count();
  }

  /// Groups without a relevant item.
  public long groupsWithoutRelevant() {
    return withoutRelevant;
  }

  /// Mean normalised discounted cumulative gain at k, over groups.
  public Optional<Estimate> ndcg() {
    return gains.meanEstimate();
  }

  /// Mean average precision over groups.
  public Optional<Estimate> meanAveragePrecision() {
    return precisions.meanEstimate();
  }

  /// Mean over groups of 1 / rank of the first relevant item.
  public Optional<Estimate> meanReciprocalRank() {
    return reciprocals.meanEstimate();
  }

  private static boolean isComplete(int group, double score, double relevance) {
    return group >= 0 && !Double.isNaN(score) && !Double.isNaN(relevance);
  }
}
