package dev.clew.skills.failurepatterns;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Severity;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.statistics.Interval;
import dev.clew.statistics.hypothesis.FisherExactTest;
import dev.clew.statistics.interval.NewcombeInterval;
import dev.clew.statistics.multiplicity.BenjaminiHochberg;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What fails now that did not fail before, what no longer does, and what fails more often.
final class Changes {
  /// An error in fewer traces of the window is not yet a pattern.
  private static final int FEWEST = 3;

  /// Traces that a window must hold.
  private static final int FEWEST_TRACES = 5;

  /// A rate that grows by less is not told.
  static final double GROWN = 1.5;

  /// Failed runs: a difference in share that is told.
  static final double NOTABLE_DIFFERENCE = 0.1;

  private static final double CHANCE = 0.05;

  private final Case found;
  private final Set<String> before;
  private final Set<String> now;

  private Changes(Case found) {
    this.found = found;
    before = ids(found.compared().baseline());
    now = ids(found.compared().current());
  }

  private static Set<String> ids(List<Trace> traces) {
    var ids = new HashSet<String>();
    traces.forEach(trace -> ids.add(trace.traceId()));
    return ids;
  }

  static void write(Case found) {
    if (found.compared().hasBoth()) {
      new Changes(found).write();
    }
  }

  private void write() {
    var book = found.book();
    book.computing(
        "share of traces in baseline and current window: Fisher's exact test, q values after Benjamini and"
            + " Hochberg over all kinds of errors",
        found.compared().spanCount());
    book.fact(Label.of("traces", "window", "baseline"), before.size(), Unit.TRACES);
    book.fact(Label.of("traces", "window", "current"), now.size(), Unit.TRACES);
    if (Math.min(before.size(), now.size()) < FEWEST_TRACES) {
      return;
    }
    failedRuns();
    errors();
  }

  private void failedRuns() {
    int failedBefore = count(found.runs().failed(), before);
    int knownBefore = failedBefore + count(found.runs().passed(), before);
    int failedNow = count(found.runs().failed(), now);
    int knownNow = failedNow + count(found.runs().passed(), now);
    if (Math.min(knownBefore, knownNow) < FEWEST_TRACES) {
      return;
    }
    var book = found.book();
    book.looked(1);
    double was = failedBefore / (double) knownBefore;
    double is = failedNow / (double) knownNow;
    var interval =
        NewcombeInterval.of(failedBefore, knownBefore, failedNow, knownNow, Interval.LEVEL);
    var said =
        Statement.of(
            "{} of the runs failed in the baseline and {} in the current window: {}.",
            book.fact(Label.of("runs.failed.share", "window", "baseline"), was, Unit.SHARE),
            book.fact(Label.of("runs.failed.share", "window", "current"), is, Unit.SHARE),
            book.fact(
                "runs.failed.difference", is - was, interval.low(), interval.high(), Unit.POINTS));
    double p =
        FisherExactTest.withDefaults()
            .test(failedNow, knownNow - failedNow, failedBefore, knownBefore - failedBefore)
            .pValue();
    if (Math.abs(is - was) >= NOTABLE_DIFFERENCE
        && p <= CHANCE
        && Math.max(failedBefore, failedNow) >= FEWEST) {
      book.finding(
          is > was ? "Runs fail more often than before" : "Runs fail less often than before",
          is > was ? Severity.HIGH : Severity.INFO,
          Math.min(p <= 0.01 ? 0.9 : 0.7, found.judgedRuns()),
          said.text(),
          said.factIds(),
          List.of());
    }
  }

  private int count(List<Integer> places, Set<String> ids) {
    return (int)
        places.stream().filter(place -> ids.contains(found.traces().get(place).traceId())).count();
  }

  /// One kind of error in both windows.
  private record Change(Signature signature, int was, int is, double q) {}

