package dev.clew.traces.dialects;

import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Messages flattened into attributes, put together again: `llm.input_messages.0.message.content`,
/// `...message.tool_calls.1.tool_call.function.name`, `gen_ai.prompt.0.content`. Numbers order
/// them; gaps do not matter.
final class FlatMessages {
  private final Map<Integer, Flat> messages = new TreeMap<>();

  /// One attribute; `path` is what follows the alias's prefix.
  void add(String path, String value) {
    String[] parts = path.split("\\.", -1);
    int number = number(parts[0]);
    if (number < 0) {
      return;
    }
    Flat message = messages.computeIfAbsent(number, key -> new Flat());
    int at = 1;
    if (at < parts.length && (parts[at].equals("message") || parts[at].equals("completion"))) {
      at++;
    }
    if (at >= parts.length) {
      message.line(0, value);
      return;
    }
    switch (parts[at]) {
      case "role" -> message.role = Messages.role(value);
      case "name" -> message.name = value;
      case "tool_call_id" -> message.callId = value;
      case "finish_reason" -> message.finish = value;
      case "content", "text", "prompt" -> message.line(0, value);
      case "contents" -> {
        // contents.M.message_content.text
        if (parts.length > at + 1 && parts[parts.length - 1].equals("text")) {
          message.line(1 + Math.max(0, number(parts[at + 1])), value);
        }
      }
      case "tool_calls" -> {
        if (parts.length > at + 2) {
          message.call(Math.max(0, number(parts[at + 1])), parts[parts.length - 1], value);
        }
      }
      case "function_call_name" -> message.call(0, "name", value);
      case "function_call_arguments_json" -> message.call(0, "arguments", value);
      default -> {}
    }
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  void clear() {
    messages.clear();
  }

  /// @param otherwise the role of messages that state none
  List<Message> list(String otherwise, Texts texts) {
    var found = new ArrayList<Message>(messages.size());
    for (Flat flat : messages.values()) {
      found.add(
          new Message(
              flat.role.isEmpty() ? otherwise : flat.role,
              flat.name,
              texts.cut(String.join("\n", flat.lines.values())),
              flat.calls.values().stream().map(call -> call.toolCall(texts)).toList(),
              flat.callId));
    }
    return found;
  }

  /// Why the model stopped, of the messages that say it.
  List<String> finished() {
    return messages.values().stream()
        .map(flat -> flat.finish)
        .filter(finish -> !finish.isEmpty())
        .toList();
  }

  private static int number(String text) {
    if (text.isEmpty() || text.length() > 6) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }

  private static final class Flat {
    String role = "";
    String name = "";
    String callId = "";
    String finish = "";
    final Map<Integer, String> lines = new TreeMap<>();
    final Map<Integer, FlatCall> calls = new TreeMap<>();

    void line(int number, String text) {
      lines.put(number, text);
    }

    void call(int number, String part, String value) {
      FlatCall call = calls.computeIfAbsent(number, key -> new FlatCall());
      switch (part) {
        case "id" -> call.id = value;
        case "name" -> call.name = value;
        case "arguments" -> call.arguments = value;
        default -> {}
      }
    }
  }

  private static final class FlatCall {
    String id = "";
    String name = "";
    String arguments = "";

    ToolCall toolCall(Texts texts) {
      return new ToolCall(id, texts.shared(name), texts.cut(arguments), "");
    }
  }
}
