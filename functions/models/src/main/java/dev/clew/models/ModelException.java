package dev.clew.models;

import java.time.Duration;
import java.util.Optional;

/// There is no answer from the model. Its message holds nothing that was sent or received.
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Kind {
    /// The server said no for now, or could not be reached: 408, 409, 429, 5xx, a broken line.
    BUSY(true),
    /// Nothing came in the time there was.
    TIMEOUT(true),
    /// The server will not take this call however often it is made: 400, 401, 403, 404, 422.
    REJECTED(false),
    /// What came back is no answer in the protocol.
    GARBLED(true),
    /// The question's budget is spent.
    SPENT(false);

    private final boolean again;

    Kind(boolean again) {
      this.again = again;
    }

    /// Whether the same call may succeed later.
    public boolean again() {
      return again;
    }
  }

  private final Kind kind;
  private final transient Optional<Duration> retryAfter;

  /// @param message for the reader, without content
  /// @param retryAfter what the server asked to wait
  public ModelException(Kind kind, String message, Optional<Duration> retryAfter) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public ModelException(Kind kind, String message) {
    this(kind, message, Optional.empty());
  }

  public Kind kind() {
    return kind;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
