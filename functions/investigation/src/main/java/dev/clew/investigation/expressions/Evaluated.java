package dev.clew.investigation.expressions;

import java.util.List;

/// What an expression comes to, and why.
///
/// @param facts those it rests on, in order, each once: of an `any` that holds, those it holds for
public record Evaluated(Value value, List<Known> facts) {
  public Evaluated {
    facts = List.copyOf(facts);
  }

  /// Whether it is certainly so.
  public boolean holds() {
    return value instanceof Value.Flag(var flag) && flag;
  }

  /// Whether it is certainly not so.
  public boolean fails() {
    return value instanceof Value.Flag(var flag) && !flag;
  }
}
