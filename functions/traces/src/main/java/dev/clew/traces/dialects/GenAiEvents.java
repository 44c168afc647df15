package dev.clew.traces.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.traces.spans.Message;
import java.util.ArrayList;
import java.util.List;

/// Messages that OTel GenAI writes as events, on spans or as log records: one event per message up
/// to semantic conventions 1.36, one event with all messages since (`...operation.details`), and
/// the events `gen_ai.content.prompt` and `gen_ai.content.completion` of 1.26 and 1.27.
final class GenAiEvents {
  private final Messages messages;

  GenAiEvents(Messages messages) {
    this.messages = messages;
  }

  boolean isMessage(String event) {
    return switch (event) {
      case "gen_ai.system.message",
          "gen_ai.user.message",
          "gen_ai.assistant.message",
          "gen_ai.tool.message",
          "gen_ai.choice",
          "gen_ai.content.prompt",
          "gen_ai.content.completion",
          "gen_ai.client.inference.operation.details" ->
          true;
      default -> false;
    };
  }

  /// Messages of one event.
  record Said(List<Message> input, List<Message> output) {}

  /// @param body the log record's body; missing for span events, whose attributes hold the message
  Said read(String event, ObjectNode attributes, JsonNode body) {
    JsonNode source = body.isObject() ? body : attributes;
    return switch (event) {
      case "gen_ai.system.message" -> in(one(source, "system"));
      case "gen_ai.user.message" -> in(one(source, "user"));
      case "gen_ai.assistant.message" -> in(one(source, "assistant"));
      case "gen_ai.tool.message" -> in(one(source, "tool"));
      case "gen_ai.choice" -> {
        JsonNode message = parsed(source.path("message"));
        yield out(
            message.isObject() || message.isTextual()
                ? messages.list(message, "assistant")
                : one(source, "assistant"));
      }
      case "gen_ai.content.prompt" ->
          in(messages.list(parsed(attributes.path("gen_ai.prompt")), "user"));
      case "gen_ai.content.completion" ->
          out(messages.list(parsed(attributes.path("gen_ai.completion")), "assistant"));
      default -> details(attributes, body);
    };
  }

  void apply(SpanDraft draft, String event, ObjectNode attributes, JsonNode body) {
    if (event.equals("gen_ai.client.inference.operation.details")) {
      attributes.properties().forEach(e -> draft.attribute(e.getKey(), e.getValue()));
    } else {
      Said said = read(event, attributes, body);
      draft.said(said.input(), said.output());
    }
  }

  private Said details(ObjectNode attributes, JsonNode body) {
    JsonNode source =
        attributes.has("gen_ai.input.messages") || !body.isObject() ? attributes : body;
    var input = new ArrayList<Message>();
    input.addAll(messages.list(parsed(source.path("gen_ai.system_instructions")), "system"));
    input.addAll(messages.list(parsed(source.path("gen_ai.input.messages")), "user"));
    return new Said(
        input, messages.list(parsed(source.path("gen_ai.output.messages")), "assistant"));
  }

  private List<Message> one(JsonNode source, String role) {
    JsonNode content = parsed(source.path("content"));
    if (source instanceof ObjectNode object && !content.isMissingNode()) {
      ObjectNode copy = object.deepCopy();
      copy.set("content", content);
      copy.set("tool_calls", parsed(source.path("tool_calls")));
      return List.of(messages.message(copy, role));
    }
    return source.isObject() ? List.of(messages.message(parsedCalls(source), role)) : List.of();
  }

  private JsonNode parsedCalls(JsonNode source) {
    JsonNode calls = source.path("tool_calls");
    if (calls.isTextual() && source instanceof ObjectNode object) {
      ObjectNode copy = object.deepCopy();
      copy.set("tool_calls", parsed(calls));
      return copy;
    }
    return source;
  }

  private JsonNode parsed(JsonNode node) {
    return node.isTextual() ? messages.parsed(node.textValue()) : node;
  }

  private static Said in(List<Message> input) {
    return new Said(input, List.of());
  }

  private static Said out(List<Message> output) {
    return new Said(List.of(), output);
  }
}
