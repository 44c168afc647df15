package dev.clew.traces.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads messages in the forms that providers and SDKs write them: OpenAI chat and responses, OTel
/// GenAI parts, Anthropic blocks, Vercel parts, Gemini parts, LangChain, ShareGPT.
final class Messages {
  /// Words that other dialects use for the roles.
  private static final Map<String, String> ROLES =
      Map.of(
          "human", "user",
          "ai", "assistant",
          "model", "assistant",
          "gpt", "assistant",
          "bot", "assistant",
          "function", "tool",
          "developer", "system");

  /// Fields that hold a list of messages.
  static final List<String> LISTS =
      List.of("messages", "choices", "generations", "output", "candidates", "contents");

  private final Texts texts;
  private final JsonTrees trees;

  Messages(Texts texts, JsonTrees trees) {
    this.texts = texts;
    this.trees = trees;
  }

  /// What a text holds as JSON structure; the text itself when it holds none.
  JsonNode parsed(String text) {
    JsonNode tree = trees.parse(text);
    return tree.isContainerNode() ? tree : trees.text(text);
  }

  /// A role in lower case, in the words of OpenAI's roles where it is one of them.
  static String role(String written) {
    String role = written.toLowerCase(Locale.ROOT);
    return ROLES.getOrDefault(role, role);
  }

  /// Messages in a list, in one object, in an object that holds a list, or plain text.
  ///
  /// @param otherwise the role of what states none
  List<Message> list(JsonNode node, String otherwise) {
    var found = new ArrayList<Message>();
    addAll(found, node, otherwise);
    return found;
  }

  private void addAll(List<Message> found, JsonNode node, String otherwise) {
    if (node.isArray()) {
      if (isParts(node)) {
        found.add(message(node, otherwise, "", node));
        return;
      }
      if (isCalls(node)) {
        var calls = new ArrayList<ToolCall>();
        node.forEach(call -> calls.add(call(call)));
        found.add(new Message(otherwise, "", "", calls));
        return;
      }
      for (JsonNode element : node) {
        addAll(found, element, otherwise);
      }
    } else if (node.isTextual()) {
      found.add(new Message(otherwise, "", texts.cut(node.textValue()), List.of()));
    } else if (node.isObject()) {
      for (String name : LISTS) {
        JsonNode inner = node.path(name);
        if (inner.isArray() && !node.has("role")) {
          addAll(found, inner, otherwise);
          return;
        }
      }
      for (String name : List.of("message", "kwargs", "content")) {
        if (node.path(name).isObject() && !node.has("role")) {
          addAll(found, withRole(node, node.path(name)), otherwise);
          return;
        }
      }
      addApart(found, node, otherwise);
    }
  }

  /// One message, its tools' results apart: Anthropic puts them into the user's message, OTel GenAI
  /// several into one.
  private void addApart(List<Message> found, JsonNode node, String otherwise) {
    JsonNode parts = node.path("content").isArray() ? node.get("content") : node.path("parts");
    boolean holdsResults = false;
    for (JsonNode part : parts) {
      holdsResults |= isResult(part);
    }
    if (!holdsResults) {
      found.add(message(node, otherwise));
      return;
    }
    ArrayNode others = JsonNodeFactory.instance.arrayNode();
    for (JsonNode part : parts) {
      if (isResult(part)) {
        JsonNode inner = Messages.first(part, "functionResponse", "function_response");
        JsonNode result = inner.isObject() ? inner : part;
        var text = new StringBuilder();
        addContent(text, new ArrayList<>(), part);
        String tool = text(result, "name", "toolName");
        found.add(
            new Message(
                "tool",
                tool.isEmpty() ? text(node, "name", "toolName") : tool,
                texts.cut(text.toString()),
                List.of(),
                callId(result)));
      } else {
        others.add(part);
      }
    }
    if (!others.isEmpty()) {
      String role = role(node, otherwise);
      found.add(message(node, role, text(node, "name"), others));
    }
  }

  /// What a tool gave back: of text parts their text, of a value with its type the value.
  private static String result(JsonNode result) {
    if (result.isArray() && !result.isEmpty()) {
      var lines = new ArrayList<String>();
      for (JsonNode part : result) {
        if (!text(part, "type").equals("text") || !part.path("text").isTextual()) {
          return written(result);
        }
        lines.add(part.get("text").textValue());
      }
      return String.join("\n", lines);
    }
    return switch (text(result, "type")) {
      case "text", "json", "error-text", "error-json" ->
          result.has("value") ? written(result.get("value")) : written(result);
      default -> written(result);
    };
  }

  private static boolean isResult(JsonNode part) {
    return switch (text(part, "type")) {
      case "tool_call_response", "tool-result", "tool_result", "function_call_output" -> true;
      default -> part.has("functionResponse") || part.has("function_response");
    };
  }

  /// The id of the call that a tool's message or a part of one answers; empty when none is stated.
  static String callId(JsonNode node) {
    return text(node, "tool_call_id", "tool_use_id", "toolCallId", "call_id", "id");
  }

  /// One message.
  Message message(JsonNode node, String otherwise) {
    String role = role(node, otherwise);
    String name = text(node, "name", "toolName");
    for (String content : List.of("content", "parts", "value", "text", "output", "body")) {
      if (node.hasNonNull(content)) {
        return message(node, role, name, node.get(content));
      }
    }
    return message(node, role, name, node.path("content"));
  }

