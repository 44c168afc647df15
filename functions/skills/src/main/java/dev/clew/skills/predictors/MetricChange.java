package dev.clew.skills.predictors;

import dev.clew.statistics.Estimate;
import dev.clew.statistics.Interval;
import dev.clew.statistics.RelevantChange;
import dev.clew.statistics.Tail;
import dev.clew.statistics.interval.NewcombeInterval;
import dev.clew.statistics.multiplicity.BenjaminiHochberg;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One metric in both stretches, and whether its change matters.
///
/// @param loss how much worse it became, judged against the change that matters
/// @param pValue two-sided, of no change at all
/// @param qValue corrected for all metrics looked at
public record MetricChange(
    Metric metric,
    Estimate before,
    Estimate now,
    RelevantChange loss,
    double pValue,
    double qValue) {

  /// Beyond this chance of having seen nothing, no metric is said to have moved, however large the
  /// difference: small windows swing.
  public static final double FALSE_DISCOVERY_RATE = 0.01;

  /// What became of it.
  public enum Verdict {
    WORSE,
    BETTER,
    HELD,
    OPEN
  }

  /// Compares what both stretches have, in the order of `before`.
  ///
  /// @param relevant the smallest change of the first metric that matters; absent for each metric's
  ///   own
  public static List<MetricChange> of(
      Map<Metric, Estimate> before, Map<Metric, Estimate> now, Optional<Double> relevant) {
    var changes = new ArrayList<MetricChange>();
    for (var entry : before.entrySet()) {
      Metric metric = entry.getKey();
      Estimate current = now.get(metric);
      // Noise alone lifts the calibration error, the more the fewer the rows: it is shown, not
      // judged.
      if (current != null && metric != Metric.CALIBRATION_ERROR) {
        Optional<Double> own = changes.isEmpty() ? relevant : Optional.empty();
        double limit = own.orElseGet(() -> matters(metric, before));
        if (limit > 0) {
          changes.add(judge(metric, entry.getValue(), current, limit));
        }
      }
    }
    double[] p = changes.stream().mapToDouble(MetricChange::pValue).toArray();
    double[] q = BenjaminiHochberg.qValues(p);
    for (int i = 0; i < q.length; i++) {
      var change = changes.get(i);
      changes.set(
          i,
          new MetricChange(
              change.metric, change.before, change.now, change.loss, change.pValue, q[i]));
    }
    return List.copyOf(changes);
  }

  private static double matters(Metric metric, Map<Metric, Estimate> before) {
    Estimate own = before.get(metric);
    if (metric == Metric.BIAS) {
      // A quarter of the usual error, off to one side.
      Estimate typical = before.get(Metric.MAE);
      return typical == null ? 0 : BIAS_SHARE * typical.value();
    }
    return own == null ? 0 : metric.relevant(own.value());
  }

  private static final double BIAS_SHARE = 0.25;

  private static MetricChange judge(Metric metric, Estimate before, Estimate now, double relevant) {
    double error = Math.hypot(before.standardError(), now.standardError());
    double difference = now.value() - before.value();
    double p = error == 0 ? (difference == 0 ? 1 : 0) : Tail.normalTwoSided(difference / error);
    var loss = new RelevantChange(metric.loss(before.value(), now.value()), error, relevant);
    return new MetricChange(metric, before, now, loss, p, p);
  }

  public Verdict verdict() {
    return switch (loss.verdict()) {
      case ROSE -> qValue <= FALSE_DISCOVERY_RATE ? Verdict.WORSE : Verdict.OPEN;
      case FELL -> qValue <= FALSE_DISCOVERY_RATE ? Verdict.BETTER : Verdict.OPEN;
      case HELD -> Verdict.HELD;
      case OPEN -> Verdict.OPEN;
    };
  }

  /// Current less baseline.
  public double difference() {
    return now.value() - before.value();
  }

  /// Where the difference may lie, at the usual level.
  public Interval interval() {
    return NewcombeInterval.difference(
        before.value(), before.interval(), now.value(), now.interval());
  }
}
