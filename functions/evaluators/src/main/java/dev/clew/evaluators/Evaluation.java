package dev.clew.evaluators;

import dev.clew.evaluators.Verdict.Annotator;

/// A verdict that is kept.
///
/// @param place of what was judged
/// @param name of the evaluator
/// @param identifier of the evaluator with its version
public record Evaluation(
    Level level,
    Example.Place place,
    String name,
    String label,
    double score,
    String explanation,
    Annotator annotator,
    String identifier) {

  /// Of a result that was judged.
  public static Evaluation of(Definition definition, Example.Place place, Verdict.Judged judged) {
    return new Evaluation(
        definition.level(),
        place,
        definition.name(),
        judged.label(),
        judged.score(),
        judged.explanation(),
        judged.annotator(),
        definition.identifier());
  }

  /// What it was said of: the latest verdict on the same counts.
  public String about() {
    return level.word() + " " + place.session() + "/" + place.traceId() + "/" + place.spanId();
  }
}
