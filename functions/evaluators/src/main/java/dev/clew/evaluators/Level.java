package dev.clew.evaluators;

import java.util.Locale;

/// What an evaluator judges one of.
public enum Level {
  /// One call of a model, or one retrieval.
  SPAN,
  TOOL_CALL,
  TRACE,
  /// A conversation of many traces.
  SESSION;

  /// As files write it: `tool-call`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
