package dev.clew.skills.tracediagnosis;

import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Trace;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/// Which trace is meant.
///
/// An id, else the beginning of one, else a part of an id, else the name of the file it was read
/// from. Where nothing is given, the worst: failed by its stated outcome before others, then failed
/// at its root, then by spans in error, then by steps of models and tools, then by id.
sealed interface TraceChoice {

  /// One trace.
  ///
  /// @param how by what it was chosen, in words without figures
  record One(Trace trace, String how) implements TraceChoice {}

  /// None, or several.
  ///
  /// @param why what was looked for and what there is
  /// @param remedy what would do
  record Unclear(String why, String remedy) implements TraceChoice {}

  int NAMED = 5;

  /// Fewer characters are in other ids by chance.
  int LEAST = 6;

  /// @param asked an id or a part of one; empty for the worst
  /// @param among what the worst is taken from
  static TraceChoice of(Application application, List<Trace> among, String asked) {
    if (asked.isBlank()) {
      return among.isEmpty()
          ? new Unclear("there are no traces in the window", "name another window")
          : new One(worst(among), "the worst by outcome, then by errors, then by length");
    }
    var word = asked.strip().toLowerCase(Locale.ROOT);
    var traces = application.traces();
    for (var rule : RULES) {
      var found = traces.stream().filter(trace -> rule.fits().test(trace, word)).toList();
      if (found.size() == 1) {
        return new One(found.getFirst(), rule.how());
      }
      if (found.size() > 1) {
        return several(asked, found, rule.how());
      }
    }
    return new Unclear(
        "there is no trace whose id is, begins with or holds '"
            + asked.strip()
            + "' in "
            + application.name(),
        traces.isEmpty()
            ? "there are no traces at all"
            : "the nearest are " + nearest(traces, word) + "; `clew traces` lists all");
  }

  /// Ids that begin most alike.
  private static String nearest(List<Trace> traces, String word) {
    return traces.stream()
        .sorted(
            Comparator.comparingInt((Trace trace) -> -alike(id(trace), word))
                .thenComparing(Trace::traceId))
        .limit(NAMED)
        .map(Trace::traceId)
        .collect(Collectors.joining(", "));
  }

  private static int alike(String id, String word) {
    int same = 0;
    while (same < Math.min(id.length(), word.length()) && id.charAt(same) == word.charAt(same)) {
      same++;
    }
    return same;
  }

  private static Unclear several(String asked, List<Trace> found, String how) {
    return new Unclear(
        found.size() + " traces are meant by '" + asked.strip() + "' (" + how + ")",
        "say one of "
            + found.stream().limit(NAMED).map(Trace::traceId).collect(Collectors.joining(", "))
            + (found.size() > NAMED ? " and " + (found.size() - NAMED) + " others" : ""));
  }

  /// A way of naming a trace.
  record Rule(String how, BiPredicate<Trace, String> fits) {}

  List<Rule> RULES =
      List.of(
          new Rule("by its id", (trace, word) -> id(trace).equals(word)),
          new Rule("its id begins so", (trace, word) -> id(trace).startsWith(word)),
          new Rule(
              "its id holds this",
              (trace, word) -> word.length() >= LEAST && id(trace).contains(word)),
          new Rule(
              "the file it was read from is named so",
              (trace, word) -> file(trace).equals(word) || file(trace).startsWith(word + ".")),
          new Rule(
              "the file it was read from holds this", (trace, word) -> file(trace).contains(word)));

  private static String id(Trace trace) {
    return trace.traceId().toLowerCase(Locale.ROOT);
  }

  private static String file(Trace trace) {
    var key = trace.spans().getFirst().origin().key();
    return key.substring(key.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  private static Trace worst(List<Trace> among) {
    return among.stream()
        .min(
            Comparator.comparing(
                    (Trace trace) -> !trace.outcome().map(Outcome::failed).orElse(false))
                .thenComparing(trace ->
                    trace.spans().stream()
                        .noneMatch(span -> span.parentId().isEmpty() && span.status().isError()))
                .thenComparingLong(trace ->
                    -trace.spans().stream().filter(span -> span.status().isError()).count())
                .thenComparingLong(
                    trace -> -trace.spans().stream().filter(TraceChoice::acts).count())
                .thenComparing(Trace::traceId))
        .orElseThrow();
  }

  private static boolean acts(Span span) {
    return span.kind() == SpanKind.LLM || span.kind() == SpanKind.TOOL;
  }
}
