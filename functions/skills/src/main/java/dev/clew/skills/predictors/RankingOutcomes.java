package dev.clew.skills.predictors;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.performance.RankingQuality;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Ranked lists, one a group. A group counts where its first row stands.
///
/// @param group code, -1 unknown
/// @param groups how many codes there are
/// @param score higher comes first, NaN unknown
/// @param relevance not negative, NaN unknown
public record RankingOutcomes(int[] group, int groups, double[] score, double[] relevance)
    implements Outcomes {

  /// How many items from the top count.
  public static final int TOP = 10;

  public RankingOutcomes {
    if (group.length != score.length || group.length != relevance.length) {
      throw new IllegalArgumentException(
          group.length + " groups, " + score.length + " scores, " + relevance.length);
    }
  }

  @Override
  public int size() {
    return group.length;
  }

  @Override
  public long judgeable() {
    return Arrays.stream(group).filter(code -> code >= 0).distinct().count();
  }

  @Override
  public long judged(int from, int to) {
    int[] first = firstRows();
    long judged = 0;
    for (int row : first) {
      judged += row >= from && row < to ? 1 : 0;
    }
    return judged;
  }

  @Override
  public Map<Metric, Estimate> measure(int from, int to) {
    var metrics = new EnumMap<Metric, Estimate>(Metric.class);
    int[] first = firstRows();
    int[] counted = new int[size()];
    for (int i = 0; i < counted.length; i++) {
      boolean inside = isComplete(i) && first[group[i]] >= from && first[group[i]] < to;
      counted[i] = inside ? group[i] : -1;
    }
    var quality = RankingQuality.of(counted, groups, score, relevance, TOP);
    quality.ndcg().ifPresent(value -> metrics.put(Metric.NDCG, value));
    quality.meanAveragePrecision().ifPresent(value -> metrics.put(Metric.MAP, value));
    quality.meanReciprocalRank().ifPresent(value -> metrics.put(Metric.MRR, value));
    return metrics;
  }

  @Override
  public List<RowLoss> losses() {
    int[] first = firstRows();
    int[] next = new int[groups];
    for (int i = 0; i < size(); i++) {
      if (isComplete(i)) {
        next[group[i]]++;
      }
    }
    double[][] scores = new double[groups][];
    double[][] relevances = new double[groups][];
    for (int g = 0; g < groups; g++) {
      scores[g] = new double[next[g]];
      relevances[g] = new double[next[g]];
      next[g] = 0;
    }
    for (int i = 0; i < size(); i++) {
      if (isComplete(i)) {
        int g = group[i];
        scores[g][next[g]] = score[i];
        relevances[g][next[g]++] = relevance[i];
      }
    }
    double[] lost = new double[size()];
    Arrays.fill(lost, Double.NaN);
    for (int g = 0; g < groups; g++) {
      if (next[g] > 0) {
        var quality = new RankingQuality(TOP);
        quality.addGroup(scores[g], relevances[g]);
        int row = first[g];
        quality.ndcg().ifPresent(gain -> lost[row] = 1 - gain.value());
      }
    }
    return List.of(new RowLoss(RowLoss.Kind.LOST_GAIN, lost));
  }

  @Override
  public RankingOutcomes only(int[] rows) {
    return new RankingOutcomes(
        Arrays.stream(rows).map(row -> group[row]).toArray(),
        groups,
        Arrays.stream(rows).mapToDouble(row -> score[row]).toArray(),
        Arrays.stream(rows).mapToDouble(row -> relevance[row]).toArray());
  }

  /// The first complete row of each group; -1 where it has none.
  private int[] firstRows() {
    int[] first = new int[groups];
    Arrays.fill(first, -1);
    for (int i = size() - 1; i >= 0; i--) {
      if (isComplete(i)) {
        first[group[i]] = i;
      }
    }
    return first;
  }

  private boolean isComplete(int row) {
    return group[row] >= 0
        && Double.isFinite(score[row])
        && relevance[row] >= 0
        && Double.isFinite(relevance[row]);
  }
}
