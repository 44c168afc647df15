package dev.clew.traces.spans;

/// When a span ran. Transcripts have no clock: [Unknown], and questions about latency say "too
/// little data".
public sealed interface Timing {

  /// Nanoseconds since 1970 UTC, as written: the end may lie before the start where clocks are
  /// wrong.
  record Known(long startNanos, long endNanos) implements Timing {
    /// Negative durations count as zero.
    public long durationNanos() {
      return Math.max(0, endNanos - startNanos);
    }
  }

  /// No clock; order within the trace is the order of [Span#origin].
  record Unknown() implements Timing {}
}
