package dev.clew.skills.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Measurement;
import dev.clew.skills.RealTraces;
import dev.clew.skills.TestingApplication;
import dev.clew.skills.TestingApplication.Run;
import dev.clew.traces.spans.CriticalPath;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.Trace;
import dev.clew.traces.spans.TraceTimes;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Own times and critical paths worked out by hand from the exported times, in milliseconds after
/// each trace's first start.
class LatencyRealDataTest {
  private static final String FRAMEWORKS = "langfuse_framework_traces";

  private static Run run(String folder) throws IOException {
    return TestingApplication.run(new Latency(), "latency", RealTraces.of("latency", folder));
  }

  private static Trace holding(String span) throws IOException {
    return RealTraces.of("latency", FRAMEWORKS).traces().stream()
        .filter(trace -> trace.spans().stream().anyMatch(one -> one.spanId().startsWith(span)))
        .findFirst()
        .orElseThrow();
  }

  /// Milliseconds on the path by the first letters of the span's id.
  private static Map<String, Long> path(Trace trace) {
    var path = new TreeMap<String, Long>();
    for (var stretch : CriticalPath.of(trace).stretches()) {
      path.merge(
          stretch.span().map(span -> span.spanId().substring(0, 6)).orElse("-"),
          stretch.nanos() / 1_000_000,
          Long::sum);
    }
    return path;
  }

  private static Map<String, Long> self(Trace trace) {
    var times = TraceTimes.of(trace);
    var self = new TreeMap<String, Long>();
    times
        .timed()
        .forEach(span ->
            self.put(
                span.spanId().substring(0, 6), times.selfNanos(span).orElseThrow() / 1_000_000));
    return self;
  }

  /// Agno, one call inside the other:
  ///
  /// ```
  /// 1cffdf Agent.run          0..6991   own 6991 - 960 - 717 - 4799 = 515
  ///   ca136d OpenAIChat.invoke  2..962  own 960 - 953 = 7
  ///     1f883b chat             8..961  own 953
  ///   6581e1 duckduckgo_search 966..1683 own 717
  ///   b38a82 OpenAIChat.invoke 1692..6491 own 4799 - 4793 = 6
  ///     fc7f61 chat            1698..6491 own 4793
  /// ```
  ///
  /// Nothing overlaps, so the path is everybody's own time: 515 + 7 + 953 + 717 + 6 + 4793 = 6991.
  @Test
  void callsOneAfterTheOtherAreAllWaitedFor() throws IOException {
    var trace = holding("1cffdf");
    var expected =
        Map.of(
            "1cffdf", 515L, "ca136d", 7L, "1f883b", 953L, "6581e1", 717L, "b38a82", 6L, "fc7f61",
            4793L);

    assertEquals(new TreeMap<>(expected), self(trace));
    assertEquals(new TreeMap<>(expected), path(trace));
    assertEquals(6991, TraceTimes.of(trace).durationNanos() / 1_000_000);
  }

  /// Claude Agent, turns that overlap, one that begins before its parent, tools beside a turn:
  ///
  /// ```
  /// 805dc5 conversation  1..7360   own 0: its turns cover 1..7360
  ///   e9aac1 turn        0..3197   own 3197; on the path from 1 on
  ///   2cc13e turn     3197..3449   own 252
  ///   f8e8f0 turn     3449..7321   own 3872; until 371496 begins
  ///   f411da tool     3499..3540   own 41, beside f8e8f0: not waited for
  ///   edbd98 tool     3565..3606   own 41, beside f8e8f0: not waited for
  ///   371496 turn     3627..7360   own 3733, ended last
  /// ```
  ///
  /// Backwards: 371496 7360..3627 (3733), f8e8f0 3627..3449 (178), 2cc13e (252), e9aac1 3197..1
  /// (3196); 3733 + 178 + 252 + 3196 = 7359.
  @Test
  void ofTurnsThatOverlapTheLastToEndIsWaitedFor() throws IOException {
    var trace = holding("805dc5");

    assertEquals(
        new TreeMap<>(
            Map.of(
                "805dc5", 0L, "e9aac1", 3197L, "2cc13e", 252L, "f8e8f0", 3872L, "f411da", 41L,
                "edbd98", 41L, "371496", 3733L)),
        self(trace));
    assertEquals(
        new TreeMap<>(Map.of("371496", 3733L, "f8e8f0", 178L, "2cc13e", 252L, "e9aac1", 3196L)),
        path(trace));
    assertEquals(7359, TraceTimes.of(trace).durationNanos() / 1_000_000);
  }

