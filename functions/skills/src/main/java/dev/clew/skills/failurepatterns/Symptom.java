package dev.clew.skills.failurepatterns;

import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanEvent;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.ToolCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one span says went wrong, before asking where it began.
///
/// @param type class of the error; empty where none is named
/// @param message as written; may be empty
record Symptom(Failure.Kind kind, String type, String message) {
  /// Under a status that is not ERROR, only a result that begins like this is a failed call.
  private static final Pattern FAILED_RESULT =
      Pattern.compile(
          "(?i)error\\s*[:(\\[-].*|error (?:executing|calling|running|while|in|when)\\b.*"
              + "|traceback \\(most recent call last\\).*"
              + "|[\\w.]*[a-z](?:error|exception):.*"
              + "|\\{\\s*\"(?:error|iserror|is_error)\"\\s*:\\s*(?!null|false|\"\"|\\{\\}|\\[\\]|none)\\S.*",
          Pattern.DOTALL);

  /// Where dialects write why a model stopped, in lower case.
  private static final Set<String> FINISH_KEYS =
      Set.of(
          "llm.finish_reason",
          "gen_ai.response.finish_reasons",
          "gen_ai.completion.0.finish_reason",
          "ai.response.finishreason",
          "finish_reason",
          "stop_reason");

  /// Reasons that cut an answer short.
  private static final Pattern CUT_SHORT =
      Pattern.compile(
          "length|max_tokens|max_output_tokens|content_filter|content-filter|safety|recitation"
              + "|blocklist|prohibited_content|refusal|malformed_function_call");

  /// All that a span says, in the order of its events; none where it says nothing.
  ///
  /// Exception events come before the status, which only says the same again where there are any.
  static List<Symptom> of(Span span) {
    var found = new LinkedHashSet<Symptom>();
    for (var event : span.events()) {
      if (event.isException()) {
        found.add(exception(event));
      }
    }
    if (found.isEmpty() && span.status().isError()) {
      found.add(
          new Symptom(
              Failure.Kind.STATUS,
              span.attributes().getOrDefault("error.type", ""),
              span.status().message()));
    }
    if (found.isEmpty() && span.kind() == SpanKind.TOOL) {
      var result = span.tool().map(ToolCall::result).orElse("").strip();
      if (FAILED_RESULT.matcher(result).lookingAt()) {
        found.add(new Symptom(Failure.Kind.RESULT, "", result));
      }
    }
    if (found.isEmpty() && span.kind() == SpanKind.LLM) {
      found.addAll(cutShort(span));
    }
    return new ArrayList<>(found);
  }

  private static Symptom exception(SpanEvent event) {
    return new Symptom(
        Failure.Kind.EXCEPTION,
        event.attributes().getOrDefault("exception.type", ""),
        event.attributes().getOrDefault("exception.message", ""));
  }

  private static List<Symptom> cutShort(Span span) {
    return span.attributes().entrySet().stream()
        .filter(entry -> FINISH_KEYS.contains(entry.getKey().toLowerCase(Locale.ROOT)))
        .map(entry -> CUT_SHORT.matcher(entry.getValue().toLowerCase(Locale.ROOT)))
        .filter(Matcher::find)
        .map(matcher ->
            new Symptom(Failure.Kind.FINISH, "", "the model stopped for " + matcher.group()))
        .distinct()
        .sorted(Comparator.comparing(Symptom::message))
        .toList();
  }
}
