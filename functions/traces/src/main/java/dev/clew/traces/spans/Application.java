package dev.clew.traces.spans;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.ObjectRead;
import java.util.List;

/// The traces of one application, as read.
///
/// @param traces in order of their first start, then of id
/// @param tally what was seen on the way, before duplicates were removed
/// @param coverage what could not be read, and where
/// @param objects every object that was read, with its hash
/// @param inferences what was concluded rather than stated, in words ("chat transcripts: no clock")
public record Application(
    String name,
    List<Trace> traces,
    Tally tally,
    Coverage coverage,
    List<ObjectRead> objects,
    List<String> inferences) {
  public Application {
    traces = List.copyOf(traces);
    objects = List.copyOf(objects);
    inferences = List.copyOf(inferences);
  }

  /// Counts over everything read, before duplicates were removed unless said otherwise.
  ///
  /// @param spansRead spans as they stand in the objects, duplicates included
  /// @param duplicateSpans spans left out because the same ids had been read before
  /// @param orphanSpans spans whose stated parent is not in the data
  /// @param rootSpans spans without a parent
  /// @param endBeforeStart spans whose clock runs backwards
  /// @param llmSpansRead LLM spans as they stand in the objects, duplicates included
  /// @param tokensRead tokens by [TokenRule], the duplicates of counted spans included
  /// @param tokensOfEverySpan what adding up every span's counts gives: roll-ups and duplicates
  ///   counted again
  /// @param outsideParent spans that start before or end after their parent: skewed clocks or work
  ///   left behind
  /// @param beforeParent of these the spans that start before their parent, which work left behind
  ///   does not do, by more than [#ROUNDING_NANOS]
  /// @param mostBeforeNanos how long before its parent the earliest of those starts
  public record Tally(
      long spansRead,
      long duplicateSpans,
      long orphanSpans,
      long rootSpans,
      long endBeforeStart,
      long bytesRead,
      long llmSpansRead,
      long tokensRead,
      long tokensOfEverySpan,
      long outsideParent,
      long beforeParent,
      long mostBeforeNanos) {

    /// A start written in whole milliseconds beside a finer one may seem this much too early.
    public static final long ROUNDING_NANOS = 1_000_000;

    /// Without what only some questions ask for.
    public Tally(
        long spansRead,
        long duplicateSpans,
        long orphanSpans,
        long rootSpans,
        long endBeforeStart,
        long bytesRead) {
      this(
          spansRead,
          duplicateSpans,
          orphanSpans,
          rootSpans,
          endBeforeStart,
          bytesRead,
          0,
          0,
          0,
          0,
          0,
          0);
    }

    /// The counts of one trace whose duplicates were removed.
    public static Tally of(Trace trace) {
      TraceTree tree = TraceTree.of(trace);
      long roots = 0;
      long backwards = 0;
      long llm = 0;
      long naive = 0;
      long outside = 0;
      long early = 0;
      long earliest = 0;
      for (Span span : trace.spans()) {
        roots += span.parentId().isEmpty() ? 1 : 0;
        llm += span.kind() == SpanKind.LLM ? 1 : 0;
        naive += span.tokens().sum();
        if (span.timing() instanceof Timing.Known known) {
          backwards += known.endNanos() < known.startNanos() ? 1 : 0;
          var parent = tree.parent(span);
          outside += parent.filter(one -> isOutside(known, one)).isPresent() ? 1 : 0;
          long before = parent.map(one -> before(known, one)).orElse(0L);
          early += before > ROUNDING_NANOS ? 1 : 0;
          earliest = Math.max(earliest, before);
        }
      }
      return new Tally(
          trace.spans().size(),
          0,
          tree.orphans().size(),
          roots,
          backwards,
          0,
          llm,
          TokenRule.reckon(trace, tree).tokens(),
          naive,
          outside,
          early,
          early == 0 ? 0 : earliest);
    }

    private static long before(Timing.Known inner, Span parent) {
      return parent.timing() instanceof Timing.Known outer
          ? Math.max(0, outer.startNanos() - inner.startNanos())
          : 0;
    }

    private static boolean isOutside(Timing.Known inner, Span parent) {
      return parent.timing() instanceof Timing.Known outer
          && (inner.startNanos() < outer.startNanos() || inner.endNanos() > outer.endNanos());
    }

    /// The counts of both.
    public Tally plus(Tally other) {
      return new Tally(
          spansRead + other.spansRead,
          duplicateSpans + other.duplicateSpans,
          orphanSpans + other.orphanSpans,
          rootSpans + other.rootSpans,
          endBeforeStart + other.endBeforeStart,
          bytesRead + other.bytesRead,
          llmSpansRead + other.llmSpansRead,
          tokensRead + other.tokensRead,
          tokensOfEverySpan + other.tokensOfEverySpan,
          outsideParent + other.outsideParent,
          beforeParent + other.beforeParent,
          Math.max(mostBeforeNanos, other.mostBeforeNanos));
    }
  }

  /// These of its traces alone, in its own order. Spans that had been read before are counted
  /// nowhere in what comes back, as nobody knows any more in which traces they were.
  ///
  /// @param some traces of this application
  public Application only(List<Trace> some) {
    var counts =
        some.stream()
            .map(Tally::of)
            .reduce(new Tally(0, 0, 0, 0, 0, tally.bytesRead()), Tally::plus);
    long missing = coverage.population() - coverage.examined();
    return new Application(
        name,
        some,
        counts,
        new Coverage(
            counts.spansRead() + missing, counts.spansRead(), coverage.exact(), coverage.unread()),
        objects,
        inferences);
  }

  /// How many spans there are, duplicates removed.
  public long spanCount() {
    return traces.stream().mapToLong(trace -> trace.spans().size()).sum();
  }
}
