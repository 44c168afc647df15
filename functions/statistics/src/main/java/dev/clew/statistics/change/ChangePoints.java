package dev.clew.statistics.change;

import dev.clew.statistics.Quantile;
import dev.clew.statistics.Tail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// All places where a series moved from one level to another: of measured values with standard
/// errors (a metric per chunk) or of counts (failures per hour). For a single step with its
/// standard error ask [LevelShift].
///
/// The split into segments that fits best, each further segment costing a penalty, is found exactly
/// by dynamic programming (Jackson and others, 2005, doi:10.1109/LSP.2001.838216), O(n^2). The
/// penalty is the squared z that noise alone exceeds at *any* place with the false-alarm rate asked
/// for (Bonferroni over the places), so that a series of noise stays whole in all but that share of
/// cases. Values that scatter by more than their errors allow widen the errors: by the median of
/// neighbours' differences, which steps do not move.
public final class ChangePoints {

  /// One series of noise in a hundred shows a change.
  public static final double FALSE_ALARMS = 0.01;

  /// A level needs this many values: a single one is an outlier.
  public static final int LEAST_SEGMENT = 2;

  /// With fewer values their scatter cannot be told from their errors.
  private static final int LEAST_FOR_SCATTER = 6;

  /// The median of |Z| of a standard normal.
  private static final double MEDIAN_OF_NORMAL = 0.6744897501960817;

  private static final ChangePoints DEFAULT = new ChangePoints(FALSE_ALARMS);

  private final double falseAlarms;

  private ChangePoints(double falseAlarms) {
    this.falseAlarms = falseAlarms;
  }

  public static ChangePoints withDefaults() {
    return DEFAULT;
  }

  /// The same search with another share of series of noise in which it may find something.
  public ChangePoints withFalseAlarms(double rate) {
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException("false-alarm rate " + rate + " is not in (0, 1)");
    }
    return new ChangePoints(rate);
  }

  /// The changes of level of a series of measured values.
  ///
  /// @param values finite, in order
  /// @param errors their standard errors, positive
  /// @return in order; none where there is none or where there are fewer than four values
  public List<ChangePoint> ofValues(double[] values, double[] errors) {
    if (values.length != errors.length) {
      throw new IllegalArgumentException(
          values.length + " values with " + errors.length + " errors");
    }
    double[] weights = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i]) || !(errors[i] > 0)) {
        throw new IllegalArgumentException(
            "value " + values[i] + " with error " + errors[i] + " is no measurement");
      }
      weights[i] = 1 / (errors[i] * errors[i]);
    }
    double scatter = scatter(values, weights);
    return find(new ValueCost(values, weights, scatter));
  }

  /// The changes of rate of a series of counts.
  ///
  /// @param counts events, not negative, in order
  /// @param exposures what each count was counted over (hours, requests), positive
  /// @return as [#ofValues]; levels are events per unit of exposure
  public List<ChangePoint> ofCounts(long[] counts, double[] exposures) {
    if (counts.length != exposures.length) {
      throw new IllegalArgumentException(
          counts.length + " counts over " + exposures.length + " exposures");
    }
    double[] roots = new double[counts.length];
    double[] weights = new double[counts.length];
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < 0 || !(exposures[i] > 0 && Double.isFinite(exposures[i]))) {
        throw new IllegalArgumentException(
            "count " + counts[i] + " over exposure " + exposures[i] + " is no rate");
      }
      // Anscombe, 1948: the root of a Poisson count has variance 1/4 whatever its mean.
      roots[i] = Math.sqrt((counts[i] + 0.375) / exposures[i]);
      weights[i] = 4 * exposures[i];
    }
    return find(new CountCost(counts, exposures, scatter(roots, weights)));
  }

  private List<ChangePoint> find(SegmentCost cost) {
    int n = cost.size();
    int places = n - 2 * LEAST_SEGMENT + 1;
    if (places < 1) {
      return List.of();
    }
    double z = Tail.normalQuantile(falseAlarms / (2.0 * places));
    List<Integer> starts = segments(cost, z * z);
    List<ChangePoint> found = new ArrayList<>();
    for (int s = 1; s < starts.size(); s++) {
      int from = starts.get(s - 1);
      int at = starts.get(s);
      int to = s + 1 < starts.size() ? starts.get(s + 1) : n;
      double gain = cost.of(from, to) - cost.of(from, at) - cost.of(at, to);
      double size = Math.sqrt(Math.max(0, gain));
      double before = cost.level(from, at);
      double after = cost.level(at, to);
      double p = Math.min(1, Tail.normalTwoSided(size) * places);
      found.add(new ChangePoint(at, before, after, Math.copySign(size, after - before), p));
    }
    return found;
  }

  /// Starts of the segments that fit best, the first 0.
  private static List<Integer> segments(SegmentCost cost, double penalty) {
    int n = cost.size();
    double[] best = new double[n + 1];
    int[] last = new int[n + 1];
    Arrays.fill(best, 1, n + 1, Double.POSITIVE_INFINITY);
    for (int to = LEAST_SEGMENT; to <= n; to++) {
      for (int from = 0; from <= to - LEAST_SEGMENT; from++) {
        double reached = best[from] + cost.of(from, to) + penalty;
        if (reached < best[to]) {
          best[to] = reached;
          last[to] = from;
        }
      }
    }
    List<Integer> starts = new ArrayList<>();
    for (int to = n; to > 0; to = last[to]) {
      starts.add(last[to]);
    }
    return starts.reversed();
  }

  /// How many times wider than their errors the values scatter, squared, at least 1: from
  /// neighbours' standardised differences.
  private static double scatter(double[] values, double[] weights) {
    if (values.length < LEAST_FOR_SCATTER) {
      return 1;
    }
    double[] steps = new double[values.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] =
          Math.abs(values[i + 1] - values[i]) / Math.sqrt(1 / weights[i] + 1 / weights[i + 1]);
    }
    double ratio = Quantile.of(steps, 0.5) / MEDIAN_OF_NORMAL;
    return Math.max(1, ratio * ratio);
  }
}
