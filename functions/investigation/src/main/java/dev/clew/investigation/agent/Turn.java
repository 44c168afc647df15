package dev.clew.investigation.agent;

import dev.clew.investigation.StepRequest;

/// What an investigation does next.
///
/// @param turns decisions taken so far; whoever drives stops at `mostTurns` and reports
/// @param mostTurns what this investigation may take
public record Turn(Next next, int turns, int mostTurns) {

  /// Exactly one thing.
  public sealed interface Next {
    /// Run this step, then reflect.
    record Step(String stepId, StepRequest request) implements Next {}

    /// Ask the user, and wait for his reply.
    record Ask(String question) implements Next {}

    /// Nothing is left to do: report.
    record Report() implements Next {}

    /// The user wants no more of it.
    record Cancelled() implements Next {}
  }
}
