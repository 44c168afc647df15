package dev.clew.skills.performancedegradation;

import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Inputs;
import dev.clew.skills.predictors.Comparison;
import dev.clew.traces.rows.UsualNames;
import java.util.List;

/// Says that a log which tells what really happened, but not what the model said, leaves
/// performance open: what was looked for, and what to add.
final class WithoutPredictions {
  /// As many names as a reader needs to see what is meant.
  private static final int NAMED = 4;

  private final Inputs inputs;
  private final Comparison comparison;
  private final Notebook notebook;

  WithoutPredictions(Inputs inputs, Comparison comparison) {
    this.inputs = inputs;
    this.comparison = comparison;
    this.notebook = inputs.notebook();
  }

  Measurement measure() {
    long rows = comparison.rows();
    notebook.computing("columns that hold what the model said", rows);
    notebook.fact("performance.rows[window=current]", 0, Unit.ROWS);
    notebook.fact("performance.judged[window=current]", 0.0, Unit.SHARE);
    var columns =
        notebook.fact(
            "performance.columns", comparison.current().columns().size(), Unit.of("columns"));
    var actual =
        notebook.fact(
            "performance.actual.column", comparison.schema().actual().orElse("none"), Unit.NONE);
    var statement =
        "Whether the model is as good as before cannot be told: the log holds actuals in {"
            + actual
            + "}, but neither a prediction nor a score to hold against them. None of its {"
            + columns
            + "} is named like a prediction ("
            + lookedFor(notebook, "prediction", UsualNames.ofPredictions())
            + ") or a score ("
            + lookedFor(notebook, "score", UsualNames.ofScores())
            + "). Add what the model said to each row, and name the column as prediction or score in"
            + " schema.json.";
    notebook.finding(
        "Performance cannot be judged",
        Severity.MEDIUM,
        0.99,
        statement,
        Story.cited(statement),
        List.of());
    notebook.next("Which inputs drifted?");
    notebook.next("Are there missing, impossible or unseen values in the current rows?");
    return new Measurement.TooLittleData(
        0,
        WithoutActuals.NEED,
        Unit.of("predictions"),
        "whether the model still performs as before",
        notebook.results(inputs.log().coverage().part(rows)));
  }

  /// The names that a column would have been known by, as a fact.
  static String lookedFor(Notebook notebook, String role, List<String> names) {
    var some = String.join(", ", names.stream().limit(NAMED).toList()) + " and the like";
    return "{" + notebook.fact("performance.looked_for[role=" + role + "]", some, Unit.NONE) + "}";
  }
}
