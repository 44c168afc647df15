package dev.clew.skills.performancedegradation;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.predictors.BinaryOutcomes;
import dev.clew.skills.predictors.Outcomes;
import dev.clew.skills.predictors.RankingOutcomes;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.drift.DriftCells;
import dev.clew.statistics.drift.DriftVerdict;
import dev.clew.statistics.drift.JensenShannon;
import java.util.stream.IntStream;

/// For how many rows the actual has arrived, and whether the others are like them.
final class ActualsChapter {
  /// Fewer arrived actuals than this share are worth a finding of their own.
  private static final double MOST = 0.9;

  private final Story story;

  ActualsChapter(Story story) {
    this.story = story;
  }

  void write() {
    if (story.performance().current() instanceof RankingOutcomes) {
      return;
    }
    story.notebook().fact("performance.judged[window=current]", story.judgedShare(), Unit.SHARE);
  }

  /// Says so where many actuals are missing.
  void tell() {
    if (story.judgedShare() >= MOST) {
      return;
    }
    Outcomes current = story.performance().current();
    var notebook = story.notebook();
    notebook.computing(
        "scores of rows with and without actual, Jensen-Shannon distance", current.size());
    String share = notebook.fact("performance.waiting", 1 - story.judgedShare(), Unit.SHARE);
    String waiting =
        notebook.fact("performance.waiting.rows", current.size() - current.judged(), Unit.ROWS);
    notebook.finding(
        "Not all actuals have arrived",
        Severity.LOW,
        0.99,
        "For {"
            + waiting
            + "} of the current window, {"
            + share
            + "} of it, no actual has arrived: every figure above is about the others."
            + alike(current),
        java.util.List.of(share, waiting),
        java.util.List.of());
  }

  private String alike(Outcomes current) {
    if (!(current instanceof BinaryOutcomes binary)) {
      return "";
    }
    NumericSample judged = scores(binary, true);
    NumericSample waiting = scores(binary, false);
    if (judged.isEmpty() || waiting.isEmpty()) {
      return "";
    }
    var notebook = story.notebook();
    var effect = JensenShannon.effect(DriftCells.of(judged).pair(waiting));
    notebook.fact("performance.waiting.js", effect.value(), Unit.NONE);
    notebook.looked(1);
    return switch (effect.verdict()) {
      case DriftVerdict.Drift _ ->
          " The rows that wait have other scores, so their figures may well differ.";
      case DriftVerdict.None _ -> " The rows that wait have scores like those that were judged.";
      case DriftVerdict.Undecided _ -> "";
    };
  }

  private static NumericSample scores(BinaryOutcomes binary, boolean judged) {
    return NumericSample.of(
        IntStream.range(0, binary.size())
            .filter(row -> binary.actual()[row] >= 0 == judged)
            .mapToDouble(row -> binary.score()[row])
            .filter(Double::isFinite)
            .toArray());
  }
}