  /// A Gemini agent in C#, whose root's parent was not exported, and a tool of no duration:
  ///
  /// ```
  /// 5b9ba1 agent                0..14851  own 14851 - 11908 - 2922 = 21
  ///   f858b9 orchestrate_tools  0..11908  own 0
  ///     c651c1 chat             0..6151   own 6151
  ///     5977f5 tool          6151..8510   own 2359
  ///     50d470 chat          8510..11908  own 3398
  ///   8b9b68 orchestrate_tools 11908..14830 own 0
  ///     cb394d chat         11908..14830  own 2922
  ///     390601 final_result 14830..14830  left out
  /// ```
  ///
  /// 21 + 6151 + 2359 + 3398 + 2922 = 14851.
  @Test
  void aToolOfNoDurationIsLeftOutAndAnOrphanIsARoot() throws IOException {
    var trace = holding("5b9ba1");

    assertEquals(1, TraceTimes.of(trace).empty());
    assertEquals(
        new TreeMap<>(
            Map.of(
                "5b9ba1", 21L, "c651c1", 6151L, "5977f5", 2359L, "50d470", 3398L, "cb394d", 2922L)),
        path(trace));
  }

  /// On every trace of either source the path is as long as the run, and no span has more time on
  /// it than it has itself.
  @Test
  void onAllTracesThePathIsTheRun() throws IOException {
    for (var folder : List.of(FRAMEWORKS, "trail/otlp")) {
      for (var trace : RealTraces.of("latency", folder).traces()) {
        var times = TraceTimes.of(trace);
        var path = CriticalPath.of(times);
        assertEquals(times.durationNanos(), path.nanos(), trace.traceId());
        for (var span : times.timed()) {
          assertTrue(
              path.nanos(span) <= times.selfNanos(span).orElseThrow(),
              trace.traceId() + "/" + span.spanId());
        }
      }
    }
  }

  /// Counted another way: a span's time is cut at every start and end of the timed spans right
  /// below it, and the pieces that lie in none of them are added up.
  @Test
  void ownTimeIsWhatNothingBelowCovers() throws IOException {
    int checked = 0;
    for (var folder : List.of(FRAMEWORKS, "trail/otlp")) {
      for (var trace : RealTraces.of("latency", folder).traces()) {
        var times = TraceTimes.of(trace);
        var byId = new HashMap<String, Span>();
        trace.spans().forEach(span -> byId.put(span.spanId(), span));
        if (byId.size() < trace.spans().size()) {
          // Of two spans with one id nobody can tell by ids whose child a child is.
          continue;
        }
        for (var span : times.timed()) {
          var below =
              times.timed().stream()
                  .filter(one -> above(one, byId, times).equals(Optional.of(span)))
                  .toList();
          assertEquals(uncovered(span, below), times.selfNanos(span).orElseThrow(), span.spanId());
          checked++;
        }
      }
    }
    assertTrue(checked > 1_700, checked + " spans");
  }

  private static Optional<Span> above(Span span, Map<String, Span> byId, TraceTimes times) {
    var above = span.parentId().map(byId::get);
    while (above.isPresent() && !times.timed().contains(above.get())) {
      above = above.get().parentId().map(byId::get);
    }
    return above;
  }

  private static long start(Span span) {
    return ((Timing.Known) span.timing()).startNanos();
  }

  private static long end(Span span) {
    return ((Timing.Known) span.timing()).endNanos();
  }

  private static long uncovered(Span span, List<Span> below) {
    long start = start(span);
    long end = end(span);
    var cuts = new TreeSet<Long>(List.of(start, end));
    for (var child : below) {
      cuts.add(Math.clamp(start(child), start, end));
      cuts.add(Math.clamp(end(child), start, end));
    }
    long own = 0;
    long from = start;
    for (long to : cuts.tailSet(from, false)) {
      long piece = from;
      if (below.stream().noneMatch(child -> start(child) <= piece && end(child) >= to)) {
        own += to - from;
      }
      from = to;
    }
    return own;
  }

  /// `numpy.quantile` of each trace's last end less its first start among spans without a parent in
  /// the trace (numpy 2): counted by a script over the files. Ranks of the interval of the median
  /// of 66 by scipy's `binom`: 25 and 42.
  @Test
  void agentTracesAreTimedExactly() throws IOException {
    var found = run("trail/otlp");

    assertEquals(66, found.number("runs.timed"));
    assertEquals(1788, found.number("spans.timed"));
    assertEquals(127.8194285, found.number("run.seconds.p50"), 1e-6);
    assertEquals(2465.150236, found.number("run.seconds.p95"), 1e-6);
    assertEquals(92.193459, found.fact("run.seconds.p50").low().orElseThrow(), 1e-6);
    assertEquals(163.561397, found.fact("run.seconds.p50").high().orElseThrow(), 1e-6);
    assertTrue(found.fact("run.seconds.p95").high().isEmpty());
    assertEquals(29831.611432, found.number("path.seconds.total"), 1e-5);
  }

  @Test
  void transcriptsHaveNoClock() throws IOException {
    assertTrue(
        run("tau_bench").measurement() instanceof Measurement.TooLittleData little
            && little.have() == 0);
  }
}
