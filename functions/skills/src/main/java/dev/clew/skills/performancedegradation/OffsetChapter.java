package dev.clew.skills.performancedegradation;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.predictors.Metric;
import dev.clew.skills.predictors.MetricChange;
import dev.clew.skills.predictors.RegressionOutcomes;
import dev.clew.statistics.Moments;

/// Numbers that are off to one side.
final class OffsetChapter {
  private final Story story;

  OffsetChapter(Story story) {
    this.story = story;
  }

  /// Says how much of the error a constant shift would take away.
  void write(MetricChange bias, RegressionOutcomes current, int from) {
    double shift = bias.now().value();
    var centred = new Moments();
    for (int row = from; row < current.size(); row++) {
      double error = current.predicted()[row] - current.actual()[row];
      if (Double.isFinite(error)) {
        centred.add(Math.abs(error - shift));
      }
    }
    var notebook = story.notebook();
    notebook.computing("mean absolute error about the mean error", centred.count());
    String before =
        story.estimate("performance.offset", bias.before(), Unit.NONE, "window", "baseline");
    String now = story.estimate("performance.offset", bias.now(), Unit.NONE, "window", "affected");
    String without = notebook.fact("performance.offset.mae_without", centred.mean(), Unit.NONE);
    boolean high = shift > 0;
    story.finding(
        high ? "Predictions are too high" : "Predictions are too low",
        bias.loss().change() >= 3 * bias.loss().relevant() ? Severity.HIGH : Severity.MEDIUM,
        bias.loss().confidence(),
        "The mean error, prediction minus actual, went from {"
            + before
            + "} to {"
            + now
            + "}"
            + story.where()
            + ": predictions are too "
            + (high ? "high" : "low")
            + " as a whole. Without this offset the "
            + Metric.MAE.word()
            + " would be {"
            + without
            + "}.");
  }
}
