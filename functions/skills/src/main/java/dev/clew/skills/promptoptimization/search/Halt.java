package dev.clew.skills.promptoptimization.search;

/// The search ends here, with what there is.
public final class Halt extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /// @param message for the reader, without content
  Halt(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /// For the reader.
  public String words() {
    return String.valueOf(getMessage());
  }

  /// Why.
  public enum Reason {
    /// As many calls were made as there may be.
    CALLS(false),
    /// The next call could cost more than is left.
    MONEY(false),
    /// This function has no more time.
    TIME(true),
    /// The model does not answer.
    MODEL(true),
    /// There is no model, and what was asked was never answered before.
    NO_MODEL(true);

    private final boolean goesOn;

    Reason(boolean goesOn) {
      this.goesOn = goesOn;
    }

    /// Whether the same search goes on when it is asked for again.
    public boolean goesOn() {
      return goesOn;
    }
  }
}