  private Message message(JsonNode node, String role, String name, JsonNode content) {
    var text = new StringBuilder();
    var calls = new ArrayList<ToolCall>();
    addContent(text, calls, content);
    for (String field : List.of("tool_calls", "toolCalls")) {
      node.path(field).forEach(call -> calls.add(call(call)));
    }
    for (String field : List.of("function_call", "functionCall")) {
      if (node.path(field).isObject()) {
        calls.add(call(node.get(field)));
      }
    }
    if (text(node, "type").equals("function_call")) {
      calls.add(call(node));
    }
    return new Message(
        role, name, texts.cut(text.toString()), calls, role.equals("tool") ? callId(node) : "");
  }

  private void addContent(StringBuilder text, List<ToolCall> calls, JsonNode content) {
    if (content.isTextual()) {
      line(text, content.textValue());
    } else if (content.isArray()) {
      for (JsonNode part : content) {
        addContent(text, calls, part);
      }
    } else if (content.isObject()) {
      switch (text(content, "type")) {
        case "tool_call", "tool-call", "tool_use", "function_call", "toolCall" ->
            calls.add(call(content));
        case "tool_call_response", "tool-result", "tool_result", "function_call_output" ->
            line(text, result(first(content, "response", "result", "output", "content")));
        case "image_url", "image", "input_image", "file", "blob", "uri", "audio", "input_audio" ->
            line(text, "[" + text(content, "type") + "]");
        default -> {
          if (content.path("functionCall").isObject() || content.path("function_call").isObject()) {
            calls.add(call(first(content, "functionCall", "function_call")));
          } else if (content.has("functionResponse") || content.has("function_response")) {
            JsonNode response = first(content, "functionResponse", "function_response");
            line(
                text,
                response.has("response") ? result(response.get("response")) : written(response));
          } else {
            line(
                text, written(first(content, "text", "content", "value", "reasoning", "thinking")));
          }
        }
      }
    } else if (!content.isNull() && !content.isMissingNode()) {
      line(text, content.asText());
    }
  }

  /// A tool call in any of the forms.
  ToolCall call(JsonNode call) {
    JsonNode function = call.path("function").isObject() ? call.get("function") : call;
    if (call.path("tool_call").isObject()) {
      return call(call.get("tool_call"));
    }
    return new ToolCall(
        text(call, "id", "call_id", "toolCallId", "tool_call_id"),
        texts.shared(text(function, "name", "toolName")),
        texts.cut(written(first(function, "arguments", "args", "input", "parameters"))),
        "");
  }

  /// The first of the names that has a value.
  static JsonNode first(JsonNode node, String... names) {
    for (String name : names) {
      if (node.hasNonNull(name)) {
        return node.get(name);
      }
    }
    return node.path(names[0]);
  }

  /// The text of the first name that holds text or a number; empty when none does.
  static String text(JsonNode node, String... names) {
    for (String name : names) {
      JsonNode value = node.path(name);
      if (value.isValueNode() && !value.isNull()) {
        return value.asText();
      }
    }
    return "";
  }

  /// A value as it would be written: text as it is, structure as JSON, nothing as nothing.
  static String written(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    return node.isTextual() ? node.textValue() : node.toString();
  }

  private static String role(JsonNode node, String otherwise) {
    String stated = text(node, "role", "from");
    if (!stated.isEmpty()) {
      return role(stated);
    }
    return switch (text(node, "type")) {
      case "human", "ai", "system", "tool", "user", "assistant" -> role(text(node, "type"));
      case "function_call" -> "assistant";
      case "function_call_output" -> "tool";
      default -> {
        String className = node.path("id").isArray() ? node.get("id").path(3).asText("") : "";
        yield switch (className) {
          case "HumanMessage" -> "user";
          case "AIMessage", "AIMessageChunk" -> "assistant";
          case "SystemMessage" -> "system";
          case "ToolMessage" -> "tool";
          default -> otherwise;
        };
      }
    };
  }

  private static JsonNode withRole(JsonNode outer, JsonNode inner) {
    if (inner.isObject() && !inner.has("role") && !inner.has("type")) {
      String role = role(outer, "");
      if (!role.isEmpty()) {
        return ((ObjectNode) inner.deepCopy()).put("role", role);
      }
    }
    return inner;
  }

  /// A list of tool calls of one message.
  static boolean isCalls(JsonNode list) {
    JsonNode first = list.path(0);
    return first.has("toolCallId") && first.has("toolName") && !first.has("role");
  }

  /// A list of content parts of one message, rather than of messages.
  private static boolean isParts(JsonNode list) {
    if (list.isEmpty()) {
      return false;
    }
    for (JsonNode element : list) {
      if (!element.isObject() || element.has("role")) {
        return false;
      }
      switch (text(element, "type")) {
        case "text",
            "tool_call",
            "tool-call",
            "tool_use",
            "reasoning",
            "image_url",
            "thinking" -> {}
        default -> {
          return false;
        }
      }
    }
    return true;
  }

  private static void line(StringBuilder text, String more) {
    if (more.isEmpty()) {
      return;
    }
    if (!text.isEmpty()) {
      text.append('\n');
    }
    text.append(more);
  }
}
