package dev.clew.models;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A model that answers by a script and keeps what it was asked: for tests, rehearsals and
/// evaluations that need no server. Not thread-safe.
public final class ScriptedModel implements LanguageModel {
  private final Function<Call, Reply> script;
  private final List<Call> asked = new ArrayList<>();

  /// @param script an answer to each call; it may throw [ModelException]
  public ScriptedModel(Function<Call, Reply> script) {
    this.script = script;
  }

  /// A model that gives these answers in turn, the last one again and again.
  public static ScriptedModel saying(List<Reply> replies) {
    if (replies.isEmpty()) {
      throw new IllegalArgumentException("a script without a reply");
    }
    var turn = new int[1];
    return new ScriptedModel(_ -> replies.get(Math.min(turn[0]++, replies.size() - 1)));
  }

  /// A model that answers with this text.
  public static ScriptedModel saying(String text) {
    return saying(
        List.of(new Reply(text, List.of(), Reply.Finish.STOP, TokenUsage.UNKNOWN, "scripted")));
  }

  @Override
  public Reply complete(Call call) {
    asked.add(call);
    return script.apply(call);
  }

  @Override
  public String host() {
    return "none";
  }

  @Override
  public String name(Tier tier) {
    return "scripted";
  }

  /// What it was asked, in order.
  public List<Call> asked() {
    return List.copyOf(asked);
  }
}
