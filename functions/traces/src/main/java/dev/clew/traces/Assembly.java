package dev.clew.traces;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.Coverage.Unread;
import dev.clew.evidence.ObjectRead;
import dev.clew.evidence.Window;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Content;
import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.Origin;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Status;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.TokenRule;
import dev.clew.traces.spans.Trace;
import dev.clew.traces.spans.TraceTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Puts traces together from what objects held, added in the order of their keys.
///
/// Calls that are written down in stages become one ([StagedCalls]). Of spans with the same ids the
/// more complete one stays, the earlier one where they are alike. Orphans, several roots and clocks
/// that disagree stay as they are and are counted.
final class Assembly {
  /// With fewer spans, starting other threads takes longer than the work.
  private static final int MANY_SPANS = 20_000;

  private final String name;
  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final List<Unread> unread = new ArrayList<>();
  private final List<ObjectRead> objects = new ArrayList<>();
  private final List<String> inferences = new ArrayList<>();
  private final List<ObjectSpans.Said> said = new ArrayList<>();
  private final Map<String, Clash> clashes = new LinkedHashMap<>();
  private long spansMet;
  private long spansHeld;
  private long bytesRead;

  private static final class Run {
    final Map<String, Span> spans = new LinkedHashMap<>();
    final List<Span> duplicates = new ArrayList<>();
    final Map<String, String> attributes = new LinkedHashMap<>();
    Optional<Outcome> outcome = Optional.empty();
  }

  /// A trace beside its start, which sorting asks for many times.
  private record Started(long startNanos, Trace trace) {}

  /// The same ids on different spans.
  private record Clash(String where, long times) {}

  Assembly(String name) {
    this.name = name;
  }

  long spansMet() {
    return spansMet;
  }

  void add(ObjectSpans found, Optional<ObjectRead> read) {
    read.ifPresent(object -> {
      objects.add(object);
      bytesRead += object.sizeBytes();
    });
    unread.addAll(found.unread());
    if (found.isCut) {
      unread.add(
          new Unread(
              found.key,
              "after " + found.spans.size() + " spans",
              (found.met - found.spans.size())
                  + " spans were counted and not examined, since no more may be held: give the process"
                  + " more memory, or ask about fewer objects"));
    }
    for (String words : found.inferences) {
      if (!inferences.contains(words)) {
        inferences.add(words);
      }
    }
    spansMet += found.met;
    spansHeld += found.spans.size();
    for (Span span : found.spans) {
      add(span);
    }
    for (var one : found.runs) {
      Run run = runs.get(one.traceId());
      if (run != null) {
        run.attributes.putAll(one.attributes());
        run.outcome = run.outcome.or(one::outcome);
      }
    }
    said.addAll(found.said);
  }

  private void add(Span span) {
    Run run = runs.computeIfAbsent(span.traceId(), id -> new Run());
    Span known = run.spans.putIfAbsent(span.spanId(), span);
    if (known == null) {
      return;
    }
    if (!isSame(known, span)) {
      clashes.merge(
          span.origin().key(),
          new Clash("span " + span.spanId() + " of trace " + span.traceId(), 1),
          (first, more) -> new Clash(first.where, first.times + 1));
    }
    boolean isBetter = completeness(span) > completeness(known);
    if (isBetter) {
      run.spans.put(span.spanId(), span);
    }
    run.duplicates.add(isBetter ? known : span);
  }

