package dev.clew.skills.tracediagnosis;

import dev.clew.evidence.Excerpt;
import dev.clew.skills.Quoted;
import java.util.ArrayList;
import java.util.List;

/// What went into a step, what it said and asked for, and what came back, in the data's words.
final class StepWords {
  /// Calls and results beyond these say the same again more often than not.
  private static final int MOST_EACH = 3;

  private StepWords() {}

  static List<Excerpt> of(String traceId, Step step) {
    var words = new ArrayList<Excerpt>();
    var span = step.span().spanId();
    words.addAll(Quoted.of(traceId, span, "input", step.before()));
    words.addAll(Quoted.of(traceId, span, "output", step.said()));
    step.asked().stream()
        .limit(MOST_EACH)
        .forEach(call ->
            words.addAll(
                Quoted.of(traceId, span, "arguments of " + call.name(), call.arguments())));
    step.results().stream()
        .limit(MOST_EACH)
        .filter(result -> !result.text().equals(step.said()))
        .forEach(result -> words.addAll(result(traceId, result)));
    return List.copyOf(words);
  }

  private static List<Excerpt> result(String traceId, Result result) {
    var text = result.text().isBlank() ? result.error().orElse("") : result.text();
    return Quoted.of(traceId, result.spanId(), result.failed() ? "error" : "result", text);
  }
}
