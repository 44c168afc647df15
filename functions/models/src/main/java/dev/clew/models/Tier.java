package dev.clew.models;

/// Which of a deployment's two models a call goes to.
public enum Tier {
  /// Chooses among a few: routing, parameters.
  FAST,
  /// Writes and judges.
  STRONG
}
