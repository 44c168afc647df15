package dev.clew.benchmarks.otlp;

import java.util.List;
import java.util.stream.Collectors;

/// What the calls of one model add up to: LLM spans, the tokens that they state, those with an
/// error.
record ModelUse(
    String model,
    long spans,
    long promptTokens,
    long completionTokens,
    long totalTokens,
    long errors) {

  /// A line for each model, cells separated by tabs.
  static String table(List<ModelUse> uses) {
    return uses.stream()
        .map(use ->
            use.model()
                + "\t"
                + use.spans()
                + "\t"
                + use.promptTokens()
                + "\t"
                + use.completionTokens()
                + "\t"
                + use.totalTokens()
                + "\t"
                + use.errors()
                + "\n")
        .collect(Collectors.joining());
  }

  ModelUse plus(long prompt, long completion, long total, boolean error) {
    return new ModelUse(
        model,
        spans + 1,
        promptTokens + prompt,
        completionTokens + completion,
        totalTokens + total,
        errors + (error ? 1 : 0));
  }
}
