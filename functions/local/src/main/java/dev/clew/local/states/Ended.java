package dev.clew.local.states;

/// A run that ends whatever its states say: it was stopped, its time is over, or its history full.
final class Ended extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Execution.Status status;
  private final String error;
  private final String reason;

  Ended(Execution.Status status, String error, String reason) {
    super(error + ": " + reason, null, false, false);
    this.status = status;
    this.error = error;
    this.reason = reason;
  }

  Execution.Status status() {
    return status;
  }

  String error() {
    return error;
  }

  String reason() {
    return reason;
  }
}
