package dev.clew.edge.views;

import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.TokenRule;
import dev.clew.traces.spans.Trace;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// One trace in a list.
///
/// @param name of its first root span, or of its first span
/// @param start of its earliest span; empty without a clock
/// @param durationNanos from the earliest start to the latest end; empty without a clock
/// @param errors spans that ended in error
/// @param tokens counted by [TokenRule], none twice
public record TraceSummary(
    String traceId,
    String application,
    String name,
    Optional<Instant> start,
    OptionalLong durationNanos,
    int spans,
    int errors,
    long tokens,
    Optional<Outcome> outcome) {

  /// The summary of a trace.
  public static TraceSummary of(String application, Trace trace) {
    int errors = 0;
    for (var span : trace.spans()) {
      if (span.status().isError()) {
        errors++;
      }
    }
    var start = Optional.<Instant>empty();
    var duration = OptionalLong.empty();
    if (trace.timing() instanceof Timing.Known known) {
      start = Optional.of(instant(known.startNanos()));
      duration = OptionalLong.of(known.durationNanos());
    }
    return new TraceSummary(
        trace.traceId(),
        application,
        trace.spans().stream()
            .filter(span -> span.parentId().isEmpty())
            .findFirst()
            .map(Span::name)
            .orElseGet(() -> trace.spans().getFirst().name()),
        start,
        duration,
        trace.spans().size(),
        errors,
        TokenRule.reckon(trace).tokens(),
        trace.outcome());
  }

  static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }
}
