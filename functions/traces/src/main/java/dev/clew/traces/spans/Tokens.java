package dev.clew.traces.spans;

import java.util.OptionalLong;

/// Token counts as one span states them, after aliases: `prompt` includes cached tokens,
/// `completion` includes reasoning tokens, whatever the dialect's own habit was (readers convert).
///
/// @param total as stated; where it is absent [#sum()] adds prompt and completion
public record Tokens(
    OptionalLong prompt,
    OptionalLong completion,
    OptionalLong total,
    OptionalLong cacheRead,
    OptionalLong cacheWrite,
    OptionalLong reasoning) {

  public static final Tokens NONE =
      new Tokens(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());

  /// Whether anything is stated.
  public boolean isEmpty() {
    return prompt.isEmpty() && completion.isEmpty() && total.isEmpty();
  }

  /// The stated total, or prompt plus completion; 0 where nothing is stated.
  public long sum() {
    return total.orElse(prompt.orElse(0) + completion.orElse(0));
  }
}
