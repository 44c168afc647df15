package dev.clew.models;

/// Tokens of one call or several.
///
/// @param input tokens of the prompt
/// @param output tokens of the completion, reasoning included
/// @param known whether the server said so; an unknown usage is counted by [TokenUsage]'s user
public record TokenUsage(long input, long output, boolean known) {
  public static final TokenUsage UNKNOWN = new TokenUsage(0, 0, false);
  public static final TokenUsage NONE = new TokenUsage(0, 0, true);

  public TokenUsage {
    if (input < 0 || output < 0) {
      throw new IllegalArgumentException("tokens " + input + ", " + output);
    }
  }

  public static TokenUsage of(long input, long output) {
    return new TokenUsage(input, output, true);
  }

  public TokenUsage and(TokenUsage other) {
    return new TokenUsage(input + other.input, output + other.output, known && other.known);
  }
}
