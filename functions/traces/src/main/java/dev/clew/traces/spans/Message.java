package dev.clew.traces.spans;

import java.util.List;

/// One message of a model's input or output.
///
/// @param role system, user, assistant, tool, or what the dialect says, in lower case
/// @param name of the speaker or tool where stated; empty otherwise
/// @param content text parts joined by a line break; may be cut, see [Needs]
/// @param callId on a tool's message the id of the call that it answers; empty when none
public record Message(
    String role, String name, String content, List<ToolCall> toolCalls, String callId) {
  public Message {
    toolCalls = List.copyOf(toolCalls);
  }

  /// A message that answers no call.
  public Message(String role, String name, String content, List<ToolCall> toolCalls) {
    this(role, name, content, toolCalls, "");
  }
}
