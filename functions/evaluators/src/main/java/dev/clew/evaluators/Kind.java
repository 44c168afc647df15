package dev.clew.evaluators;

import java.util.Locale;

/// How an evaluator comes to its verdicts.
public enum Kind {
  /// By what can be looked up or computed: it is right by definition.
  CODE,
  /// By words, patterns or embeddings: cheap, the same every time, and sometimes wrong.
  CLASSIFIER,
  /// By a language model.
  MODEL;

  /// As files write it: `model`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