  private void errors() {
    var changes = changes();
    found.book().looked(changes.size());
    var fresh = new ArrayList<Change>();
    var gone = new ArrayList<Change>();
    var grown = new ArrayList<Change>();
    for (var change : changes) {
      if (change.q() <= Comparison.DISCOVERY) {
        if (change.was() == 0 && change.is() >= FEWEST) {
          fresh.add(change);
        } else if (change.is() == 0 && change.was() >= FEWEST) {
          gone.add(change);
        } else if (change.was() > 0 && ratio(change) >= GROWN) {
          grown.add(change);
        }
      }
    }
    if (fresh.isEmpty() && grown.isEmpty() && gone.isEmpty()) {
      unchanged(changes.size());
    }
    tell("New errors", Severity.HIGH, fresh);
    tell("Errors that became more frequent", Severity.MEDIUM, grown);
    tell("Errors that are gone", Severity.INFO, gone);
  }

  private void unchanged(int kinds) {
    var book = found.book();
    var said =
        Statement.of(
            "Of {} of errors, none is new, gone or more frequent in the current window beyond chance.",
            book.fact("change.kinds", kinds, Unit.of("kinds")));
    book.finding(
        "No new errors",
        Severity.INFO,
        Math.min(0.7, found.counted()),
        said.text(),
        said.factIds(),
        List.of());
  }

  private List<Change> changes() {
    var rows = new ArrayList<int[]>();
    for (var signature : found.signatures()) {
      int was = 0;
      int is = 0;
      for (int place : signature.traces()) {
        var id = found.traces().get(place).traceId();
        was += before.contains(id) ? 1 : 0;
        is += now.contains(id) ? 1 : 0;
      }
      rows.add(new int[] {was, is});
    }
    var p =
        rows.stream()
            .mapToDouble(row ->
                FisherExactTest.withDefaults()
                    .test(row[1], now.size() - row[1], row[0], before.size() - row[0])
                    .pValue())
            .toArray();
    var q = BenjaminiHochberg.qValues(p);
    var changes = new ArrayList<Change>();
    for (int i = 0; i < q.length; i++) {
      changes.add(new Change(found.signatures().get(i), rows.get(i)[0], rows.get(i)[1], q[i]));
    }
    return changes;
  }

  private double ratio(Change change) {
    return (change.is() / (double) now.size()) / (change.was() / (double) before.size());
  }

  private void tell(String title, Severity severity, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    var book = found.book();
    var shown = changes.subList(0, Math.min(found.top(), changes.size()));
    var said = Statement.EMPTY;
    var spans = new ArrayList<SpanRef>();
    for (var change : shown) {
      var name = change.signature().name();
      said =
          said.then(
              "{} is in {} of the traces of the current window, after {} in the baseline.",
              book.fact(Label.of("change.error", "error", name), Label.shown(name)),
              book.fact(
                  Label.of("change.current", "error", name),
                  change.is() / (double) now.size(),
                  Unit.SHARE),
              book.fact(
                  Label.of("change.baseline", "error", name),
                  change.was() / (double) before.size(),
                  Unit.SHARE));
      book.fact(Label.of("change.q", "error", name), change.q(), Unit.NONE);
      spans.addAll(Case.spans(change.signature()));
    }
    var evidence =
        book.spans(title, spans, "Ask what was deployed shortly before the first of them.");
    book.finding(
        title,
        severity,
        Math.min(shown.getFirst().q() <= 0.01 ? 0.9 : 0.7, found.counted()),
        said.text(),
        said.factIds(),
        List.of(chart(title, shown), evidence));
  }

  private String chart(String title, List<Change> changes) {
    var points = new ArrayList<Chart.Point>();
    for (var change : changes) {
      var label = Label.shown(change.signature().name());
      points.add(Chart.Point.of("baseline", label, change.was() / (double) before.size()));
      points.add(Chart.Point.of("current", label, change.is() / (double) now.size()));
    }
    return found
        .book()
        .chart(
            new Chart(
                Chart.Mark.HORIZONTAL_BAR,
                title + ": share of traces in both windows",
                new Chart.Axis("error", Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis("traces", Chart.Scale.NUMBER, Unit.SHARE),
                points,
                List.of()),
            "A pair of bars is one error; the second is the current window.");
  }
}
