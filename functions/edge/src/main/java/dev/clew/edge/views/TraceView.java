package dev.clew.edge.views;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanEvent;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.Tokens;
import dev.clew.traces.spans.ToolCall;
import dev.clew.traces.spans.Trace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Traces as JSON: a list of summaries, or one trace with its spans. Texts are as long as the
/// reader left them.
public final class TraceView {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TraceView() {}

  /// `{"traces": [...]}`.
  public static ObjectNode list(List<TraceSummary> summaries) {
    var node = JSON.objectNode();
    var traces = node.putArray("traces");
    summaries.forEach(one -> traces.add(summary(one)));
    return node;
  }

  private static ObjectNode summary(TraceSummary one) {
    var node =
        JSON.objectNode()
            .put("traceId", one.traceId())
            .put("application", one.application())
            .put("name", one.name());
    one.start().ifPresent(start -> node.put("start", start.toString()));
    one.durationNanos().ifPresent(nanos -> node.put("durationMs", nanos / 1e6));
    node.put("spans", one.spans()).put("errors", one.errors()).put("tokens", one.tokens());
    one.outcome().ifPresent(outcome -> node.set("outcome", outcome(outcome)));
    return node;
  }

  private static ObjectNode outcome(Outcome outcome) {
    var node = JSON.objectNode().put("failed", outcome.failed());
    outcome.reward().ifPresent(reward -> node.put("reward", reward));
    return node.put("source", outcome.source());
  }

  /// One trace: its summary, its attributes and its spans in order.
  public static ObjectNode of(String application, Trace trace) {
    var node = summary(TraceSummary.of(application, trace));
    node.set("attributes", attributes(trace.attributes()));
    // In the summary this is a count; here the spans themselves say it.
    var spans = node.putArray("spans");
    trace.spans().forEach(span -> spans.add(span(span)));
    return node;
  }

  private static ObjectNode span(Span span) {
    var node = JSON.objectNode().put("spanId", span.spanId());
    span.parentId().ifPresent(parent -> node.put("parentId", parent));
    node.put("name", span.name()).put("kind", span.kind().name());
    if (span.timing() instanceof Timing.Known known) {
      node.put("start", TraceSummary.instant(known.startNanos()).toString());
      node.put("durationMs", known.durationNanos() / 1e6);
    }
    var status =
        node.putObject("status").put("code", span.status().code().name().toLowerCase(Locale.ROOT));
    text(status, "message", span.status().message());
    text(node, "service", span.service());
    text(node, "operation", span.operation());
    text(node, "provider", span.provider());
    text(node, "model", span.model());
    text(node, "agent", span.agent());
    text(node, "session", span.session());
    text(node, "user", span.user());
    if (!span.tokens().isEmpty()) {
      node.set("tokens", tokens(span.tokens()));
    }
    span.costUsd().ifPresent(cost -> node.put("costUsd", cost));
    span.tool().ifPresent(tool -> node.set("tool", tool(tool)));
    var content = span.content();
    messages(node, "input", content.input());
    messages(node, "output", content.output());
    text(node, "inputValue", content.inputValue());
    text(node, "outputValue", content.outputValue());
    if (!content.documents().isEmpty()) {
      var documents = node.putArray("documents");
      content.documents().forEach(documents::add);
    }
    if (!span.events().isEmpty()) {
      var events = node.putArray("events");
      span.events().forEach(event -> events.add(event(event)));
    }
    if (!span.attributes().isEmpty()) {
      node.set("attributes", attributes(span.attributes()));
    }
    node.putObject("origin")
        .put("key", span.origin().key())
        .put("ordinal", span.origin().ordinal());
    return node;
  }

  private static void text(ObjectNode node, String name, String text) {
    if (!text.isEmpty()) {
      node.put(name, text);
    }
  }

  private static ObjectNode tokens(Tokens tokens) {
    var node = JSON.objectNode();
    tokens.prompt().ifPresent(count -> node.put("prompt", count));
    tokens.completion().ifPresent(count -> node.put("completion", count));
    node.put("total", tokens.sum());
    tokens.cacheRead().ifPresent(count -> node.put("cacheRead", count));
    tokens.cacheWrite().ifPresent(count -> node.put("cacheWrite", count));
    tokens.reasoning().ifPresent(count -> node.put("reasoning", count));
    return node;
  }

  private static ObjectNode tool(ToolCall tool) {
    var node = JSON.objectNode().put("name", tool.name());
    text(node, "id", tool.id());
    text(node, "arguments", tool.arguments());
    text(node, "result", tool.result());
    return node;
  }

  private static void messages(ObjectNode node, String name, List<Message> messages) {
    if (messages.isEmpty()) {
      return;
    }
    ArrayNode array = node.putArray(name);
    for (var message : messages) {
      var one = array.addObject().put("role", message.role());
      text(one, "name", message.name());
      one.put("content", message.content());
      if (!message.toolCalls().isEmpty()) {
        var calls = one.putArray("toolCalls");
        message.toolCalls().forEach(call -> calls.add(tool(call)));
      }
    }
  }

  private static ObjectNode event(SpanEvent event) {
    var node = JSON.objectNode().put("name", event.name());
    if (event.timeNanos() != 0) {
      node.put("time", TraceSummary.instant(event.timeNanos()).toString());
    }
    node.set("attributes", attributes(event.attributes()));
    return node;
  }

  private static ObjectNode attributes(Map<String, String> attributes) {
    var node = JSON.objectNode();
    new TreeMap<>(attributes).forEach(node::put);
    return node;
  }
}
