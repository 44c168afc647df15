package dev.clew.skills;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The traces that a question about an application is about, split by its windows.
///
/// A trace belongs to the window that holds its start by [Trace#timing()]; a window of rows counts
/// traces, from 0 in the application's order. A trace in both windows is examined once.
///
/// @param baseline empty where the question compares nothing
/// @param examined all traces of either window, in the application's order
/// @param clockless traces left out because a window of time can not place a trace without a clock
/// @param baselineTime how long the baseline window lasts, where it is one of time
/// @param currentTime how long the current window lasts, where it is one of time
public record Compared(
    List<Trace> baseline,
    List<Trace> current,
    List<Trace> examined,
    int clockless,
    Optional<Duration> baselineTime,
    Optional<Duration> currentTime) {

  public Compared {
    baseline = List.copyOf(baseline);
    current = List.copyOf(current);
    examined = List.copyOf(examined);
  }

  public static Compared of(Application application, Windows windows) {
    var baseline = new ArrayList<Trace>();
    var current = new ArrayList<Trace>();
    var examined = new ArrayList<Trace>();
    int clockless = 0;
    boolean byTime =
        windows.baseline() instanceof Window.Time || windows.current() instanceof Window.Time;
    for (int i = 0; i < application.traces().size(); i++) {
      var trace = application.traces().get(i);
      var start = start(trace);
      boolean before = holds(windows.baseline(), i, start);
      boolean now = holds(windows.current(), i, start);
      if (before) {
        baseline.add(trace);
      }
      if (now) {
        current.add(trace);
      }
      if (before || now) {
        examined.add(trace);
      } else if (byTime && start.isEmpty()) {
        clockless++;
      }
    }
    return new Compared(
        baseline,
        current,
        examined,
        clockless,
        duration(windows.baseline()),
        duration(windows.current()));
  }

  /// Whether there are two sides to compare.
  public boolean hasBoth() {
    return !baseline.isEmpty() && !current.isEmpty();
  }

  /// How many spans were examined.
  public long spanCount() {
    return examined.stream().mapToLong(trace -> trace.spans().size()).sum();
  }

  /// How much of the population in the windows was examined: what could not be read may lie in
  /// them.
  public Coverage coverage(Application application) {
    return application.coverage().part(spanCount());
  }

  /// When a trace began; empty without a clock.
  public static Optional<Instant> start(Trace trace) {
    return trace.timing() instanceof Timing.Known known
        ? Optional.of(instant(known.startNanos()))
        : Optional.empty();
  }

  /// An instant from nanoseconds since 1970 UTC.
  public static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
  }

  private static boolean holds(Window window, int place, Optional<Instant> start) {
    return switch (window) {
      case Window.All _ -> true;
      case Window.Rows rows -> rows.from() <= place && place < rows.to();
      case Window.Time time ->
          start.isPresent()
              && !start.get().isBefore(time.from())
              && start.get().isBefore(time.to());
      case Window.None _, Window.BaselineFiles _, Window.CurrentFiles _ -> false;
    };
  }

  private static Optional<Duration> duration(Window window) {
    return window instanceof Window.Time time
        ? Optional.of(Duration.between(time.from(), time.to()))
        : Optional.empty();
  }
}
