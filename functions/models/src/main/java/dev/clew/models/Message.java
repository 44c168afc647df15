package dev.clew.models;

import java.util.List;

/// One turn of a conversation with a model.
public sealed interface Message {

  /// What it says, without tool calls.
  String text();

  /// Rules. Nothing from the data may stand here.
  record Rules(String text) implements Message {}

  record User(String text) implements Message {}

  /// What the model said before.
  record Assistant(String text, List<ToolCall> calls) implements Message {
    public Assistant {
      calls = List.copyOf(calls);
    }
  }

  /// What a tool call came to.
  record ToolResult(String callId, String text) implements Message {}
}
