package dev.clew.statistics.performance;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;
import dev.clew.statistics.IntervalMethod;
import dev.clew.statistics.Tail;
import dev.clew.statistics.interval.WilsonInterval;
import java.util.Arrays;
import java.util.Optional;

/// How often each class was predicted as each class; immutable, merges exactly.
///
/// Macro and weighted F1 run over the classes that occur as actual or as predicted, as
/// scikit-learn's do by default; such a class has a denominator, so that no F1 is undefined. Their
/// intervals: delta method over the multinomial counts (Takahashi and others, 2022,
/// doi:10.1007/s10489-021-02635-5).
public final class ConfusionMatrix {

  private final int classes;
  private final long[] counts;

  private ConfusionMatrix(int classes, long[] counts) {
    this.classes = classes;
    this.counts = counts;
  }

  /// Counts two columns of codes; rows where either is missing are left out.
  ///
  /// @param actual code in [0, classes), -1 missing
  /// @param predicted likewise
  public static ConfusionMatrix of(int[] actual, int[] predicted, int classes) {
    return of(actual, predicted, classes, 0, actual.length);
  }

  /// Counts the rows `from` (inclusive) to `to` (exclusive).
  public static ConfusionMatrix of(int[] actual, int[] predicted, int classes, int from, int to) {
    Columns.checkRows(actual.length, predicted.length, from, to);
    long[] counts = new long[Math.multiplyExact(classes, classes)];
    for (int i = from; i < to; i++) {
      checkCode(actual[i], classes, i);
      checkCode(predicted[i], classes, i);
      if (actual[i] >= 0 && predicted[i] >= 0) {
        counts[actual[i] * classes + predicted[i]]++;
      }
    }
    return new ConfusionMatrix(classes, counts);
  }

  public ConfusionMatrix plus(ConfusionMatrix other) {
    if (other.classes != classes) {
      throw new IllegalArgumentException(
          "matrices of " + classes + " and " + other.classes + " classes do not add up");
    }
    long[] sum = counts.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.counts[i];
    }
    return new ConfusionMatrix(classes, sum);
  }

  public int classes() {
    return classes;
  }

  public long count(int actual, int predicted) {
    return counts[actual * classes + predicted];
  }

  public long rows() {
    return Arrays.stream(counts).sum();
  }

  /// One class against all others.
  public ConfusionCounts of(int positive) {
    long truePositives = count(positive, positive);
    long actual = actual(positive);
    long predicted = predicted(positive);
    return new ConfusionCounts(
        truePositives,
        predicted - truePositives,
        rows() - actual - predicted + truePositives,
        actual - truePositives);
  }

  /// Share of rows predicted right.
  public Optional<Estimate> accuracy() {
    long rows = rows();
    long right = 0;
    for (int k = 0; k < classes; k++) {
      right += count(k, k);
    }
    return rows == 0 ? Optional.empty() : Optional.of(WilsonInterval.estimate(right, rows));
  }

  /// Mean F1 of the classes, each counting the same.
  public Optional<Estimate> macroF1() {
    int seen = 0;
    for (int k = 0; k < classes; k++) {
      seen += actual(k) + predicted(k) > 0 ? 1 : 0;
    }
    double[] weights = new double[classes];
    Arrays.fill(weights, 1.0 / Math.max(seen, 1));
    return f1(weights, false);
  }

  /// Mean F1 of the classes, each counting by its actual rows.
  public Optional<Estimate> weightedF1() {
    double[] weights = new double[classes];
    for (int k = 0; k < classes; k++) {
      weights[k] = (double) actual(k) / Math.max(rows(), 1);
    }
    return f1(weights, true);
  }

  private Optional<Estimate> f1(double[] weights, boolean weightsAreShares) {
    double n = rows();
    if (n == 0) {
      return Optional.empty();
    }
    double[] own = new double[classes];
    double[] either = new double[classes];
    double value = 0;
    for (int k = 0; k < classes; k++) {
      either[k] = (actual(k) + predicted(k)) / n;
      own[k] = either[k] == 0 ? 0 : 2 * count(k, k) / n / either[k];
      value += weights[k] * own[k];
    }
    double mean = 0;
    double square = 0;
    for (int a = 0; a < classes; a++) {
      for (int p = 0; p < classes; p++) {
        if (count(a, p) > 0) {
          double share = count(a, p) / n;
          double slope = -weights[a] * own[a] / either[a] - weights[p] * own[p] / either[p];
          if (a == p) {
            slope += 2 * weights[a] / either[a];
          }
          if (weightsAreShares) {
            slope += own[a];
          }
          mean += share * slope;
          square += share * slope * slope;
        }
      }
    }
    double error = Math.sqrt(Math.max(0, square - mean * mean) / n);
    Interval interval =
        Interval.around(value, Tail.twoSidedZ(Interval.LEVEL) * error, Interval.LEVEL, 0, 1);
    return Optional.of(new Estimate(value, interval, IntervalMethod.DELTA, (long) n));
  }

  private long actual(int k) {
    long sum = 0;
    for (int p = 0; p < classes; p++) {
      sum += count(k, p);
    }
    return sum;
  }

  private long predicted(int k) {
    long sum = 0;
    for (int a = 0; a < classes; a++) {
      sum += count(a, k);
    }
    return sum;
  }

  private static void checkCode(int code, int classes, int row) {
    if (code < -1 || code >= classes) {
      throw new IllegalArgumentException(
          "class " + code + " of row " + row + " is not in [-1, " + classes + ")");
    }
  }
}
