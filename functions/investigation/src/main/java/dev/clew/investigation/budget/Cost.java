package dev.clew.investigation.budget;

/// What is counted.
public enum Cost {
  TOKENS("tokens", "tokens of language models"),
  /// Millionths of a US dollar: sums of them are exact.
  MICRO_USD("usd", "money for language models"),
  CALLS("calls", "tool calls"),
  BYTES("bytes", "bytes read"),
  MILLIS("seconds", "seconds of work");

  private final String word;
  private final String said;

  Cost(String word, String said) {
    this.word = word;
    this.said = said;
  }

  /// As settings write it.
  public String word() {
    return word;
  }

  /// As readers are told it.
  public String said() {
    return said;
  }
}
