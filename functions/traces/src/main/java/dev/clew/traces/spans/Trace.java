package dev.clew.traces.spans;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All spans of one trace: one run of an application.
///
/// @param spans duplicates removed, in order of start, then of origin
/// @param outcome where the source states one
/// @param attributes what the source says of the whole run (task, trial, release, tags), short
///   scalars
public record Trace(
    String traceId, List<Span> spans, Optional<Outcome> outcome, Map<String, String> attributes) {
  public Trace {
    if (spans.isEmpty()) {
      throw new IllegalArgumentException("trace " + traceId + " has no spans");
    }
    spans = List.copyOf(spans);
    attributes = Map.copyOf(attributes);
  }
}
