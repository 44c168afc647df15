package dev.clew.investigation.expressions;

import dev.clew.evidence.Fact;

/// A fact with where it comes from.
///
/// @param step the step that found it, such as `S2`; empty where there is only one source
/// @param skill the skill of that step
public record Known(String step, String skill, Fact fact) {

  /// How expressions call it: `S2.F7`, or `F7` where there is only one source.
  public String ref() {
    return step.isEmpty() ? fact.id() : step + "." + fact.id();
  }
}
