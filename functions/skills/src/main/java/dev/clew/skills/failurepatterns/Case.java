package dev.clew.skills.failurepatterns;

import dev.clew.evidence.Notebook;
import dev.clew.evidence.SpanRef;
import dev.clew.skills.Compared;
import dev.clew.skills.applications.Grouping;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What each part of the measurement reads, and the notebook it writes in.
///
/// @param signatures by weight
/// @param known the runs whose outcome is known, as places among those examined, ascending
/// @param failed whether each known run failed
record Case(
    Notebook book,
    Application application,
    Compared compared,
    List<Failure> failures,
    List<Signature> signatures,
    Runs runs,
    List<Integer> known,
    boolean[] failed,
    Optional<Grouping> grouping,
    int top) {

  /// No count of what instrumentation says is surer than this.
  static final double SURE = 0.99;

  private static final int SHOWN = 500;

  static Case of(Notebook book, Application application, Compared compared, String group, int top) {
    var traces = compared.examined();
    var failures = new ArrayList<Failure>();
    for (int i = 0; i < traces.size(); i++) {
      failures.addAll(TraceFailures.of(i, traces.get(i)));
    }
    var runs = Runs.of(traces, failures);
    var known = new TreeSet<>(runs.failed());
    known.addAll(runs.passed());
    var places = List.copyOf(known);
    var failed = new boolean[places.size()];
    for (int i = 0; i < failed.length; i++) {
      failed[i] = Collections.binarySearch(runs.failed(), places.get(i)) >= 0;
    }
    return new Case(
        book,
        application,
        compared,
        List.copyOf(failures),
        Signatures.of(failures, KnownNames.of(traces)),
        runs,
        places,
        failed,
        Grouping.of(places.stream().map(traces::get).toList(), group),
        top);
  }

  List<Trace> traces() {
    return compared.examined();
  }

  /// The runs whose outcome is known.
  List<Trace> knownRuns() {
    return known.stream().map(traces()::get).toList();
  }

  /// Confidence in what is counted: the share of the population that was examined, at most [#SURE].
  double counted() {
    var coverage = compared.coverage(application);
    double examined =
        coverage.population() == 0 ? 1 : coverage.examined() / (double) coverage.population();
    return Math.min(SURE, examined);
  }

  /// Confidence in which runs failed: stated outcomes are surer than recovery read off the tree.
  double judgedRuns() {
    return Math.min(runs.stated() ? 0.95 : 0.7, counted());
  }

  /// Whole traces, as evidence.
  List<SpanRef> refs(Collection<Integer> places) {
    return places.stream()
        .limit(SHOWN)
        .map(place -> new SpanRef(traces().get(place).traceId(), ""))
        .toList();
  }

  /// The spans where errors began, as evidence.
  static List<SpanRef> spans(Signature signature) {
    return signature.failures().stream()
        .limit(SHOWN)
        .map(failure -> new SpanRef(failure.span().traceId(), failure.span().spanId()))
        .toList();
  }

  /// How many of these runs failed.
  int failedAmong(Set<Integer> places) {
    return (int) runs.failed().stream().filter(places::contains).count();
  }

  /// How many of these runs passed.
  int passedAmong(Set<Integer> places) {
    return (int) runs.passed().stream().filter(places::contains).count();
  }

  /// Runs that hold an error, of whatever outcome.
  Set<Integer> tracesWithErrors() {
    var places = new TreeSet<Integer>();
    failures.forEach(failure -> places.add(failure.trace()));
    return places;
  }
}
