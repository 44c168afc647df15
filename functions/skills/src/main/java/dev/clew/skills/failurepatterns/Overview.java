package dev.clew.skills.failurepatterns;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Statement;
import dev.clew.statistics.interval.WilsonInterval;
import dev.clew.traces.spans.SpanEvent;
import java.util.List;

/// How much failed: runs, errors, and how many of the failed runs hold an error at all.
final class Overview {
  static final Unit ERRORS = Unit.of("errors");
  static final Unit RUNS = Unit.of("runs");

  /// Shares of failed runs from which somebody should look this week, and today.
  static final double NOTABLE = 0.05;

  static final double LARGE = 0.2;

  private Overview() {}

  static void write(Case found) {
    var book = found.book();
    var traces = found.traces();
    var tally = found.application().tally();
    long spans = found.compared().spanCount();
    book.computing(
        "errors at the innermost span that has them; repeats by spans above counted once", spans);
    var total = book.fact("traces.total", traces.size(), Unit.TRACES);
    book.fact("traces.without_clock_left_out", found.compared().clockless(), Unit.TRACES);
    book.fact("spans.total", spans, Unit.SPANS);
    book.fact("spans.read", tally.spansRead(), Unit.SPANS);
    book.fact("spans.duplicate", tally.duplicateSpans(), Unit.SPANS);
    book.fact("spans.orphan", tally.orphanSpans(), Unit.SPANS);
    book.fact("spans.root", tally.rootSpans(), Unit.SPANS);
    long exceptions = 0;
    long errorSpans = 0;
    for (var trace : traces) {
      for (var span : trace.spans()) {
        exceptions += span.events().stream().filter(SpanEvent::isException).count();
        errorSpans += span.status().isError() ? 1 : 0;
      }
    }
    book.fact("exceptions.total", exceptions, Unit.of("exception events"));
    var statusErrors = book.fact("spans.error", errorSpans, Unit.SPANS);
    var failures = found.failures();
    long repeated = failures.stream().mapToLong(Failure::repeated).sum();
    long recovered = failures.stream().filter(Failure::recovered).count();
    var withErrors = found.tracesWithErrors();
    var errors = book.fact("errors.total", failures.size(), ERRORS);
    var again = book.fact("errors.repeated", repeated, Unit.SPANS);
    var survived = book.fact("errors.recovered", recovered, ERRORS);
    var kinds = book.fact("signatures.total", found.signatures().size(), Unit.of("kinds"));
    var errorTraces = book.fact("traces.with_errors", withErrors.size(), Unit.TRACES);
    var runs = found.runs();
    var failedCount = runs.failed().size();
    var known = book.fact("runs.known", runs.known(), RUNS);
    var failed = book.fact("runs.failed", failedCount, RUNS);
    book.fact("runs.passed", runs.passed().size(), RUNS);
    var unknown = book.fact("runs.unknown", runs.unknown(), RUNS);
    var source = book.fact("runs.failed_by", runs.source());
    book.fact("runs.outcome_stated", runs.stated());
    if (!runs.stated()) {
      book.fact("runs.failed.by_error", failedCount, RUNS);
    }
    if (traces.isEmpty()) {
      return;
    }
    var interval = WilsonInterval.of(failedCount, Math.max(1, runs.known()));
    var share =
        book.fact(
            "runs.failed.share", runs.failedShare(), interval.low(), interval.high(), Unit.SHARE);
    int failedWithErrors = found.failedAmong(withErrors);
    var holding = book.fact("runs.failed.with_errors", failedWithErrors, RUNS);
    book.fact("runs.failed.without_errors", failedCount - failedWithErrors, RUNS);

    Statement said;
    if (failedCount == 0) {
      said =
          Statement.of(
              runs.stated()
                  ? "None of the {} whose outcome {} states failed."
                  : "No run of {} ended in {}.",
              runs.stated() ? known : total,
              source);
    } else if (runs.stated()) {
      said =
          Statement.of(
              "{} of {} failed by their {} ({}); {} among them met an error in some span.",
              failed,
              known,
              source,
              share,
              holding);
    } else {
      said =
          Statement.of(
              "{} of {} failed, that is, ended in {} ({}); the source states no outcomes.",
              failed,
              known,
              source,
              share);
    }
    if (!failures.isEmpty()) {
      said =
          said.then(
              failures.size() == 1
                  ? "There is {} of {} in {}, and the run went on after {}."
                  : "There are {} of {} in {}, and the run went on after {}.",
              errors,
              kinds,
              errorTraces,
              survived);
    }
    if (repeated > 0) {
      said =
          said.then(
              errorSpans == 1
                  ? "{} has an error status, and {} only repeats an error below."
                  : "{} have an error status, of which {} only repeat an error below them.",
              statusErrors,
              again);
    }
    if (runs.unknown() > 0) {
      said =
          said.then(
              runs.unknown() == 1
                  ? "{} has no outcome and stays out of every comparison."
                  : "{} have no outcome and stay out of every comparison.",
              unknown);
    }
    var evidence =
        runs.failed().isEmpty()
            ? List.<String>of()
            : List.of(
                book.spans(
                    "Failed runs",
                    found.refs(runs.failed()),
                    "Open one and read its last steps first."));
    book.finding(
        failedCount > 0
            ? "Runs fail"
            : failures.isEmpty() ? "Nothing failed" : "Errors, no failed run",
        severity(runs, interval.low()),
        found.judgedRuns(),
        said.text(),
        said.factIds(),
        evidence);
  }

  /// By the lower end of the share: two failed runs of three are no catastrophe yet.
  private static Severity severity(Runs runs, double least) {
    if (runs.failed().isEmpty()) {
      return Severity.INFO;
    }
    return least >= LARGE ? Severity.HIGH : least >= NOTABLE ? Severity.MEDIUM : Severity.INFO;
  }
}
