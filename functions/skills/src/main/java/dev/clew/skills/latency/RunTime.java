package dev.clew.skills.latency;

import dev.clew.traces.spans.CriticalPath;
import dev.clew.traces.spans.Trace;
import dev.clew.traces.spans.TraceTimes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The times of one run.
///
/// @param gapNanos time in which none of its roots was at work
/// @param calls every timed span, in the run's order
record RunTime(Trace trace, TraceTimes times, long gapNanos, List<CallTime> calls) {
  RunTime {
    calls = List.copyOf(calls);
  }

  static RunTime of(int place, Trace trace, TraceTimes times) {
    Map<String, Long> onPath = new HashMap<>();
    long gap = 0;
    for (var stretch : CriticalPath.of(times).stretches()) {
      if (stretch.span().isPresent()) {
        onPath.merge(stretch.span().get().spanId(), stretch.nanos(), Long::sum);
      } else {
        gap += stretch.nanos();
      }
    }
    var calls =
        times.timed().stream()
            .map(span ->
                new CallTime(
                    place,
                    span,
                    Dimension.OPERATION.of(trace, span),
                    times.durationNanos(span).orElse(0),
                    times.selfNanos(span).orElse(0),
                    onPath.getOrDefault(span.spanId(), 0L),
                    times.called(span).isEmpty()))
            .toList();
    return new RunTime(trace, times, gap, calls);
  }

  double seconds() {
    return (double) times.durationNanos() / 1e9;
  }
}
