package dev.clew.traces.spans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Who called whom within a trace.
///
/// Every span is in it exactly once. Roots are the spans without a parent, those whose parent is
/// not in the trace (orphans), and, where spans name each other in a circle, the first of them in
/// the trace's order. Children keep the trace's order.
public final class TraceTree {
  private final List<Span> spans;
  private final Map<String, Integer> places;
  private final int[] parents;
  private final int[] firstChild;
  private final int[] nextSibling;
  private final int[] depths;
  private final int[] topDown;
  private final List<Span> roots;

  private TraceTree(List<Span> spans) {
    this.spans = spans;
    int size = spans.size();
    places = HashMap.newHashMap(size);
    for (int i = 0; i < size; i++) {
      places.putIfAbsent(spans.get(i).spanId(), i);
    }
    parents = new int[size];
    for (int i = 0; i < size; i++) {
      int parent = spans.get(i).parentId().map(id -> places.getOrDefault(id, -1)).orElse(-1);
      parents[i] = parent == i ? -1 : parent;
    }
    cutCircles();
    firstChild = new int[size];
    nextSibling = new int[size];
    Arrays.fill(firstChild, -1);
    Arrays.fill(nextSibling, -1);
    var found = new ArrayList<Span>();
    for (int i = size - 1; i >= 0; i--) {
      if (parents[i] < 0) {
        found.add(spans.get(i));
      } else {
        nextSibling[i] = firstChild[parents[i]];
        firstChild[parents[i]] = i;
      }
    }
    roots = List.copyOf(found.reversed());
    depths = new int[size];
    topDown = new int[size];
    int reached = 0;
    for (int i = 0; i < size; i++) {
      if (parents[i] < 0) {
        reached = walk(i, topDown, reached);
      }
    }
    for (int i : topDown) {
      depths[i] = parents[i] < 0 ? 0 : depths[parents[i]] + 1;
    }
  }

  public static TraceTree of(Trace trace) {
    return new TraceTree(trace.spans());
  }

  public List<Span> roots() {
    return roots;
  }

  /// The span that a span was called by; empty for roots, orphans among them.
  public Optional<Span> parent(Span span) {
    int parent = parents[place(span)];
    return parent < 0 ? Optional.empty() : Optional.of(spans.get(parent));
  }

  public List<Span> children(Span span) {
    var found = new ArrayList<Span>();
    for (int i = firstChild[place(span)]; i >= 0; i = nextSibling[i]) {
      found.add(spans.get(i));
    }
    return found;
  }

  /// The span and all below it, each before its children.
  public List<Span> subtree(Span span) {
    int[] places = new int[spans.size()];
    int count = walk(place(span), places, 0);
    var found = new ArrayList<Span>(count);
    for (int i = 0; i < count; i++) {
      found.add(spans.get(places[i]));
    }
    return found;
  }

  /// From the span's parent up to the root.
  public List<Span> ancestors(Span span) {
    var found = new ArrayList<Span>();
    for (int i = parents[place(span)]; i >= 0; i = parents[i]) {
      found.add(spans.get(i));
    }
    return found;
  }

  /// How many spans lie between a span and its root: 0 for a root.
  public int depth(Span span) {
    return depths[place(span)];
  }

  /// Spans whose stated parent is not in the trace.
  public List<Span> orphans() {
    return roots.stream()
        .filter(root -> root.parentId().map(id -> !places.containsKey(id)).orElse(false))
        .toList();
  }

  /// The span's own time: its duration less the union of its children's, each cut to the span's.
  /// Two children at work at the same time are taken off once. Empty without a clock.
  ///
  /// @return nanoseconds, at least 0
  public OptionalLong selfNanos(Span span) {
    if (!(span.timing() instanceof Timing.Known own)) {
      return OptionalLong.empty();
    }
    var stretches = new ArrayList<Timing.Known>();
    for (int i = firstChild[place(span)]; i >= 0; i = nextSibling[i]) {
      if (spans.get(i).timing() instanceof Timing.Known child) {
        long start = Math.max(own.startNanos(), child.startNanos());
        long end = Math.min(own.endNanos(), child.endNanos());
        if (start < end) {
          stretches.add(new Timing.Known(start, end));
        }
      }
    }
    stretches.sort((a, b) -> Long.compare(a.startNanos(), b.startNanos()));
    long covered = 0;
    long reached = own.startNanos();
    for (var stretch : stretches) {
      if (stretch.endNanos() > reached) {
        covered += stretch.endNanos() - Math.max(reached, stretch.startNanos());
        reached = stretch.endNanos();
      }
    }
    return OptionalLong.of(own.durationNanos() - covered);
  }

  /// Children before parents: the order in which sums over subtrees are made.
  List<Span> bottomUp() {
    var found = new ArrayList<Span>(topDown.length);
    for (int i = topDown.length - 1; i >= 0; i--) {
      found.add(spans.get(topDown[i]));
    }
    return found;
  }

  /// Places of all spans in the trace's order, each before those of its children.
  int[] topDown() {
    return topDown.clone();
  }

  /// The place of the span that one was called by; -1 for roots.
  int parentOf(int place) {
    return parents[place];
  }

  int place(Span span) {
    Integer place = places.get(span.spanId());
    if (place == null) {
      throw new IllegalArgumentException(
          "span " + span.spanId() + " is not in trace " + spans.getFirst().traceId());
    }
    return place;
  }

  /// Writes the places of a span and of all below it, each before its children, without recursion:
  /// traces may be tens of thousands deep.
  ///
  /// @return where the next goes
  private int walk(int start, int[] into, int from) {
    int next = from;
    int at = start;
    while (true) {
      into[next++] = at;
      if (firstChild[at] >= 0) {
        at = firstChild[at];
        continue;
      }
      while (at != start && nextSibling[at] < 0) {
        at = parents[at];
      }
      if (at == start) {
        return next;
      }
      at = nextSibling[at];
    }
  }

  /// Follows each span's parents once; where a walk meets itself, the circle's first span becomes a
  /// root.
  private void cutCircles() {
    int[] walkOf = new int[parents.length];
    for (int start = 0; start < parents.length; start++) {
      int at = start;
      while (at >= 0 && walkOf[at] == 0) {
        walkOf[at] = start + 1;
        at = parents[at];
      }
      if (at >= 0 && walkOf[at] == start + 1) {
        int first = at;
        for (int i = parents[at]; i != at; i = parents[i]) {
          first = Math.min(first, i);
        }
        parents[first] = -1;
      }
    }
  }
}
