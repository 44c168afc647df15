package dev.clew.skills.tracediagnosis;

import java.util.Optional;

/// What came back from one thing that a step did.
///
/// @param spanId where it stands; the step's own span where it has none
/// @param tool who was called; empty where code ran or nobody is named
/// @param arguments as written; empty when none
/// @param text what came back; may be empty
/// @param error what went wrong, where something did, by status, exception or the text itself
record Result(String spanId, String tool, String arguments, String text, Optional<String> error) {

  boolean failed() {
    return error.isPresent();
  }

  /// Whether it says that there is nothing. A blank result says nothing at all: many tools only
  /// act.
  boolean isEmpty() {
    return error.isEmpty() && !text.isBlank() && ResultText.saysNothing(text);
  }
}
