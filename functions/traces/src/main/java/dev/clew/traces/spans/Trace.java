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

  /// When the run was at work, by the clocks of the spans that have no parent; where none of these
  /// has a clock, by those of all. A child whose clock disagrees with its parent's moves neither
  /// end. Where all of these spans end as or before they start, the run ends with the last of its
  /// spans. Unknown where no span has a clock.
  public Timing timing() {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    long rootFirst = Long.MAX_VALUE;
    long rootLast = Long.MIN_VALUE;
    for (var span : spans) {
      if (span.timing() instanceof Timing.Known(long startNanos, long endNanos)) {
        first = Math.min(first, startNanos);
        last = Math.max(last, Math.max(startNanos, endNanos));
        if (span.parentId().isEmpty()) {
          rootFirst = Math.min(rootFirst, startNanos);
          rootLast = endNanos > startNanos ? Math.max(rootLast, endNanos) : rootLast;
        }
      }
    }
    if (first == Long.MAX_VALUE) {
      return new Timing.Unknown();
    }
    long start = rootFirst == Long.MAX_VALUE ? first : rootFirst;
    return new Timing.Known(start, Math.max(start, rootLast == Long.MIN_VALUE ? last : rootLast));
  }
}
