package dev.clew.traces.spans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Paths are worked out by hand; the drawing beside each case is the calculation.
class CriticalPathTest {
  private static MadeSpan span(String id, String parent, long start, long end) {
    return MadeSpan.of(id, parent, SpanKind.CHAIN).from(start, end);
  }

  /// The path as `span start..end`, in time.
  private static List<String> path(MadeSpan... spans) {
    return CriticalPath.of(MadeSpan.trace(spans)).stretches().stream()
        .map(stretch ->
            stretch.span().map(Span::spanId).orElse("-")
                + " "
                + stretch.startNanos()
                + ".."
                + stretch.endNanos())
        .toList();
  }

  private static TraceTimes times(MadeSpan... spans) {
    return TraceTimes.of(MadeSpan.trace(spans));
  }

  private static long self(TraceTimes times, String id) {
    return times.timed().stream()
        .filter(span -> span.spanId().equals(id))
        .findFirst()
        .map(times::selfNanos)
        .orElseThrow()
        .orElseThrow();
  }

  @Test
  void oneAfterTheOtherAllAreOnThePathAndTheGapsAreTheParents() {
    // r 1.............................100
    //     a 10....30   b 40..........90
    //                    c 50..60
    assertEquals(
        List.of("r 1..10", "a 10..30", "r 30..40", "b 40..50", "c 50..60", "b 60..90", "r 90..100"),
        path(
            span("r", "", 1, 100),
            span("a", "r", 10, 30),
            span("b", "r", 40, 90),
            span("c", "b", 50, 60)));
  }

  @Test
  void ofParallelChildrenTheLastToEndIsWaitedFor() {
    // r 1...............100
    //    a 10......60
    //    b 10...........95      a ended long before b: it is never waited for
    assertEquals(
        List.of("r 1..10", "b 10..95", "r 95..100"),
        path(span("r", "", 1, 100), span("a", "r", 10, 60), span("b", "r", 10, 95)));
  }

  @Test
  void whereChildrenOverlapTheEarlierOneIsWaitedForUntilTheLaterBegan() {
    // r 1................100
    //    a 10......60
    //          b 40......100    until 40 only a was at work, so the parent was not
    assertEquals(
        List.of("r 1..10", "a 10..40", "b 40..100"),
        path(span("r", "", 1, 100), span("a", "r", 10, 60), span("b", "r", 40, 100)));
  }

  @Test
  void aChildThatOutlivesItsParentIsCutToIt() {
    // r 1.............100
    //    a 10................300   a task left behind: 90 of its 290 are the run's
    //      b 20......250           inside a, cut to a's part of the path
    var spans =
        new MadeSpan[] {span("r", "", 1, 100), span("a", "r", 10, 300), span("b", "a", 20, 250)};

    assertEquals(List.of("r 1..10", "a 10..20", "b 20..100"), path(spans));
    var times = times(spans);
    assertEquals(99, times.durationNanos());
    assertEquals(200, times.lateNanos());
    assertEquals(1, times.outliving());
    assertEquals(9, self(times, "r"));
    assertEquals(60, self(times, "a"));
  }

  @Test
  void aChildOutsideItsParentIsOnNoPath() {
    // A clock that runs 1000 behind: nothing of a lies in r.
    var spans = new MadeSpan[] {span("r", "", 1000, 1100), span("a", "r", 10, 60)};

    assertEquals(List.of("r 1000..1100"), path(spans));
    assertEquals(1, times(spans).apart());
    assertEquals(100, self(times(spans), "r"));
  }

  @Test
  void aChildThatBeginsBeforeItsParentIsCutToIt() {
    assertEquals(
        List.of("a 50..80", "r 80..90"), path(span("r", "", 50, 90), span("a", "r", 10, 80)));
  }

