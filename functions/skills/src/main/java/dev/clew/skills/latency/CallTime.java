package dev.clew.skills.latency;

import dev.clew.traces.spans.Span;

/// The time of one span.
///
/// @param run place of its run among those timed
/// @param operation what it does: its tool's name, else its own, numbers masked
/// @param nanos from start to end
/// @param selfNanos its own work
/// @param pathNanos its own work that the run waited for
/// @param leaf whether it called nothing that has a time
record CallTime(
    int run,
    Span span,
    String operation,
    long nanos,
    long selfNanos,
    long pathNanos,
    boolean leaf) {

  double seconds() {
    return (double) nanos / 1e9;
  }
}
