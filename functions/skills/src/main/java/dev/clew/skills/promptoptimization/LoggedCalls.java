package dev.clew.skills.promptoptimization;

import dev.clew.skills.promptoptimization.search.Check;
import dev.clew.skills.promptoptimization.search.Example;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An application's own calls of its model as examples: rules, one message of the user, an answer,
/// in runs of one call, so that how the run ended tells of that answer. A run that is said to have
/// ended well makes its answer the expected one, where it is short enough to be compared.
///
/// @param prompt the rules that most such calls were made with; empty where there are none
/// @param passed runs that are said to have ended well
/// @param judged runs of which it is said how they ended
record LoggedCalls(String prompt, Examples examples, long passed, long judged) {
  /// Longer answers are not to be compared word for word.
  private static final int LONGEST_ANSWER = 200;

  private record Asked(String rules, String user, String answer, Trace trace, Span span) {}

  static LoggedCalls of(Application application) {
    var calls = new ArrayList<Asked>();
    long passed = 0;
    long judged = 0;
    for (var trace : application.traces()) {
      judged += trace.outcome().isPresent() ? 1 : 0;
      passed += trace.outcome().filter(outcome -> !outcome.failed()).isPresent() ? 1 : 0;
      var own = trace.spans().stream().filter(span -> span.kind() == SpanKind.LLM).toList();
      if (own.size() == 1) {
        asked(trace, own.getFirst()).ifPresent(calls::add);
      }
    }
    var counts = new LinkedHashMap<String, Integer>();
    calls.forEach(call -> counts.merge(call.rules(), 1, Integer::sum));
    var rules =
        counts.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse("");
    var examples =
        calls.stream()
            .filter(call -> call.rules().equals(rules))
            .map(LoggedCalls::example)
            .toList();
    return new LoggedCalls(
        rules,
        new Examples(
            examples,
            List.of(),
            examples.size(),
            examples.size() + " calls of its model in " + application.name()),
        passed,
        judged);
  }

  private static Optional<Asked> asked(Trace trace, Span span) {
    var input = span.content().input();
    var output = span.content().output();
    if (input.size() != 2
        || output.size() != 1
        || !input.getFirst().role().equals("system")
        || !input.getLast().role().equals("user")
        || output.getFirst().content().isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        new Asked(
            input.getFirst().content(),
            input.getLast().content(),
            output.getFirst().content(),
            trace,
            span));
  }

  private static Example example(Asked call) {
    boolean passed = call.trace().outcome().filter(outcome -> !outcome.failed()).isPresent();
    boolean comparable = call.answer().strip().length() <= LONGEST_ANSWER;
    return new Example(
        call.trace().traceId() + "/" + call.span().spanId(),
        Map.of("user", call.user()),
        passed && comparable ? call.answer().strip() : "",
        Optional.<Check>empty(),
        Optional.of(call.answer()));
  }
}
