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
      long outsideParent) {

    /// Without what only some questions ask for.
    public Tally(
        long spansRead,
        long duplicateSpans,
        long orphanSpans,
        long rootSpans,
        long endBeforeStart,
        long bytesRead) {
      this(
          spansRead, duplicateSpans, orphanSpans, rootSpans, endBeforeStart, bytesRead, 0, 0, 0, 0);
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
          outsideParent + other.outsideParent);
    }
  }

  /// How many spans there are, duplicates removed.
  public long spanCount() {
    return traces.stream().mapToLong(trace -> trace.spans().size()).sum();
  }
}
