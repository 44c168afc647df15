package dev.clew.traces.spans;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a run was waiting for at each moment: a chain of stretches without holes from its start to
/// its end, each belonging to one span at most.
///
/// It is walked backwards. From a span's end, its time belongs to the child that ended last; from
/// that child's start on backwards to the child that then was at work or had ended last; where no
/// child is at work, the time is the span's own. Inside a child the same holds again. Of several
/// children at work at the same moment the one that began first is taken, being what was waited for
/// longest. Children are cut to their parents, so that work left behind by a parent that ended does
/// not lengthen the path, and a child outside its parent is not on it. Several roots are children
/// of the run, and time in which none of them is at work belongs to nobody.
///
/// So the stretches add up to the run's duration, and a span's own time on the path is never more
/// than its own time ([TraceTimes#selfNanos]).
///
/// The walk over children that return last: Zhang and others, *CRISP: Critical Path Analysis of
/// Large-Scale Microservice Architectures*, USENIX ATC 2022, section 3. It differs there in
/// overlapping siblings: where CRISP leaves the time before the last child's start to the parent
/// until a child is found that ended by then, a sibling at work is taken here, since the parent was
/// not. Being on the path is no proof that shortening the span shortens the run: another child may
/// have been nearly as long.
///
/// @param stretches ascending in time, each beginning where the one before ends
public record CriticalPath(List<Stretch> stretches) {
  public CriticalPath {
    stretches = List.copyOf(stretches);
  }

  /// A piece of the path.
  ///
  /// @param span whose own work it was; empty between roots
  public record Stretch(Optional<Span> span, long startNanos, long endNanos) {
    public Stretch {
      if (startNanos >= endNanos) {
        throw new IllegalArgumentException(
            "a stretch from " + startNanos + " to " + endNanos + " has no length");
      }
    }

    public long nanos() {
      return endNanos - startNanos;
    }
  }

  /// The path of one trace; no stretches where no span is timed.
  public static CriticalPath of(Trace trace) {
    return of(TraceTimes.of(trace));
  }

  /// The path of a trace whose times are at hand.
  public static CriticalPath of(TraceTimes times) {
    return new Walk(times).path();
  }

  /// All time on the path: the run's duration.
  public long nanos() {
    return stretches.stream().mapToLong(Stretch::nanos).sum();
  }

  /// Time on the path that is this span's own work.
  public long nanos(Span span) {
    return stretches.stream()
        .filter(
            stretch -> stretch.span().map(Span::spanId).filter(span.spanId()::equals).isPresent())
        .mapToLong(Stretch::nanos)
        .sum();
  }

  /// Spans with own work on the path, in the order in which they first come up.
  public List<Span> spans() {
    return stretches.stream().flatMap(stretch -> stretch.span().stream()).distinct().toList();
  }

  /// Goes backwards through the tree without recursion: traces can be deep.
  private static final class Walk {
    private final TraceTimes times;
    private final List<Stretch> found = new ArrayList<>();
    private final ArrayDeque<Visit> open = new ArrayDeque<>();

    Walk(TraceTimes times) {
      this.times = times;
    }

    CriticalPath path() {
      if (times.durationNanos() > 0) {
        open.push(
            new Visit(Optional.empty(), times.rootPlaces(), times.startNanos(), times.endNanos()));
      }
      while (!open.isEmpty()) {
        var visit = open.peek();
        int child = visit.step();
        if (child < 0) {
          open.pop();
        }
      }
      return new CriticalPath(found.reversed());
    }

    /// A span on the path, or the run itself, walked from `to` back to `from`.
    private final class Visit {
      private final Optional<Span> span;
      private final int[] latestFirst;
      private final long from;
      private long to;
      private int next;

      Visit(Optional<Span> span, int[] children, long from, long to) {
        this.span = span;
        this.from = from;
        this.to = to;
        latestFirst =
            IntStream.of(children)
                .filter(i -> end(i) > start(i))
                .boxed()
                .sorted(
                    Comparator.comparingLong((Integer i) -> -end(i))
                        .thenComparingLong(this::start)
                        .thenComparingInt(i -> i))
                .mapToInt(Integer::intValue)
                .toArray();
      }

      private long start(int place) {
        return Math.max(from, times.startAt(place));
      }

      private long end(int place) {
        return Math.min(to, times.endAt(place));
      }

      /// Writes own time down until a child takes over, which is then opened.
      ///
      /// @return that child's place, -1 when the span is done
      int step() {
        int chosen = atWork();
        if (chosen < 0) {
          own(next < latestFirst.length ? times.endAt(latestFirst[next]) : from);
          chosen = to > from ? atWork() : -1;
        }
        if (chosen < 0) {
          return -1;
        }
        long began = start(chosen);
        open.push(
            new Visit(Optional.of(times.spanAt(chosen)), times.childPlaces(chosen), began, to));
        to = began;
        return chosen;
      }

      /// Of the children at work just before `to` the one that began first, else -1. Whatever is
      /// passed over began later than the one chosen and is never needed again.
      private int atWork() {
        int first = -1;
        while (next < latestFirst.length && times.endAt(latestFirst[next]) >= to) {
          int place = latestFirst[next++];
          if (start(place) < to && (first < 0 || start(place) < start(first))) {
            first = place;
          }
        }
        return first;
      }

      private void own(long until) {
        if (until < to) {
          found.add(new Stretch(span, until, to));
          to = until;
        }
      }
    }
  }
}
