package dev.clew.local.states;

/// A state that failed: the error's name, which Retry and Catch go by, and its cause in words.
public final class TaskFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /// As on AWS: longer causes are cut.
  private static final int LONGEST_CAUSE = 32_768;

  private final String error;
  private final String reason;

  /// @param error `States.Timeout`, `Lambda.TooManyRequestsException`, a class of Java, ...
  public TaskFailure(String error, String reason) {
    super(error + ": " + reason);
    this.error = error;
    this.reason = reason.length() > LONGEST_CAUSE ? reason.substring(0, LONGEST_CAUSE) : reason;
  }

  public String error() {
    return error;
  }

  public String reason() {
    return reason;
  }
}
