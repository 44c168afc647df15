package dev.clew.skills.failurepatterns;

import dev.clew.traces.spans.Span;

/// One thing that went wrong, where it went wrong first.
///
/// @param trace place of its trace among those examined
/// @param span the innermost span that says so
/// @param kind how the span says so
/// @param owner the tool, else the span's name with numbers masked
/// @param type class of the error; empty where none is named
/// @param message as written
/// @param cause the innermost error it wraps
/// @param repeated how many spans above say the same again
/// @param recovered whether the run went on after it
record Failure(
    int trace,
    Span span,
    Kind kind,
    String owner,
    String type,
    String message,
    Cause cause,
    int repeated,
    boolean recovered) {

  /// How a span says that it failed.
  enum Kind {
    /// An exception event.
    EXCEPTION,
    /// A status of ERROR without an exception event.
    STATUS,
    /// A tool's result that begins with an error, under a status that is not ERROR.
    RESULT,
    /// A model that stopped for another reason than being done.
    FINISH
  }
}