  Application application(Window window) {
    said.forEach(this::join);
    clashes.forEach((key, clash) ->
        unread.add(
            new Unread(
                key,
                clash.where,
                "the same ids stand for different spans, as those of a span that was exported"
                    + " before its end: the more complete one was kept"
                    + (clash.times == 1
                        ? ""
                        : " (" + clash.times + " times; the first is given)"))));
    List<Trace> traces =
        together(List.copyOf(runs.entrySet()))
            .map(entry -> {
              Run run = entry.getValue();
              return new Trace(
                  entry.getKey(),
                  StagedCalls.folded(inOrder(run.spans.values())),
                  run.outcome,
                  run.attributes);
            })
            .toList();
    List<Trace> chosen = inWindow(sorted(traces), window);
    long population = spansMet;
    long examined = spansHeld;
    if (chosen.size() < traces.size()) {
      long held = 0;
      for (Trace trace : chosen) {
        Run run = run(trace);
        held += run.spans.size() + run.duplicates.size();
      }
      population = held + (spansMet - spansHeld);
      examined = held;
    }
    var tally = tally(chosen);
    ClockSkew.words(tally).ifPresent(inferences::add);
    return new Application(
        name,
        chosen,
        tally,
        new Coverage(population, examined, population == examined, unread),
        objects,
        inferences);
  }

  private Run run(Trace trace) {
    Run run = runs.get(trace.traceId());
    if (run == null) {
      throw new IllegalStateException("trace " + trace.traceId() + " was never read");
    }
    return run;
  }

  /// Messages from log records join the span they name, which may stand in another object.
  private void join(ObjectSpans.Said said) {
    Run run = runs.get(said.traceId());
    Span span = run == null ? null : run.spans.get(said.spanId());
    if (run != null && span != null) {
      Content content = span.content();
      run.spans.put(
          said.spanId(),
          span.withContent(
              new Content(
                  joined(content.input(), said.input()),
                  joined(content.output(), said.output()),
                  content.inputValue(),
                  content.outputValue(),
                  content.documents(),
                  content.offeredTools(),
                  content.toolSchemas())));
    }
  }

  private static List<Message> joined(List<Message> there, List<Message> more) {
    var all = new ArrayList<>(there);
    for (Message message : more) {
      if (!there.contains(message)) {
        all.add(message);
      }
    }
    return all;
  }

  private List<Trace> inWindow(List<Trace> traces, Window window) {
    return switch (window) {
      case Window.Time time -> {
        long without = traces.stream().filter(trace -> start(trace) == NO_CLOCK).count();
        if (without > 0) {
          inferences.add(without + " traces have no clock and lie in no stretch of time");
        }
        yield traces.stream().filter(trace -> isIn(time, start(trace))).toList();
      }
      case Window.Rows rows ->
          traces.subList(
              (int) Math.min(rows.from(), traces.size()), (int) Math.min(rows.to(), traces.size()));
      case Window.All _, Window.None _, Window.BaselineFiles _, Window.CurrentFiles _ -> traces;
    };
  }

  private static boolean isIn(Window.Time time, long startNanos) {
    if (startNanos == NO_CLOCK) {
      return false;
    }
    Instant start = Instant.ofEpochSecond(startNanos / 1_000_000_000L, startNanos % 1_000_000_000L);
    return !start.isBefore(time.from()) && start.isBefore(time.to());
  }

  /// What is done for each of many traces is shared by all processors; the order stays.
  private <T> Stream<T> together(List<T> all) {
    return spansHeld < MANY_SPANS ? all.stream() : all.parallelStream();
  }

  private Application.Tally tally(List<Trace> traces) {
    var bytes = new Application.Tally(0, 0, 0, 0, 0, bytesRead);
    return together(traces)
        .map(this::tally)
        .reduce(Application.Tally::plus)
        .map(bytes::plus)
        .orElse(bytes);
  }

