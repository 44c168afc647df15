package dev.clew.skills.exploration;

import dev.clew.evidence.Unit;
import java.util.Locale;

/// What is counted.
public enum Level {
  /// Rows of a predictor's log.
  ROWS("rows"),
  /// All spans of an application.
  SPANS("spans"),
  /// Calls of language models.
  LLM("model calls"),
  /// Calls of tools.
  TOOL("tool calls"),
  /// Whole runs.
  TRACES("traces");

  private final String words;

  Level(String words) {
    this.words = words;
  }

  /// As a parameter's value.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What a count of them is counted in.
  public Unit unit() {
    return Unit.of(words);
  }

  /// As users say it, several of them.
  public String words() {
    return words;
  }
}
