package dev.clew.skills.tracediagnosis;

import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.ToolCall;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// One thing that an agent did: what it said and asked for, and what came back.
///
/// @param place among the run's steps, from 0
/// @param number as readers count: a transcript's own message number (from 0), else from 1
/// @param span the model call, or the tool call where no model asked for it
/// @param agent who acted; empty where nobody is named
/// @param before what was said to the agent just before, where the span holds it
/// @param said the words, code and calls left in
/// @param code what of the words is code, without its fences; empty when none
/// @param asked the tools it called, as the model wrote the calls
/// @param role what kind of step it is
/// @param results in order
record Step(
    int place,
    int number,
    Span span,
    String agent,
    String before,
    String said,
    String code,
    List<ToolCall> asked,
    Role role,
    List<Result> results) {

  /// What a step is for.
  enum Role {
    /// Restates the task or says how it shall be done.
    PLAN,
    /// Tells another agent what to do.
    DELEGATION,
    /// A coordinator's note to itself: progress, next speaker.
    NOTE,
    /// Does something for the task.
    WORK,
    /// A few words that only hand over or end the run.
    PASSING
  }

  Step {
    asked = List.copyOf(asked);
    results = List.copyOf(results);
  }

  boolean works() {
    return role == Role.WORK;
  }

  boolean acts() {
    return !asked.isEmpty() || !results.isEmpty() || !code.isEmpty();
  }

  Optional<Result> failure() {
    return results.stream().filter(Result::failed).findFirst();
  }

  Optional<Result> vain() {
    return results.stream().filter(Result::isEmpty).findFirst();
  }

  /// The span ids of the step and of what came back.
  List<String> spanIds() {
    var ids = new LinkedHashSet<String>();
    ids.add(span.spanId());
    results.forEach(result -> ids.add(result.spanId()));
    return List.copyOf(ids);
  }
}
