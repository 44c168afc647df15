package dev.clew.interpretation.voice;

/// What a sentence is for, which decides what it may claim.
enum Manner {
  /// It says what is so.
  CLAIM,
  /// It says what to do next: "lower", "why" and "not" claim nothing there.
  ADVICE
}
