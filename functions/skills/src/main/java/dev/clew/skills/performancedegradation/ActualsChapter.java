package dev.clew.skills.performancedegradation;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.predictors.Arrival;
import dev.clew.skills.predictors.BinaryOutcomes;
import dev.clew.skills.predictors.Outcomes;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.drift.DriftCells;
import dev.clew.statistics.drift.DriftVerdict;
import dev.clew.statistics.drift.JensenShannon;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// For how many rows the actual has arrived, and whether the others are like them.
final class ActualsChapter {
  private final Story story;

  ActualsChapter(Story story) {
    this.story = story;
  }

  /// What is known of the rows that wait for their actual.
  ///
  /// @param judged id of the number of rows that have one
  /// @param share id of their share
  /// @param likeness whether those that wait have scores like the others; absent where that does
  ///   not show
  record Waiting(String judged, String share, Optional<Boolean> likeness) {
    /// To open a verdict with: which rows it is about.
    String opening() {
      return "On the {" + judged + "} with an actual, {" + share + "} of the window, ";
    }

    boolean differ() {
      return likeness.isPresent() && !likeness.get();
    }
  }

  /// Writes down how many actuals have arrived.
  ///
  /// @return what waits, where it is so much that each verdict must say so
  Optional<Waiting> write() {
    var notebook = story.notebook();
    Outcomes current = story.performance().current();
    String share =
        notebook.fact("performance.judged[window=current]", story.judgedShare(), Unit.SHARE);
    if (!story.isWaiting()) {
      return Optional.empty();
    }
    notebook.computing(
        "scores of rows with and without actual, Jensen-Shannon distance", current.size());
    String judged = notebook.fact("performance.judged.rows", current.judged(), story.unit());
    return Optional.of(new Waiting(judged, share, alike(current)));
  }

  /// Says what the verdict leaves open.
  void tell(Waiting waiting) {
    Outcomes current = story.performance().current();
    var notebook = story.notebook();
    String share = notebook.fact("performance.waiting", 1 - story.judgedShare(), Unit.SHARE);
    String rows =
        notebook.fact(
            "performance.waiting.rows", current.judgeable() - current.judged(), story.unit());
    notebook.finding(
        "Not all actuals have arrived",
        Severity.INFO,
        0.99,
        "For {"
            + rows
            + "} of the current window, {"
            + share
            + "} of it, no actual has arrived: every figure here is about the others."
            + waiting
                .likeness()
                .map(alike ->
                    alike
                        ? " The rows that wait have scores like those that were judged."
                        : " The rows that wait have other scores, so their figures may well differ.")
                .orElse("")
            + settled(),
        List.of(share, rows),
        List.of());
  }

  /// From where on outcomes say nothing yet of how many there are of each kind.
  private String settled() {
    return Arrival.of(story.comparison())
        .filter(Arrival::isWaiting)
        .filter(arrival -> arrival.settled() > 0)
        .map(arrival ->
            " From {"
                + story
                    .place()
                    .fact(story.notebook(), "performance.waiting.from", arrival.settled())
                + "} on so few have arrived that they may be of one kind: the share of positives and"
                + " calibration are read off the rows before.")
        .orElse("");
  }

  private Optional<Boolean> alike(Outcomes current) {
    if (!(current instanceof BinaryOutcomes binary)) {
      return Optional.empty();
    }
    NumericSample judged = scores(binary, true);
    NumericSample waiting = scores(binary, false);
    if (judged.isEmpty() || waiting.isEmpty()) {
      return Optional.empty();
    }
    var notebook = story.notebook();
    var effect = JensenShannon.effect(DriftCells.of(judged).pair(waiting));
    notebook.fact("performance.waiting.js", effect.value(), Unit.NONE);
    notebook.looked(1);
    return switch (effect.verdict()) {
      case DriftVerdict.Drift _ -> Optional.of(false);
      case DriftVerdict.None _ -> Optional.of(true);
      case DriftVerdict.Undecided _ -> Optional.empty();
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
