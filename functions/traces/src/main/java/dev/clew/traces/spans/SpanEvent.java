package dev.clew.traces.spans;

import java.util.Map;

/// An event on a span. Exceptions keep `exception.type`, `exception.message`,
/// `exception.stacktrace`.
///
/// @param timeNanos since 1970 UTC; 0 when unknown
public record SpanEvent(String name, long timeNanos, Map<String, String> attributes) {
  public SpanEvent {
    attributes = Map.copyOf(attributes);
  }

  public boolean isException() {
    return name.equals("exception");
  }
}
