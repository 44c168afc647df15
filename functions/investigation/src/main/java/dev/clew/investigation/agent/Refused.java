package dev.clew.investigation.agent;

/// A decision that can not be taken, with the reason for the model.
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  Refused(String why) {
    super(why, null, false, false);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
