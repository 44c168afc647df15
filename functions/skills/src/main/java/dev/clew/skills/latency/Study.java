package dev.clew.skills.latency;

import dev.clew.evidence.Notebook;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.skills.Compared;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.TraceTimes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What each part of the measurement reads, and the notebook it writes in.
///
/// @param runs those that have a time, in the application's order
/// @param by how the user wants spans told apart
/// @param slowest share of the runs that counts as slow
/// @param top how many groups to list
record Study(
    Notebook book,
    Application application,
    Compared compared,
    List<RunTime> runs,
    Dimension by,
    double slowest,
    int top) {

  static final Unit RUNS = Unit.of("runs");

  /// No count of what instrumentation says is surer than this.
  static final double SURE = 0.99;

  private static final int SHOWN = 500;

  Study {
    runs = List.copyOf(runs);
  }

  static Study of(
      Notebook book,
      Application application,
      Compared compared,
      Dimension by,
      double slowest,
      int top) {
    var runs = new ArrayList<RunTime>();
    for (var trace : compared.examined()) {
      var times = TraceTimes.of(trace);
      if (times.durationNanos() > 0) {
        runs.add(RunTime.of(runs.size(), trace, times));
      }
    }
    return new Study(book, application, compared, runs, by, slowest, top);
  }

  List<CallTime> calls() {
    return runs.stream().flatMap(run -> run.calls().stream()).toList();
  }

  /// Calls by what they belong to, those with most time on the path first; spans that belong
  /// nowhere are left out.
  Map<String, List<CallTime>> groups(Dimension dimension) {
    var groups = new TreeMap<String, List<CallTime>>();
    for (var run : runs) {
      for (var call : run.calls()) {
        if (dimension == Dimension.ROOT && !run.times().roots().contains(call.span())) {
          continue;
        }
        var group =
            dimension == Dimension.OPERATION
                ? call.operation()
                : dimension.of(run.trace(), call.span());
        if (!group.isBlank()) {
          groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(call);
        }
      }
    }
    return groups.entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                    (Map.Entry<String, List<CallTime>> group) -> -path(group.getValue()))
                .thenComparing(Map.Entry::getKey))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, LinkedHashMap::new));
  }

  static long path(List<CallTime> calls) {
    return calls.stream().mapToLong(CallTime::pathNanos).sum();
  }

  /// All time of all runs.
  long totalNanos() {
    return runs.stream().mapToLong(run -> run.times().durationNanos()).sum();
  }

  double[] seconds() {
    return runs.stream().mapToDouble(RunTime::seconds).toArray();
  }

  /// Confidence in what is measured: the share of the population that was examined and has a time,
  /// at most [#SURE].
  double counted() {
    var coverage = compared.coverage(application);
    double examined =
        coverage.population() == 0 ? 1 : coverage.examined() / (double) coverage.population();
    long timed = runs.stream().mapToLong(run -> run.times().timed().size()).sum();
    long spans = compared.spanCount();
    return Math.min(SURE, examined * (spans == 0 ? 1 : timed / (double) spans));
  }

  /// Whole runs, the slowest first.
  List<SpanRef> slowestRuns(List<RunTime> of) {
    return of.stream()
        .sorted(
            Comparator.comparingDouble((RunTime run) -> -run.seconds())
                .thenComparing(run -> run.trace().traceId()))
        .limit(SHOWN)
        .map(run -> new SpanRef(run.trace().traceId(), ""))
        .toList();
  }

  /// Spans, those with most time on the path first.
  static List<SpanRef> spans(List<CallTime> calls) {
    return calls.stream()
        .sorted(
            Comparator.comparingLong((CallTime call) -> -call.pathNanos())
                .thenComparingLong(call -> -call.nanos())
                .thenComparing(call -> call.span().spanId()))
        .limit(SHOWN)
        .map(call -> new SpanRef(call.span().traceId(), call.span().spanId()))
        .toList();
  }
}
