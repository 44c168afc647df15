package dev.clew.skills.performancedegradation;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.statistics.performance.Calibration;
import java.util.ArrayList;
import java.util.List;

/// Cutoff, calibration, share of positives: the ways to get worse while the ranking stays good.
final class DiagnosisChapter {
  private final Story story;
  private final Diagnosis diagnosis;
  private final boolean harmed;
  private final boolean rankingWorse;

  /// @param harmed whether any metric got worse: then these are causes, else they are remarks
  /// @param rankingWorse whether the ranking itself got worse: then the rest follows from that
  DiagnosisChapter(Story story, Diagnosis diagnosis, boolean harmed, boolean rankingWorse) {
    this.story = story;
    this.diagnosis = diagnosis;
    this.harmed = harmed;
    this.rankingWorse = rankingWorse;
  }

  void write() {
    var notebook = story.notebook();
    notebook.computing(
        "share of positives, mean probability less share of positives, cutoff read off the decisions",
        diagnosis.prevalenceBefore().rows() + diagnosis.prevalenceNow().rows());
    String before =
        story.estimate(
            "performance.positives",
            diagnosis.prevalenceBefore(),
            Unit.SHARE,
            "window",
            "baseline");
    String now =
        story.estimate(
            "performance.positives", diagnosis.prevalenceNow(), Unit.SHARE, "window", "affected");
    notebook.looked(1);
    cutoff();
    priors(before, now);
    calibration();
  }

  private void cutoff() {
    if (diagnosis.cutoff().isEmpty()) {
      return;
    }
    var notebook = story.notebook();
    var move = diagnosis.cutoff().get();
    String before =
        notebook.fact("performance.cutoff[window=baseline]", move.before().score(), Unit.NONE);
    String now =
        notebook.fact("performance.cutoff[window=affected]", move.now().score(), Unit.NONE);
    String otherwise = notebook.fact("performance.cutoff.otherwise", move.otherwise(), Unit.SHARE);
    notebook.looked(1);
    if (!move.isMoved()) {
      return;
    }
    String accuracy =
        story.estimate("performance.cutoff.accuracy_with_old", move.accuracyWithOld(), Unit.SHARE);
    story.finding(
        "The cutoff moved",
        harmed ? Severity.HIGH : Severity.LOW,
        0.99,
        "Rows are predicted positive from a score of {"
            + now
            + "} on, and were from {"
            + before
            + "} on in the baseline. The old cutoff would decide {"
            + otherwise
            + "} of these rows otherwise and reach an accuracy of {"
            + accuracy
            + "}.");
  }

  private void priors(String before, String now) {
    if (!diagnosis.isPriorShift()) {
      return;
    }
    String change =
        story
            .notebook()
            .fact("performance.positives.change", diagnosis.prevalence().change(), Unit.POINTS);
    boolean more = diagnosis.prevalence().change() > 0;
    story.finding(
        more ? "More positives than before" : "Fewer positives than before",
        harmed ? Severity.MEDIUM : Severity.INFO,
        diagnosis.prevalence().confidence(),
        "The share of positives went from {"
            + before
            + "} to {"
            + now
            + "}"
            + story.where()
            + ", a difference of {"
            + change
            + "}, while positives, and negatives, are scored as before. Precision, F1 and calibration"
            + " follow such a shift without the model being at fault.");
  }

  private void calibration() {
    if (diagnosis.gap().isEmpty()) {
      return;
    }
    var notebook = story.notebook();
    var gap = diagnosis.gap().get();
    String before =
        notebook.fact("performance.calibration.gap[window=baseline]", gap.before(), Unit.POINTS);
    String now =
        notebook.fact("performance.calibration.gap[window=affected]", gap.now(), Unit.POINTS);
    notebook.looked(1);
    if (!diagnosis.isCalibrationShift()) {
      return;
    }
    String chart = chart(gap);
    story.finding(
        "Probabilities no longer mean what they say",
        harmed && !rankingWorse ? Severity.MEDIUM : Severity.LOW,
        gap.change().confidence(),
        "The mean probability minus the share of positives is {"
            + now
            + "}, against {"
            + before
            + "} in the baseline. Where decisions rest on the probabilities or on a fixed cutoff, they need to be"
            + " calibrated again.",
        chart);
  }

  private String chart(Diagnosis.Gap gap) {
    var points = new ArrayList<Chart.Point>();
    add(points, "baseline", gap.calibrationBefore());
    add(points, "affected", gap.calibrationNow());
    points.add(Chart.Point.of("perfect", 0.0, 0));
    points.add(Chart.Point.of("perfect", 1.0, 1));
    return story
        .notebook()
        .chart(
            new Chart(
                Chart.Mark.LINE,
                "What probabilities say and what happened",
                new Chart.Axis("mean probability", Chart.Scale.NUMBER, Unit.NONE),
                new Chart.Axis("share of positives", Chart.Scale.NUMBER, Unit.SHARE),
                points,
                List.of()),
            "On the straight line, probabilities mean what they say; below it they promise too much,"
                + " above it too little.");
  }

  private static void add(List<Chart.Point> points, String series, Calibration calibration) {
    for (int bin = 0; bin < calibration.bins(); bin++) {
      if (calibration.rows(bin) > 0) {
        points.add(
            Chart.Point.of(
                series, calibration.meanProbability(bin), calibration.positiveShare(bin)));
      }
    }
  }
}
