package dev.clew.skills.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.clew.skills.Compared;
import dev.clew.skills.exploration.Things;
import dev.clew.traces.rows.Column;
import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.ToolCall;
import dev.clew.traces.spans.Trace;
import java.util.List;
import java.util.TreeMap;

/// A row, span or trace as one JSON document, for paths to point into. Texts that are JSON objects
/// or lists themselves (arguments, results) are opened.
final class Document {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Document() {}

  static ObjectNode of(Things things, int index) {
    var node = NODES.objectNode();
    things.fields().values().forEach(field -> node.set(field.name(), cell(field.column(), index)));
    return node;
  }

  static JsonNode cell(Column column, int index) {
    return switch (column) {
      case Column.Numbers numbers when Double.isFinite(numbers.values()[index]) -> {
        double value = numbers.values()[index];
        yield value == Math.rint(value) && Math.abs(value) < 1e15
            ? NODES.numberNode((long) value)
            : NODES.numberNode(value);
      }
      case Column.Numbers _, Column.Categories _, Column.Times _ ->
          column.text(index).isEmpty() ? NODES.nullNode() : NODES.textNode(column.text(index));
    };
  }

  /// A whole run: what its source says of it, and its spans in order.
  static ObjectNode of(Trace trace) {
    var node = NODES.objectNode().put("trace", trace.traceId());
    trace
        .outcome()
        .ifPresent(outcome -> {
          node.put("failed", outcome.failed());
          outcome.reward().ifPresent(reward -> node.put("reward", reward));
        });
    var attributes = node.putObject("attributes");
    new TreeMap<>(trace.attributes()).forEach(attributes::put);
    var spans = node.putArray("spans");
    trace.spans().forEach(span -> spans.add(of(span)));
    return node;
  }

  static ObjectNode of(Span span) {
    var node = NODES.objectNode().put("span", span.spanId());
    span.parentId().ifPresent(parent -> node.put("parent", parent));
    node.put("name", span.name()).put("kind", span.kind().name());
    if (span.timing() instanceof Timing.Known known) {
      node.put("start", Compared.instant(known.startNanos()).toString());
      node.put("seconds", (double) known.durationNanos() / 1e9);
    }
    node.put("status", span.status().code().name());
    text(node, "error", span.status().message());
    text(node, "model", span.model());
    text(node, "agent", span.agent());
    text(node, "session", span.session());
    text(node, "user", span.user());
    span.tokens().prompt().ifPresent(tokens -> node.put("promptTokens", tokens));
    span.tokens().completion().ifPresent(tokens -> node.put("completionTokens", tokens));
    span.costUsd().ifPresent(cost -> node.put("cost", cost));
    span.tool().ifPresent(tool -> node.set("tool", tool(tool)));
    messages(node, "input", span.content().input(), span.content().inputValue());
    messages(node, "output", span.content().output(), span.content().outputValue());
    if (!span.content().documents().isEmpty()) {
      span.content().documents().forEach(node.putArray("documents")::add);
    }
    if (!span.events().isEmpty()) {
      var events = node.putArray("events");
      span.events()
          .forEach(event -> {
            var one = events.addObject().put("name", event.name());
            new TreeMap<>(event.attributes()).forEach(one::put);
          });
    }
    if (!span.attributes().isEmpty()) {
      var attributes = node.putObject("attributes");
      new TreeMap<>(span.attributes()).forEach(attributes::put);
    }
    return node;
  }

  private static void messages(ObjectNode node, String name, List<Message> messages, String value) {
    if (messages.isEmpty()) {
      if (!value.isEmpty()) {
        node.set(name, opened(value));
      }
      return;
    }
    ArrayNode array = node.putArray(name);
    for (var message : messages) {
      var one = array.addObject().put("role", message.role());
      text(one, "name", message.name());
      text(one, "content", message.content());
      if (!message.toolCalls().isEmpty()) {
        var calls = one.putArray("toolCalls");
        message.toolCalls().forEach(call -> calls.add(tool(call)));
      }
    }
  }

  private static ObjectNode tool(ToolCall call) {
    var node = NODES.objectNode().put("name", call.name());
    if (!call.arguments().isEmpty()) {
      node.set("arguments", opened(call.arguments()));
    }
    if (!call.result().isEmpty()) {
      node.set("result", opened(call.result()));
    }
    return node;
  }

  private static void text(ObjectNode node, String name, String text) {
    if (!text.isEmpty()) {
      node.put(name, text);
    }
  }

  private static JsonNode opened(String text) {
    var start = text.stripLeading();
    if (start.startsWith("{") || start.startsWith("[")) {
      try {
        var node = JSON.readTree(text);
        if (node != null && node.isContainerNode()) {
          return node;
        }
      } catch (JsonProcessingException _) {
        // no JSON after all: it stays the text that it is
      }
    }
    return TextNode.valueOf(text);
  }
}
