package dev.clew.skills.evaluationtemplate;

import dev.clew.skills.OperationName;
import dev.clew.skills.applications.ToolName;
import dev.clew.skills.applications.UserWords;
import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where an application decides something, as its traces show, and an evaluator for each: which
/// tool to call, with what, what to retrieve, what to answer, whether the run came to its end, how
/// the conversation went.
final class Points {

  /// A place of decision.
  ///
  /// @param name what is decided, and by which part of the application
  /// @param times how often it was met
  record Point(String name, long times, String evaluator) {}

  private final Map<String, Long> times = new HashMap<>();
  private final Map<String, String> evaluators = new HashMap<>();
  private final Set<String> schemas = new HashSet<>();

  private Points() {}

  /// The most frequent first.
  static List<Point> of(List<Trace> traces) {
    var points = new Points();
    traces.forEach(trace ->
        trace
            .spans()
            .forEach(span -> points.schemas.addAll(span.content().toolSchemas().keySet())));
    traces.forEach(points::run);
    var all = new ArrayList<Point>();
    points.times.forEach(
        (name, count) -> all.add(new Point(name, count, points.evaluators.getOrDefault(name, ""))));
    all.sort(Comparator.comparingLong((Point point) -> -point.times()).thenComparing(Point::name));
    return all;
  }

  private void run(Trace trace) {
    int calls = 0;
    boolean sources = false;
    boolean models = false;
    for (var span : trace.spans()) {
      switch (span.kind()) {
        case LLM -> {
          models = true;
          model(span, sources);
        }
        case TOOL -> {
          calls++;
          sources = true;
          var tool = ToolName.of(span);
          if (schemas.contains(tool)) {
            met("arguments for " + tool, "tool-arguments");
          }
        }
        case RETRIEVER, RERANKER -> {
          sources = true;
          met("documents by " + named(span), "retrieval-relevance");
        }
        case EMBEDDING, CHAIN, AGENT, GUARDRAIL, EVALUATOR, PROMPT, UNKNOWN -> {}
      }
    }
    if (calls > 1) {
      met("the order of tool calls in a run", "tool-order");
    }
    if (models || calls > 0) {
      met("the end of a run", "task-completion");
    }
    if (UserWords.messages(trace).size() > 1) {
      met("the course of a conversation", "frustration");
    }
  }

  private void model(Span span, boolean sources) {
    var output = span.content().output();
    boolean calls = output.stream().anyMatch(message -> !message.toolCalls().isEmpty());
    boolean says =
        output.isEmpty()
            ? !span.content().outputValue().isBlank()
            : output.stream().map(Message::content).anyMatch(text -> !text.isBlank());
    if (calls) {
      met("the tool to call in " + named(span), "tool-choice");
    } else if (says) {
      boolean grounded = sources || !span.content().documents().isEmpty();
      met(
          (grounded ? "the answer from what was looked up in " : "the answer in ") + named(span),
          grounded ? "groundedness" : "helpfulness");
    }
  }

  private static String named(Span span) {
    return span.agent().isBlank() ? OperationName.of(span.name()) : span.agent();
  }

  private void met(String name, String evaluator) {
    times.merge(name, 1L, Long::sum);
    evaluators.put(name, evaluator);
  }
}
