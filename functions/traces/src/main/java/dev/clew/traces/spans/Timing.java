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

    /// When it began, cut to the run it is part of: a clock that disagrees with that of the run's
    /// first span does not place it in another hour.
    ///
    /// @param run as [Trace#timing()] gives it
    public long startIn(Known run) {
      return Math.clamp(startNanos, run.startNanos, Math.max(run.startNanos, run.endNanos));
    }
  }

  /// No clock; order within the trace is the order of [Span#origin].
  record Unknown() implements Timing {}
}
