package dev.clew.traces;

import dev.clew.traces.spans.Content;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Calls that are written down as several spans, one for each stage: `tool.search.start-12`,
/// `tool.search.success-12`, `tool.search.finish-12`.
///
/// Spans of one kind and one trace whose names differ in nothing but the word for the stage are one
/// call: the one that starts it stays the call, by the name without its stage, with what the later
/// ones say of its result and its failure. They stay in the trace as what they are, events of it,
/// and are no calls of their own. Where names carry a number, equal numbers belong together;
/// elsewhere an end belongs to the last start before it.
final class StagedCalls {
  private static final Pattern STAGE =
      Pattern.compile(
          "(?i)(.+)[._:/ -](?:(start(?:ed)?|begin|began)|(?:finish(?:ed)?|end(?:ed)?|success|succeeded|complete(?:d)?|done|error|failed|failure|stop(?:ped)?))([-#:]\\d+)?");

  private StagedCalls() {}

  /// A span's place among the stages of a call.
  ///
  /// @param call kind, name without the stage and number
  /// @param starts whether it is the first
  private record Stage(String call, String stem, boolean starts) {}

  /// The same spans in the same order.
  ///
  /// @param spans of one trace, in order of time
  static List<Span> folded(List<Span> spans) {
    if (spans.stream().noneMatch(StagedCalls::mayStart)) {
      return spans;
    }
    var open = new HashMap<String, Integer>();
    var later = new HashMap<Integer, List<Integer>>();
    var stems = new HashMap<Integer, String>();
    for (int i = 0; i < spans.size(); i++) {
      var stage = stage(spans.get(i));
      if (stage.isEmpty()) {
        continue;
      }
      if (stage.get().starts()) {
        open.put(stage.get().call(), i);
        stems.put(i, stage.get().stem());
      } else if (open.containsKey(stage.get().call())) {
        later.computeIfAbsent(open.get(stage.get().call()), _ -> new ArrayList<>()).add(i);
      }
    }
    return later.isEmpty() ? spans : folded(spans, later, stems);
  }

  private static List<Span> folded(
      List<Span> spans, Map<Integer, List<Integer>> later, Map<Integer, String> stems) {
    var folded = new ArrayList<>(spans);
    later.forEach((first, events) -> {
      var call = spans.get(first);
      folded.set(first, whole(call, stems.getOrDefault(first, call.name()), events, spans));
      events.forEach(event -> {
        var span = spans.get(event);
        folded.set(
            event, span.as(SpanKind.UNKNOWN, Optional.empty(), span.status(), span.content()));
      });
    });
    return folded;
  }

  /// The call with what its later stages say.
  private static Span whole(Span call, String stem, List<Integer> events, List<Span> spans) {
    var output = call.content().outputValue();
    var status = call.status();
    for (int event : events) {
      var span = spans.get(event);
      output = output.isEmpty() ? said(span) : output;
      status = !status.isError() && span.status().isError() ? span.status() : status;
    }
    var content = call.content();
    var result = output;
    return call.as(
        call.kind(),
        call.tool().map(tool -> named(tool, call.name(), stem, result)),
        status,
        new Content(
            content.input(),
            content.output(),
            content.inputValue(),
            output,
            content.documents(),
            content.offeredTools(),
            content.toolSchemas()));
  }

  private static String said(Span event) {
    var result = event.tool().map(ToolCall::result).orElse("");
    return result.isEmpty() ? event.content().outputValue() : result;
  }

  private static ToolCall named(ToolCall tool, String spanName, String stem, String result) {
    return new ToolCall(
        tool.id(),
        tool.name().equals(spanName) ? stem : tool.name(),
        tool.arguments(),
        tool.result().isEmpty() ? result : tool.result());
  }

  private static boolean isCall(SpanKind kind) {
    return switch (kind) {
      case LLM, TOOL, RETRIEVER, EMBEDDING, RERANKER -> true;
      case CHAIN, AGENT, GUARDRAIL, EVALUATOR, PROMPT, UNKNOWN -> false;
    };
  }

  /// A cheap look before names are taken apart.
  private static boolean mayStart(Span span) {
    return isCall(span.kind())
        && (span.name().contains("start") || span.name().contains("beg"))
        && stage(span).filter(Stage::starts).isPresent();
  }

  private static Optional<Stage> stage(Span span) {
    if (!isCall(span.kind())) {
      return Optional.empty();
    }
    var parts = STAGE.matcher(span.name());
    if (!parts.matches()) {
      return Optional.empty();
    }
    var number = parts.group(3) == null ? "" : parts.group(3);
    return Optional.of(
        new Stage(
            span.kind() + " " + parts.group(1) + " " + number,
            parts.group(1),
            parts.group(2) != null));
  }
}
