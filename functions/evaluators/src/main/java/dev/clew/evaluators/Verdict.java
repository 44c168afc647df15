package dev.clew.evaluators;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What an evaluator says of one example.
public sealed interface Verdict {

  /// Who judged, in OpenInference's words.
  enum Annotator {
    /// Code, by a rule or by a classifier's patterns.
    CODE,
    /// A language model.
    LLM,
    /// A person.
    HUMAN
  }

  /// A label.
  ///
  /// @param label the name of one of the evaluator's
  /// @param score the label's, or a finer one that its check computed
  /// @param explanation why, in a sentence or a few; may quote the example
  /// @param figures what else was computed, by name, such as `ndcg`
  record Judged(
      String label,
      double score,
      String explanation,
      Annotator annotator,
      Map<String, Double> figures)
      implements Verdict {
    public Judged {
      figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    public Judged(String label, double score, String explanation, Annotator annotator) {
      this(label, score, explanation, annotator, Map.of());
    }
  }

  /// No label.
  ///
  /// @param why `needs a model`, `no documents are logged`
  /// @param cause what kind of reason it is
  record NotJudged(Cause cause, String why) implements Verdict {}

  /// Why there is no label.
  enum Cause {
    /// Only a model can tell, and there is none, or it failed, or the budget is spent.
    NEEDS_MODEL,
    /// What it reads is not in the example.
    NOT_LOGGED,
    /// The model gave no label of the evaluator's, also when it was told.
    INVALID_LABEL,
    /// The evaluator has no say about such an example.
    NOT_APPLICABLE
  }
}
