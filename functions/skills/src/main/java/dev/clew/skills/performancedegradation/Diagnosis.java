package dev.clew.skills.performancedegradation;

import dev.clew.skills.predictors.BinaryOutcomes;
import dev.clew.statistics.Estimate;
import dev.clew.statistics.Moments;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.RelevantChange;
import dev.clew.statistics.drift.DriftCells;
import dev.clew.statistics.drift.DriftVerdict;
import dev.clew.statistics.drift.JensenShannon;
import dev.clew.statistics.interval.WilsonInterval;
import dev.clew.statistics.performance.Calibration;
import dev.clew.statistics.performance.ConfusionCounts;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// What tells apart the ways in which binary decisions get worse: the ranking, the cutoff, the
/// calibration, the share of positives.
///
/// @param prevalenceBefore share of positives
/// @param prevalence its change
/// @param gap change of the size of "mean probability less share of positives"; absent where scores
///   are no probabilities
/// @param classesKept whether the scores of positives, and those of negatives, are distributed as
///   before; absent where the rows do not tell
/// @param cutoff what became of the cutoff; absent where decisions follow none
record Diagnosis(
    Estimate prevalenceBefore,
    Estimate prevalenceNow,
    RelevantChange prevalence,
    Optional<Gap> gap,
    Optional<Boolean> classesKept,
    Optional<CutoffMove> cutoff) {

  /// Three more positives in a hundred change what teams plan for.
  static final double RELEVANT_PREVALENCE = 0.03;

  /// Probabilities that are off by two in a hundred on average are off for every row.
  static final double RELEVANT_GAP = 0.02;

  /// A cutoff counts as moved when it decides at least two rows in a hundred otherwise.
  static final double RELEVANT_DECISIONS = 0.02;

  /// Mean probability less share of positives.
  ///
  /// @param change of its size: positive when the probabilities are further off
  record Gap(
      double before,
      double now,
      RelevantChange change,
      Calibration calibrationBefore,
      Calibration calibrationNow) {}

  /// The cutoff before and now.
  ///
  /// @param otherwise share of the current decisions that the old cutoff makes otherwise
  /// @param accuracyWithOld accuracy of the current rows had the old cutoff decided
  record CutoffMove(Cutoff before, Cutoff now, double otherwise, Estimate accuracyWithOld) {
    boolean isMoved() {
      return otherwise >= RELEVANT_DECISIONS && before.score() != now.score();
    }
  }

  /// Diagnoses; nothing without actuals on either side.
  ///
  /// @param from first affected row of `current`
  /// @param to where rows of which many actuals are still to come begin
  static Optional<Diagnosis> of(BinaryOutcomes baseline, BinaryOutcomes current, int from, int to) {
    int[] rows = IntStream.range(from, to).toArray();
    BinaryOutcomes now = rows.length == current.size() ? current : current.only(rows);
    Optional<Estimate> before = positives(baseline.actual());
    Optional<Estimate> after = positives(now.actual());
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    double error = Math.hypot(before.get().standardError(), after.get().standardError());
    return Optional.of(
        new Diagnosis(
            before.get(),
            after.get(),
            new RelevantChange(
                after.get().value() - before.get().value(), error, RELEVANT_PREVALENCE),
            gap(baseline, now),
            classesKept(baseline, now),
            cutoff(baseline, now)));
  }

  /// The share of positives moved and nothing else about the scores did.
  boolean isPriorShift() {
    boolean moved =
        switch (prevalence.verdict()) {
          case ROSE, FELL -> true;
          case HELD, OPEN -> false;
        };
    return moved && classesKept.orElse(false);
  }

  /// The probabilities are further off than before, and not for the share of positives alone.
  boolean isCalibrationShift() {
    return !isPriorShift()
        && gap.filter(g -> g.change().verdict() == RelevantChange.Verdict.ROSE).isPresent();
  }

  /// Whether a cause was found that is no matter of single slices.
  boolean explains() {
    return isPriorShift() || isCalibrationShift() || cutoff.filter(CutoffMove::isMoved).isPresent();
  }

  private static Optional<Estimate> positives(int[] actual) {
    long known = Arrays.stream(actual).filter(label -> label >= 0).count();
    long positive = Arrays.stream(actual).filter(label -> label == 1).count();
    return known == 0 ? Optional.empty() : Optional.of(WilsonInterval.estimate(positive, known));
  }

  private static Optional<Gap> gap(BinaryOutcomes baseline, BinaryOutcomes now) {
    if (!baseline.probabilities()) {
      return Optional.empty();
    }
    Optional<Estimate> before = meanGap(baseline);
    Optional<Estimate> after = meanGap(now);
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    double error = Math.hypot(before.get().standardError(), after.get().standardError());
    double grown = Math.abs(after.get().value()) - Math.abs(before.get().value());
    return Optional.of(
        new Gap(
            before.get().value(),
            after.get().value(),
            new RelevantChange(grown, error, RELEVANT_GAP),
            Calibration.of(baseline.actual(), finite(baseline.score())),
            Calibration.of(now.actual(), finite(now.score()))));
  }

  private static double[] finite(double[] scores) {
    return Arrays.stream(scores).map(s -> Double.isFinite(s) ? s : Double.NaN).toArray();
  }

  private static Optional<Estimate> meanGap(BinaryOutcomes outcomes) {
    var gaps = new Moments();
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.actual()[i] >= 0 && Double.isFinite(outcomes.score()[i])) {
        gaps.add(outcomes.score()[i] - outcomes.actual()[i]);
      }
    }
    return gaps.meanEstimate();
  }

  /// Absent where the verdict on a class is open.
  private static Optional<Boolean> classesKept(BinaryOutcomes baseline, BinaryOutcomes now) {
    boolean kept = true;
    for (int label = 0; label < 2; label++) {
      NumericSample before = scores(baseline, label);
      NumericSample after = scores(now, label);
      if (before.isEmpty() || after.isEmpty()) {
        return Optional.empty();
      }
      var verdict = JensenShannon.effect(DriftCells.of(before).pair(after)).verdict();
      switch (verdict) {
        case DriftVerdict.None _ -> {}
        case DriftVerdict.Drift _ -> kept = false;
        case DriftVerdict.Undecided _ -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(kept);
  }

  private static NumericSample scores(BinaryOutcomes outcomes, int label) {
    return NumericSample.of(
        IntStream.range(0, outcomes.size())
            .filter(row -> outcomes.actual()[row] == label)
            .mapToDouble(row -> outcomes.score()[row])
            .filter(Double::isFinite)
            .toArray());
  }

  private static Optional<CutoffMove> cutoff(BinaryOutcomes baseline, BinaryOutcomes now) {
    Optional<Cutoff> before = Cutoff.of(baseline, 0);
    Optional<Cutoff> after = Cutoff.of(now, 0);
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    int[] decisions = before.get().decide(now);
    long compared = 0;
    long otherwise = 0;
    for (int i = 0; i < decisions.length; i++) {
      if (decisions[i] >= 0) {
        compared++;
        otherwise += decisions[i] != now.predicted()[i] ? 1 : 0;
      }
    }
    double share = (double) otherwise / compared;
    return ConfusionCounts.of(now.actual(), decisions)
        .accuracy()
        .map(accuracy -> new CutoffMove(before.get(), after.get(), share, accuracy));
  }
}
