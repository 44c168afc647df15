package dev.clew.skills.dataquality;

import dev.clew.evidence.Severity;
import dev.clew.traces.rows.Column;
import dev.clew.traces.rows.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Scores that are no probabilities, and predictions that contradict their own score.
final class Scores implements Check {
  /// A threshold that explains this share of predictions is the model's; the rest contradicts it.
  static final double EXPLAINED = 0.95;

  @Override
  public List<Issue> look(Table table) {
    var issues = new ArrayList<Issue>();
    if (table.schema().task() != Schema.Task.BINARY) {
      return issues;
    }
    var score = table.schema().score().flatMap(table.current()::column);
    if (score.isEmpty() || !(score.get() instanceof Column.Numbers numbers)) {
      return issues;
    }
    outside(numbers, issues);
    contradictions(table, numbers, issues);
    return issues;
  }

  @Override
  public long looks(Table table) {
    return table.schema().score().isPresent() ? 2 : 0;
  }

  private static void outside(Column.Numbers score, List<Issue> issues) {
    var found = Found.none();
    double extreme = 0.5;
    for (int row = 0; row < score.size(); row++) {
      double value = score.values()[row];
      if (value < 0 || value > 1) {
        found.add(row);
        if (Math.abs(value - 0.5) > Math.abs(extreme - 0.5)) {
          extreme = value;
        }
      }
    }
    // A model may well give margins instead of probabilities; then most rows lie outside.
    if (found.isEmpty() || found.count() > score.size() / 5) {
      return;
    }
    double share = (double) found.count() / score.size();
    issues.add(
        new Issue.Draft("score-range", score.name())
            .with("share", Issue.Value.share(share))
            .with("extreme", Issue.Value.number(extreme))
            .says(
                score.name() + ": scores that are no probabilities",
                "{affected} ({share}) [holds|hold] a {subject} outside zero to one, as far as {extreme}.",
                found,
                Role.SCORE.severity(share),
                1.0));
  }

  private static void contradictions(Table table, Column.Numbers score, List<Issue> issues) {
    var prediction = table.schema().prediction().flatMap(table.current()::column);
    var positive = table.schema().positive();
    if (prediction.isEmpty() || positive.isEmpty()) {
      return;
    }
    // Per distinct score the numbers of positive and negative predictions.
    var counts = new TreeMap<Double, int[]>();
    int rows = 0;
    int positives = 0;
    for (int row = 0; row < score.size(); row++) {
      var said = Cells.text(prediction.get(), row);
      double value = score.values()[row];
      if (said.isPresent() && !Double.isNaN(value)) {
        boolean yes = said.get().equals(positive.get());
        counts.computeIfAbsent(value, _ -> new int[2])[yes ? 1 : 0]++;
        rows++;
        positives += yes ? 1 : 0;
      }
    }
    if (rows < Constancy.ENOUGH || positives == 0 || positives == rows) {
      return;
    }
    // Best threshold: positives at or above it, negatives below.
    int right = positives;
    int best = right;
    double threshold = counts.firstKey();
    for (var entry : counts.entrySet()) {
      if (right > best) {
        best = right;
        threshold = entry.getKey();
      }
      right += entry.getValue()[0] - entry.getValue()[1];
    }
    if (best == rows || best < EXPLAINED * rows) {
      return;
    }
    var found = Found.none();
    for (int row = 0; row < score.size(); row++) {
      var said = Cells.text(prediction.get(), row);
      double value = score.values()[row];
      if (said.isPresent()
          && !Double.isNaN(value)
          && said.get().equals(positive.get()) != (value >= threshold)) {
        found.add(row);
      }
    }
    double share = (double) found.count() / rows;
    issues.add(
        new Issue.Draft("contradiction", prediction.get().name())
            .with("share", Issue.Value.share(share))
            .with("threshold", Issue.Value.number(threshold))
            .with("score", Issue.Value.text(score.name()))
            .says(
                prediction.get().name() + ": contradicts its own score",
                "{affected} ({share}) [holds|hold] a {subject} that contradicts {score}: all others are"
                    + " positive from {threshold} on.",
                found,
                share >= 0.01 ? Severity.HIGH : Severity.MEDIUM,
                0.8));
  }
}