  private Application.Tally tally(Trace trace) {
    Run run = run(trace);
    Application.Tally kept = Application.Tally.of(trace);
    if (run.duplicates.isEmpty()) {
      return kept;
    }
    TraceTree tree = TraceTree.of(trace);
    Set<String> orphaned = ids(tree.orphans());
    Set<String> counted = ids(TokenRule.reckon(trace, tree).counted());
    long orphans = 0;
    long roots = 0;
    long backwards = 0;
    long llm = 0;
    long tokens = 0;
    long naive = 0;
    for (Span span : run.duplicates) {
      orphans += orphaned.contains(span.spanId()) ? 1 : 0;
      roots += span.parentId().isEmpty() ? 1 : 0;
      llm += span.kind() == SpanKind.LLM ? 1 : 0;
      tokens += counted.contains(span.spanId()) ? span.tokens().sum() : 0;
      naive += span.tokens().sum();
      if (span.timing() instanceof Timing.Known known && known.endNanos() < known.startNanos()) {
        backwards++;
      }
    }
    long duplicates = run.duplicates.size();
    return kept.plus(
        new Application.Tally(
            duplicates, duplicates, orphans, roots, backwards, 0, llm, tokens, naive, 0, 0, 0));
  }

  private static Set<String> ids(List<Span> spans) {
    if (spans.isEmpty()) {
      return Set.of();
    }
    var ids = new HashSet<String>();
    spans.forEach(span -> ids.add(span.spanId()));
    return ids;
  }

  private static boolean isSame(Span one, Span other) {
    return one.equals(other.withOrigin(one.origin()));
  }

  /// How much a span says: a span that was exported at its start is less complete than at its end.
  private static long completeness(Span span) {
    long filled = span.tokens().isEmpty() ? 0 : 1;
    filled +=
        span.timing() instanceof Timing.Known known && known.endNanos() > known.startNanos()
            ? 1
            : 0;
    filled += span.status().code() != Status.Code.UNSET ? 1 : 0;
    filled += span.model().isEmpty() ? 0 : 1;
    filled += span.kind() == SpanKind.UNKNOWN ? 0 : 1;
    filled += span.parentId().isPresent() ? 1 : 0;
    filled += span.costUsd().isPresent() ? 1 : 0;
    filled += span.events().size() + span.attributes().size();
    filled += span.content().input().size() + span.content().output().size();
    filled += span.content().inputValue().isEmpty() ? 0 : 1;
    filled += span.content().outputValue().isEmpty() ? 0 : 1;
    return filled;
  }

  private static final long NO_CLOCK = Long.MIN_VALUE;

  private static final Comparator<Origin> BY_ORIGIN =
      Comparator.comparing(Origin::key).thenComparingLong(Origin::ordinal);

  private static final Comparator<Span> BY_TIME =
      Comparator.comparingLong((Span span) -> start(span))
          .thenComparing(Span::origin, BY_ORIGIN)
          .thenComparing(Span::spanId);

  private static List<Span> inOrder(Collection<Span> spans) {
    Span[] sorted = spans.toArray(Span[]::new);
    Arrays.sort(sorted, BY_TIME);
    return List.of(sorted);
  }

  private static List<Trace> sorted(List<Trace> traces) {
    var started = new ArrayList<Started>(traces.size());
    for (Trace trace : traces) {
      started.add(new Started(start(trace), trace));
    }
    started.sort(Assembly::compare);
    return started.stream().map(Started::trace).toList();
  }

  /// Traces with a clock by their start, then id; those without after them, as they stand in the
  /// objects.
  private static int compare(Started one, Started other) {
    boolean clocked = one.startNanos != NO_CLOCK;
    if (clocked != (other.startNanos != NO_CLOCK)) {
      return clocked ? -1 : 1;
    }
    int order =
        clocked
            ? Long.compare(one.startNanos, other.startNanos)
            : BY_ORIGIN.compare(first(one.trace), first(other.trace));
    return order != 0 ? order : one.trace.traceId().compareTo(other.trace.traceId());
  }

  private static Origin first(Trace trace) {
    return trace.spans().getFirst().origin();
  }

  private static long start(Span span) {
    return span.timing() instanceof Timing.Known known ? known.startNanos() : NO_CLOCK;
  }

  private static long start(Trace trace) {
    return trace.timing() instanceof Timing.Known known ? known.startNanos() : NO_CLOCK;
  }
}
