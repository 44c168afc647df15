package dev.clew.statistics.performance;

import java.util.Arrays;
import java.util.Comparator;

/// One group's items from the best score down, with where ties end.
final class RankedList {

  private final double[] relevance;

  /// For each place the end (exclusive) of the ties it belongs to.
  private final int[] tiesEnd;

  private RankedList(double[] relevance, int[] tiesEnd) {
    this.relevance = relevance;
    this.tiesEnd = tiesEnd;
  }

  static RankedList of(double[] score, double[] relevance) {
    int n = score.length;
    if (n == 0 || relevance.length != n) {
      throw new IllegalArgumentException(
          "a ranked list needs items: " + n + " scores, " + relevance.length + " relevances");
    }
    Integer[] order = new Integer[n];
    for (int i = 0; i < n; i++) {
      if (Double.isNaN(score[i]) || !(relevance[i] >= 0 && Double.isFinite(relevance[i]))) {
        throw new IllegalArgumentException(
            "item " + i + " has score " + score[i] + " and relevance " + relevance[i]);
      }
      order[i] = i;
    }
    Arrays.sort(order, Comparator.comparingDouble(i -> -score[i]));
    double[] ranked = new double[n];
    int[] tiesEnd = new int[n];
    for (int place = n - 1; place >= 0; place--) {
      ranked[place] = relevance[order[place]];
      boolean tied = place < n - 1 && score[order[place]] == score[order[place + 1]];
      tiesEnd[place] = tied ? tiesEnd[place + 1] : place + 1;
    }
    return new RankedList(ranked, tiesEnd);
  }

  boolean hasRelevant() {
    return Arrays.stream(relevance).anyMatch(value -> value > 0);
  }

  double normalizedGain(int k) {
    double[] ideal = relevance.clone();
    Arrays.sort(ideal);
    double best = 0;
    for (int place = 0; place < Math.min(k, ideal.length); place++) {
      best += ideal[ideal.length - 1 - place] * discount(place);
    }
    if (best == 0) {
      return 0;
    }
    double gain = 0;
    for (int from = 0; from < relevance.length; from = tiesEnd[from]) {
      double sum = 0;
      double discounts = 0;
      for (int place = from; place < tiesEnd[from]; place++) {
        sum += relevance[place];
        discounts += place < k ? discount(place) : 0;
      }
      gain += sum / (tiesEnd[from] - from) * discounts;
    }
    return gain / best;
  }

  double averagePrecision() {
    double sum = 0;
    int relevant = 0;
    for (int from = 0; from < relevance.length; from = tiesEnd[from]) {
      int before = relevant;
      for (int place = from; place < tiesEnd[from]; place++) {
        relevant += relevance[place] > 0 ? 1 : 0;
      }
      sum += (relevant - before) * ((double) relevant / tiesEnd[from]);
    }
    return relevant == 0 ? 0 : sum / relevant;
  }

  double reciprocalRank() {
    for (int place = 0; place < relevance.length; place++) {
      if (relevance[place] > 0) {
        return 1.0 / tiesEnd[place];
      }
    }
    return 0;
  }

  private static double discount(int place) {
    return Math.log(2) / Math.log(place + 2.0);
  }
}
