package dev.clew.evaluators.examples;

import dev.clew.evaluators.Example;
import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.ToolCall;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Turns as one text.
final class Conversation {
  private Conversation() {}

  static Example.Turn turn(Message message) {
    var calls =
        message.toolCalls().stream().map(Conversation::call).collect(Collectors.joining("\n"));
    var text = message.content().strip();
    return new Example.Turn(
        message.role().toLowerCase(Locale.ROOT),
        text.isEmpty() ? calls : calls.isEmpty() ? text : text + "\n" + calls);
  }

  static String call(ToolCall call) {
    return "[calls " + call.name() + " " + call.arguments() + "]";
  }

  static String of(List<Example.Turn> turns) {
    return turns.stream()
        .filter(turn -> !turn.text().isBlank())
        .map(turn -> turn.role() + ": " + turn.text())
        .collect(Collectors.joining("\n"));
  }

  /// What a role said first; empty where it said nothing.
  static String first(List<Example.Turn> turns, String role) {
    return turns.stream()
        .filter(turn -> turn.role().equals(role) && !turn.text().isBlank())
        .findFirst()
        .map(Example.Turn::text)
        .orElse("");
  }

  /// What a role said last.
  static String last(List<Example.Turn> turns, String role) {
    return first(turns.reversed(), role);
  }
}
