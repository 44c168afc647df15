package dev.clew.evaluators;

/// Judges one example at a time.
///
/// The verdict depends on the example and the definition alone; a model's may differ from call to
/// call. Not thread-safe where a model judges.
public interface Evaluator {

  /// What it is.
  Definition definition();

  /// A label with a score and an explanation, or why there is none. Never throws for what stands in
  /// an example.
  Verdict judge(Example example);
}
