package dev.clew.traces.spans;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the clocks of one trace tell: which spans have a time, how long each worked by itself, and
/// how far children leave their parents.
///
/// A span is *timed* when it ends after it starts. The others (no clock, an end at or before the
/// start) are left out and counted; what lies below them counts as called by the nearest timed span
/// above. Clocks are taken as written: a child that reaches outside its parent is cut to it, never
/// moved.
///
/// The run lasts from the first start of its timed roots to the last end among them. What still
/// works after that (a task left behind) is [#lateNanos()], not part of the run.
public final class TraceTimes {
  private final TraceTree tree;
  private final List<Span> spans;
  private final long[] starts;
  private final long[] ends;
  private final boolean[] timed;

  /// Place of the nearest timed span above; -1 for timed roots, -2 for spans that are not timed.
  private final int[] parents;

  private final int[][] children;
  private final int[] roots;
  private final List<Span> timedSpans;
  private final int unknown;
  private final int empty;
  private final int backwards;
  private final long start;
  private final long end;

  private TraceTimes(Trace trace, TraceTree tree) {
    this.tree = tree;
    spans = trace.spans();
    int size = spans.size();
    starts = new long[size];
    ends = new long[size];
    timed = new boolean[size];
    parents = new int[size];
    int without = 0;
    int still = 0;
    int turned = 0;
    var found = new ArrayList<Span>();
    for (int i = 0; i < size; i++) {
      switch (spans.get(i).timing()) {
        case Timing.Known known -> {
          starts[i] = known.startNanos();
          ends[i] = known.endNanos();
          timed[i] = ends[i] > starts[i];
          still += ends[i] == starts[i] ? 1 : 0;
          turned += ends[i] < starts[i] ? 1 : 0;
        }
        case Timing.Unknown _ -> without++;
      }
      if (timed[i]) {
        found.add(spans.get(i));
      }
    }
    timedSpans = List.copyOf(found);
    unknown = without;
    empty = still;
    backwards = turned;
    children = new int[size][];
    roots = hang();
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int root : roots) {
      first = Math.min(first, starts[root]);
      last = Math.max(last, ends[root]);
    }
    start = roots.length == 0 ? 0 : first;
    end = roots.length == 0 ? 0 : last;
  }

  public static TraceTimes of(Trace trace) {
    return new TraceTimes(trace, TraceTree.of(trace));
  }

  /// The same with the tree at hand.
  ///
  /// @param tree of the same trace
  public static TraceTimes of(Trace trace, TraceTree tree) {
    return new TraceTimes(trace, tree);
  }

  /// Spans that end after they start, in the trace's order.
  public List<Span> timed() {
    return timedSpans;
  }

  /// Timed spans that no timed span called.
  public List<Span> roots() {
    return Arrays.stream(roots).mapToObj(spans::get).toList();
  }

  public boolean isTimed(Span span) {
    return timed[tree.place(span)];
  }

  /// Spans without a clock.
  public int unknown() {
    return unknown;
  }

  /// Spans that end as they start.
  public int empty() {
    return empty;
  }

  /// Spans that end before they start.
  public int backwards() {
    return backwards;
  }

  /// When the run began, nanoseconds since 1970 UTC; 0 where no span is timed.
  public long startNanos() {
    return start;
  }

  /// When its last root ended.
  public long endNanos() {
    return end;
  }

  /// How long the run lasted; 0 where no span is timed.
  public long durationNanos() {
    return end - start;
  }

  /// How long after the run's end the last of its spans still worked.
  public long lateNanos() {
    long last = end;
    for (int i = 0; i < ends.length; i++) {
      last = timed[i] ? Math.max(last, ends[i]) : last;
    }
    return last - end;
  }

  /// The nearest timed span above; empty for roots and for spans that are not timed.
  public Optional<Span> caller(Span span) {
    int parent = parents[tree.place(span)];
    return parent < 0 ? Optional.empty() : Optional.of(spans.get(parent));
  }

  /// Timed spans that this one called, whatever lies between that is not timed.
  public List<Span> called(Span span) {
    return Arrays.stream(children[tree.place(span)]).mapToObj(spans::get).toList();
  }

  /// Timed spans that end after the one that called them: work left behind, or clocks that
  /// disagree.
  public int outliving() {
    int count = 0;
    for (int i = 0; i < parents.length; i++) {
      count += parents[i] >= 0 && ends[i] > ends[parents[i]] ? 1 : 0;
    }
    return count;
  }

  /// Timed spans that share no time with the one that called them; they take nothing off its own
  /// time and are on no critical path.
  public int apart() {
    int count = 0;
    for (int i = 0; i < parents.length; i++) {
      boolean meets =
          parents[i] < 0 || (starts[i] < ends[parents[i]] && ends[i] > starts[parents[i]]);
      count += meets ? 0 : 1;
    }
    return count;
  }

  /// A span's duration; empty where it is not timed.
  public OptionalLong durationNanos(Span span) {
    int place = tree.place(span);
    return timed[place] ? OptionalLong.of(ends[place] - starts[place]) : OptionalLong.empty();
  }

  /// A span's own time: its duration less the union of what it called, each cut to the span.
  /// Children at work at the same time are taken off once. Empty where the span is not timed.
  ///
  /// @return nanoseconds, at least 0
  public OptionalLong selfNanos(Span span) {
    int place = tree.place(span);
    if (!timed[place]) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(ends[place] - starts[place] - covered(place));
  }

  /// Time of the run in which none of its roots was at work.
  public long gapNanos() {
    return durationNanos() - union(roots.clone(), start, end);
  }

  private long covered(int place) {
    return union(children[place].clone(), starts[place], ends[place]);
  }

  /// The length of the union of stretches, each cut to from..to.
  private long union(int[] places, long from, long to) {
    long[][] cut =
        Arrays.stream(places)
            .mapToObj(i -> new long[] {Math.max(from, starts[i]), Math.min(to, ends[i])})
            .filter(stretch -> stretch[0] < stretch[1])
            .sorted((a, b) -> Long.compare(a[0], b[0]))
            .toArray(long[][]::new);
    long covered = 0;
    long reached = from;
    for (long[] stretch : cut) {
      if (stretch[1] > reached) {
        covered += stretch[1] - Math.max(reached, stretch[0]);
        reached = stretch[1];
      }
    }
    return covered;
  }

  /// Hangs each timed span below the nearest timed one above it and returns the roots.
  private int[] hang() {
    int size = spans.size();
    int[] above = new int[size];
    int[] counts = new int[size];
    Arrays.fill(above, -1);
    Arrays.fill(parents, -2);
    int rootCount = 0;
    for (Span span : tree.bottomUp().reversed()) {
      int place = tree.place(span);
      int parent = tree.parent(span).map(tree::place).orElse(-1);
      above[place] = parent < 0 ? -1 : timed[parent] ? parent : above[parent];
      if (timed[place]) {
        parents[place] = above[place];
        if (above[place] < 0) {
          rootCount++;
        } else {
          counts[above[place]]++;
        }
      }
    }
    for (int i = 0; i < size; i++) {
      children[i] = new int[counts[i]];
    }
    int[] found = new int[rootCount];
    int[] filled = new int[size];
    int at = 0;
    for (int i = 0; i < size; i++) {
      if (parents[i] == -1) {
        found[at++] = i;
      } else if (parents[i] >= 0) {
        children[parents[i]][filled[parents[i]]++] = i;
      }
    }
    return found;
  }

  int[] rootPlaces() {
    return roots;
  }

  int[] childPlaces(int place) {
    return children[place];
  }

  long startAt(int place) {
    return starts[place];
  }

  long endAt(int place) {
    return ends[place];
  }

  Span spanAt(int place) {
    return spans.get(place);
  }
}
