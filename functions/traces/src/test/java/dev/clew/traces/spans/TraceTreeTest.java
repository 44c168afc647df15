package dev.clew.traces.spans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TraceTreeTest {
  private static MadeSpan span(String id, String parent) {
    return MadeSpan.of(id, parent, SpanKind.CHAIN);
  }

  private static List<String> ids(List<Span> spans) {
    return spans.stream().map(Span::spanId).toList();
  }

  private static Span at(Trace trace, int place) {
    return trace.spans().get(place);
  }

  @Test
  void everySpanIsFoundFromTheRootsAndBeforeItsChildren() {
    Trace trace =
        MadeSpan.trace(
            span("a", ""), span("b", "a"), span("c", "a"), span("d", "b"), span("e", ""));
    TraceTree tree = TraceTree.of(trace);

    assertEquals(List.of("a", "e"), ids(tree.roots()));
    assertEquals(List.of("b", "c"), ids(tree.children(at(trace, 0))));
    assertEquals(List.of("a", "b", "d", "c"), ids(tree.subtree(at(trace, 0))));
    assertEquals(List.of("b", "a"), ids(tree.ancestors(at(trace, 3))));
    assertEquals(2, tree.depth(at(trace, 3)));
    assertEquals(0, tree.depth(at(trace, 4)));
  }

  @Test
  void aSpanWhoseParentIsMissingIsARootAndAnOrphan() {
    Trace trace = MadeSpan.trace(span("a", ""), span("b", "gone"), span("c", "b"));
    TraceTree tree = TraceTree.of(trace);

    assertEquals(List.of("a", "b"), ids(tree.roots()));
    assertEquals(List.of("b"), ids(tree.orphans()));
    assertTrue(tree.parent(at(trace, 1)).isEmpty());
    assertEquals("b", tree.parent(at(trace, 2)).orElseThrow().spanId());
  }

  @Test
  void spansThatNameEachOtherInACircleAreWalkedOnce() {
    Trace trace =
        MadeSpan.trace(
            span("a", "c"), span("b", "a"), span("c", "b"), span("d", "d"), span("e", "b"));
    TraceTree tree = TraceTree.of(trace);

    assertEquals(List.of("a", "d"), ids(tree.roots()));
    assertEquals(List.of("a", "b", "c", "e"), ids(tree.subtree(at(trace, 0))));
    assertEquals(List.of("d"), ids(tree.subtree(at(trace, 3))));
    assertTrue(tree.orphans().isEmpty());
  }

  @Test
  void aThousandLevelsDoNotOverflow() {
    var spans = new MadeSpan[20_000];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = span("s" + i, i == 0 ? "" : "s" + (i - 1));
    }
    Trace trace = MadeSpan.trace(spans);
    TraceTree tree = TraceTree.of(trace);

    assertEquals(19_999, tree.depth(at(trace, 19_999)));
    assertEquals(20_000, tree.subtree(at(trace, 0)).size());
  }

  @Test
  void childrenAtWorkAtTheSameTimeAreTakenOffOnce() {
    // 0..100 less the union of 10..40, 30..60 and 90..120 cut to 90..100: 100 - 50 - 10 = 40.
    Trace trace =
        MadeSpan.trace(
            span("p", "").from(0, 100),
            span("x", "p").from(10, 40),
            span("y", "p").from(30, 60),
            span("z", "p").from(90, 120));
    assertEquals(OptionalLong.of(40), TraceTree.of(trace).selfNanos(at(trace, 0)));
  }

  @Test
  void aChildThatCoversItsParentLeavesNothing() {
    Trace trace = MadeSpan.trace(span("p", "").from(50, 80), span("x", "p").from(10, 200));
    assertEquals(OptionalLong.of(0), TraceTree.of(trace).selfNanos(at(trace, 0)));
  }

  @Test
  void withoutAClockThereIsNoOwnTime() {
    Trace trace = MadeSpan.trace(span("p", ""), span("x", "p").from(10, 200));
    assertEquals(OptionalLong.empty(), TraceTree.of(trace).selfNanos(at(trace, 0)));
  }

  @Test
  void aSpanOfAnotherTraceIsRefused() {
    Trace trace = MadeSpan.trace(span("p", ""));
    Span other = MadeSpan.trace(span("q", "")).spans().getFirst();
    assertThrows(IllegalArgumentException.class, () -> TraceTree.of(trace).children(other));
  }
}