  @Test
  void spansWithoutTimeAreLeftOutAndWhatTheyCalledIsTheNearestTimedSpans() {
    // u has no clock, e ends as it starts, w ends before it starts.
    var spans =
        new MadeSpan[] {
          span("r", "", 1, 100),
          MadeSpan.of("u", "r", SpanKind.CHAIN),
          span("a", "u", 10, 30),
          span("e", "r", 40, 40),
          span("b", "e", 40, 70),
          span("w", "r", 90, 80)
        };

    assertEquals(List.of("r 1..10", "a 10..30", "r 30..40", "b 40..70", "r 70..100"), path(spans));
    var times = times(spans);
    assertEquals(1, times.unknown());
    assertEquals(1, times.empty());
    assertEquals(1, times.backwards());
    assertEquals(99 - 20 - 30, self(times, "r"));
    assertEquals(
        List.of("a", "b"),
        times.called(times.roots().getFirst()).stream().map(Span::spanId).toList());
  }

  @Test
  void timeBetweenRootsBelongsToNobody() {
    // a 1..40      b 60..100      orphan o 30..50 of a parent that is not there
    var spans =
        new MadeSpan[] {span("a", "", 1, 40), span("o", "gone", 30, 50), span("b", "", 60, 100)};

    assertEquals(List.of("a 1..30", "o 30..50", "- 50..60", "b 60..100"), path(spans));
    assertEquals(10, times(spans).gapNanos());
  }

  @Test
  void withoutAClockThereIsNoPath() {
    assertEquals(List.of(), path(MadeSpan.of("r", "", SpanKind.CHAIN)));
    assertEquals(0, times(MadeSpan.of("r", "", SpanKind.CHAIN)).durationNanos());
  }

  @Test
  void deepTracesDoNotOverflow() {
    var spans = new MadeSpan[20_000];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = span("s" + i, i == 0 ? "" : "s" + (i - 1), 1 + i, 100_000 - i);
    }
    assertEquals(99_999, CriticalPath.of(MadeSpan.trace(spans)).nanos());
  }

  /// On any tree: the stretches follow each other without holes and add up to the run; no span has
  /// more time on the path than it has itself; the order of spans does not matter.
  @Test
  void thePathIsTheRunWhateverTheTree() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var made = new ArrayList<MadeSpan>();
      int size = 1 + random.nextInt(30);
      for (int i = 0; i < size; i++) {
        long start = 1 + random.nextInt(100);
        long end = Math.max(1, start - 3 + random.nextInt(60));
        made.add(span("s" + i, i == 0 ? "" : "s" + random.nextInt(i), start, end));
      }
      var trace = MadeSpan.trace(made.toArray(MadeSpan[]::new));
      var times = TraceTimes.of(trace);
      var path = CriticalPath.of(times);

      long at = times.startNanos();
      for (var stretch : path.stretches()) {
        assertEquals(at, stretch.startNanos(), "seed " + seed);
        at = stretch.endNanos();
      }
      assertEquals(times.endNanos(), at, "seed " + seed);
      for (var span : times.timed()) {
        assertTrue(
            path.nanos(span) <= times.selfNanos(span).orElseThrow(),
            "seed " + seed + ", " + span.spanId());
      }
      Collections.shuffle(made, random);
      assertEquals(
          path.nanos(), CriticalPath.of(MadeSpan.trace(made.toArray(MadeSpan[]::new))).nanos());
    }
  }

  /// Where one root holds everything, its time on the path is all its own time.
  @Test
  void theRootsTimeOnThePathIsItsOwnTime() {
    var trace =
        MadeSpan.trace(
            span("r", "", 1, 100),
            span("a", "r", 10, 40),
            span("b", "r", 30, 60),
            span("c", "r", 90, 120));
    var times = TraceTimes.of(trace);
    // 99 less the union of 10..60 and 90..100.
    assertEquals(39, self(times, "r"));
    assertEquals(39, CriticalPath.of(times).nanos(trace.spans().getFirst()));
  }
}
