package dev.clew.models;

import java.util.List;

/// What a model answered.
///
/// @param text as written; empty beside tool calls and after a refusal
/// @param calls tools it wants called
/// @param usage as the server counted; [TokenUsage#UNKNOWN] where it did not
/// @param model the name the server gave itself
public record Reply(
    String text, List<ToolCall> calls, Finish finish, TokenUsage usage, String model) {

  public Reply {
    calls = List.copyOf(calls);
  }

  /// Why it ended.
  public enum Finish {
    STOP,
    /// It may go on where it was cut: what there is, is half an answer.
    LENGTH,
    TOOL_CALLS,
    /// It would not, or a filter would not let it.
    REFUSED
  }
}
