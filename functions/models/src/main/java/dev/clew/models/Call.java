package dev.clew.models;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One call to a model.
///
/// @param purpose what it is for, in a word or two, for logs and budgets: `interpret`
/// @param tools those it may call; empty for none
/// @param mustCallTool whether an answer without a tool call is of no use
/// @param output the form of its answer, where it has one
/// @param maxOutputTokens the most it may write
/// @param time the most it may take, where whoever asks has no more
public record Call(
    String purpose,
    Tier tier,
    List<Message> messages,
    List<Tool> tools,
    boolean mustCallTool,
    Optional<OutputSchema> output,
    int maxOutputTokens,
    Optional<Duration> time) {

  /// A call with as much time as the model gives.
  public Call(
      String purpose,
      Tier tier,
      List<Message> messages,
      List<Tool> tools,
      boolean mustCallTool,
      Optional<OutputSchema> output,
      int maxOutputTokens) {
    this(purpose, tier, messages, tools, mustCallTool, output, maxOutputTokens, Optional.empty());
  }

  public Call {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("a call without a message");
    }
    if (mustCallTool && tools.isEmpty()) {
      throw new IllegalArgumentException("a call that must call a tool, without tools");
    }
    if (maxOutputTokens < 1) {
      throw new IllegalArgumentException("maxOutputTokens " + maxOutputTokens);
    }
  }

  /// A call whose answer is JSON of a schema.
  public static Call forJson(
      String purpose, Tier tier, List<Message> messages, OutputSchema output, int maxOutputTokens) {
    return new Call(
        purpose, tier, messages, List.of(), false, Optional.of(output), maxOutputTokens);
  }

  /// A call whose answer is a tool call.
  public static Call forTool(
      String purpose, Tier tier, List<Message> messages, List<Tool> tools, int maxOutputTokens) {
    return new Call(purpose, tier, messages, tools, true, Optional.empty(), maxOutputTokens);
  }

  /// The same call with other messages.
  public Call saying(List<Message> others) {
    return new Call(purpose, tier, others, tools, mustCallTool, output, maxOutputTokens, time);
  }

  /// The same call, to be done in this time.
  public Call within(Duration most) {
    return new Call(
        purpose, tier, messages, tools, mustCallTool, output, maxOutputTokens, Optional.of(most));
  }
}
