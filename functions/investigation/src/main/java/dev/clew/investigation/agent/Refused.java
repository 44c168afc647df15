package dev.clew.investigation.agent;

/// A decision that can not be taken, with the reason for the model.
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  /// What helps it decide otherwise; empty where the reason suffices.
  private final String shown;

  Refused(String why) {
    this(why, "");
  }

  Refused(String why, String shown) {
    super(why, null, false, false);
    this.shown = shown;
  }

  String why() {
    return String.valueOf(getMessage());
  }

  String shown() {
    return shown;
  }
}
