package dev.clew.models.guard;

/// Told before each request leaves, so that a user sees what goes where.
public interface Sending {
  /// Nobody is told.
  Sending SILENT = (_, _, _, _, _) -> {};

  /// @param purpose as the call says
  /// @param tokens by our tokenizer
  /// @param redacted secrets and personal data taken out of this request
  void to(String host, String model, String purpose, long tokens, long redacted);
}
