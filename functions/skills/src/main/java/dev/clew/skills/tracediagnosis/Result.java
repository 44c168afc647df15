package dev.clew.skills.tracediagnosis;

import java.util.Optional;

/// What came back from one thing that a step did.
///
/// @param spanId where it stands; the step's own span where it has none
/// @param tool who was called; empty where code ran or nobody is named
/// @param arguments as written; empty when none
/// @param text what came back; may be empty
/// @param error what went wrong, where something did, by status, exception or the text itself
/// @param isEmpty whether it says that there is nothing; a blank result says nothing at all, since
///   many tools only act
record Result(
    String spanId,
    String tool,
    String arguments,
    String text,
    Optional<String> error,
    boolean isEmpty) {

  static Result of(
      String spanId, String tool, String arguments, String text, Optional<String> error) {
    return new Result(
        spanId,
        tool,
        arguments,
        text,
        error,
        error.isEmpty() && !text.isBlank() && ResultText.saysNothing(text));
  }

  boolean failed() {
    return error.isPresent();
  }
}
