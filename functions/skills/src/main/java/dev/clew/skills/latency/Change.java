package dev.clew.skills.latency;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.statistics.Interval;
import dev.clew.statistics.NumericSample;
import dev.clew.statistics.RelevantChange;
import dev.clew.statistics.Tail;
import dev.clew.statistics.interval.QuantileInterval;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether runs and calls became slower than in the baseline window: by the ratio of percentiles,
/// not by a p-value.
final class Change {
  /// A percentile that changes by less is not told.
  private static final double RELEVANT = Math.log(1.2);

  /// From here on a change is large.
  private static final double LARGE = Math.log(2);

  private static final int FEWEST = 5;
  private static final int TOLD = 3;

  private final Study study;
  private final List<RunTime> before;
  private final List<RunTime> now;

  private Change(Study study) {
    this.study = study;
    before = in(study, study.compared().baseline());
    now = in(study, study.compared().current());
  }

  private static List<RunTime> in(Study study, List<Trace> window) {
    Set<String> ids = new HashSet<>();
    window.forEach(trace -> ids.add(trace.traceId()));
    return study.runs().stream().filter(run -> ids.contains(run.trace().traceId())).toList();
  }

  static void write(Study study) {
    if (study.compared().hasBoth()) {
      new Change(study).write();
    }
  }

  /// A percentile in both windows.
  ///
  /// @param standardError of the logarithm of the ratio; infinite where a window does not tell
  private record Shift(double was, double is, double standardError) {
    static Optional<Shift> of(NumericSample before, NumericSample now, double share) {
      double was = before.quantile(share);
      double is = now.quantile(share);
      return was > 0 && is > 0
          ? Optional.of(new Shift(was, is, Math.hypot(error(before, share), error(now, share))))
          : Optional.empty();
    }

    private static double error(NumericSample sample, double share) {
      var interval = QuantileInterval.of(sample, share);
      return interval.low() > 0 && Double.isFinite(interval.high())
          ? Math.log(interval.high() / interval.low()) / (2 * Tail.twoSidedZ(Interval.LEVEL))
          : Double.POSITIVE_INFINITY;
    }

    double log() {
      return Math.log(is / was);
    }

    RelevantChange judged() {
      return new RelevantChange(log(), standardError, RELEVANT);
    }

    double bound(double sign) {
      return Math.exp(log() + sign * Tail.twoSidedZ(Interval.LEVEL) * standardError);
    }
  }

  private void write() {
    var book = study.book();
    book.computing(
        "ratio of percentiles, current over baseline; standard errors of their logarithms from order"
            + " statistics; verdict where a change of a fifth is shown or excluded (two one-sided"
            + " tests)",
        study.compared().spanCount());
    var runsBefore = book.fact("change.runs[window=baseline]", before.size(), Study.RUNS);
    var runsNow = book.fact("change.runs[window=current]", now.size(), Study.RUNS);
    var need = book.fact("change.runs.needed", FEWEST, Study.RUNS);
    if (Math.min(before.size(), now.size()) < FEWEST) {
      book.finding(
          "Whether latency got worse can not be told",
          Severity.INFO,
          study.counted(),
          "The baseline window holds {"
              + runsBefore
              + "} and the current one {"
              + runsNow
              + "}; to compare, each must hold {"
              + need
              + "}. Other windows can be given.",
          List.of(runsBefore, runsNow, need),
          List.of());
      return;
    }
    runs(runsBefore, runsNow);
    operations();
  }

  private void runs(String runsBefore, String runsNow) {
    var book = study.book();
    var was = NumericSample.of(before.stream().mapToDouble(RunTime::seconds).toArray());
    var is = NumericSample.of(now.stream().mapToDouble(RunTime::seconds).toArray());
    var middle = Shift.of(was, is, 0.5);
    var tail = Shift.of(was, is, 0.95);
    if (middle.isEmpty() || tail.isEmpty()) {
      return;
    }
    book.looked(2);
    var said =
        Statement.of("Compared: {} before with {} now.", runsBefore, runsNow)
            .then(said("run.seconds", "p50", "Half of them took at most ", "", middle.get()))
            .then(
                said("run.seconds", "p95", "All but one in twenty took at most ", "", tail.get()));
    var verdicts = EnumSet.of(middle.get().judged().verdict(), tail.get().judged().verdict());
    boolean worse = verdicts.contains(RelevantChange.Verdict.ROSE);
    boolean better = !worse && verdicts.contains(RelevantChange.Verdict.FELL);
    boolean held = verdicts.equals(EnumSet.of(RelevantChange.Verdict.HELD));
    double largest = Math.max(middle.get().log(), tail.get().log());
    double confidence = Math.min(0.9, study.counted());
    if (worse || better) {
      said = said.then(why(worse));
    } else if (!held) {
      said =
          said.then(
              "For a verdict on what is left open there are too few runs: a change of a fifth would"
                  + " be worth telling.");
      confidence = Math.min(0.5, confidence);
    }
    book.finding(
        worse
            ? "Latency got worse"
            : better
                ? "Latency got better"
                : held ? "Latency did not get worse" : "Whether latency got worse is open",
        worse ? largest >= LARGE ? Severity.HIGH : Severity.MEDIUM : Severity.INFO,
        confidence,
        said.text(),
        said.factIds(),
        List.of(
            chart(was, is),
            book.spans(
                "Runs of the current window, the slowest first",
                study.slowestRuns(now),
                "Open the first and follow what it waited for.")));
  }

  /// Where the difference of the means comes from.
  private Statement why(boolean worse) {
    var parts = worse ? Parts.of(now, before) : Parts.of(before, now);
    var book = study.book();
    var said =
        Statement.of(
            "The means of both windows differ by {}.",
            book.fact("change.difference", parts.difference(), Unit.SECONDS));
    if (parts.difference() <= 0) {
      return said.then("So the typical run and the mean moved apart: a few long runs make it.");
    }
    int told = 0;
    for (var part : parts.parts()) {
      if (told++ == TOLD || part.seconds() < 0.1 * parts.difference()) {
        break;
      }
      said = said.then(SlowRuns.said(study, "change", part, part.seconds() / parts.difference()));
    }
    return said;
  }

  /// `p95: from 1.2 s to 2.4 s, 2.0x (1.6x to 2.5x), which is slower.`
  private Statement said(
      String name, String percentile, String words, String operation, Shift shift) {
    var book = study.book();
    var verdict = shift.judged().verdict();
    var was = book.fact(fact(name, percentile, operation, "baseline"), shift.was(), Unit.SECONDS);
    var is = book.fact(fact(name, percentile, operation, "current"), shift.is(), Unit.SECONDS);
    var ratioName =
        name
            + "."
            + percentile
            + ".ratio"
            + (operation.isEmpty() ? "" : "[operation=" + Label.shown(operation) + "]");
    double ratio = Math.exp(shift.log());
    var ratioId =
        Double.isFinite(shift.standardError())
            ? book.fact(
                ratioName,
                ratio,
                Math.min(ratio, shift.bound(-1)),
                Math.max(ratio, shift.bound(1)),
                Unit.RATIO)
            : book.fact(ratioName, ratio, Unit.RATIO);
    book.fact(
        ratioName.replace(".ratio", ".verdict"), verdict.name().toLowerCase(java.util.Locale.ROOT));
    var judgement =
        switch (verdict) {
          case ROSE -> "slower";
          case FELL -> "quicker";
          case HELD -> "no change that matters";
          case OPEN -> "open, as there are too few runs to tell";
        };
    return Statement.of(words + "{} before and {} now, {}: " + judgement + ".", was, is, ratioId);
  }

  private static String fact(String name, String percentile, String operation, String window) {
    return name
        + "."
        + percentile
        + "["
        + (operation.isEmpty() ? "" : "operation=" + Label.shown(operation) + ", ")
        + "window="
        + window
        + "]";
  }

  private void operations() {
    var book = study.book();
    var said = Statement.EMPTY;
    int told = 0;
    double largest = 0;
    int looked = 0;
    var spans = new ArrayList<CallTime>();
    for (var group : study.groups(Dimension.OPERATION).entrySet()) {
      if (looked == study.top()) {
        break;
      }
      var was = sample(group.getValue(), before);
      var is = sample(group.getValue(), now);
      if (Math.min(was.size(), is.size()) < 2 * FEWEST) {
        continue;
      }
      looked++;
      var shift = Shift.of(was, is, 0.5);
      if (shift.isEmpty()) {
        continue;
      }
      if (shift.get().judged().verdict() == RelevantChange.Verdict.ROSE) {
        var name =
            book.fact(
                Label.of("change.operation", "operation", group.getKey()),
                Label.shown(group.getKey()));
        said =
            said.then(Statement.of("{}:", name))
                .then(
                    said(
                        "seconds",
                        "p50",
                        "half of its calls took at most ",
                        group.getKey(),
                        shift.get()));
        largest = Math.max(largest, shift.get().log());
        spans.addAll(group.getValue());
        told++;
      }
    }
    book.looked(looked);
    book.fact("change.operations", looked, Unit.of("operations"));
    if (told == 0) {
      return;
    }
    book.finding(
        "Single operations became slower",
        largest >= LARGE ? Severity.MEDIUM : Severity.LOW,
        Math.min(0.8, study.counted()),
        said.text(),
        said.factIds(),
        List.of(
            book.spans(
                "Calls of what became slower", Study.spans(spans), "Slowest waits come first.")));
  }

  private static NumericSample sample(List<CallTime> calls, List<RunTime> runs) {
    Set<String> ids = new HashSet<>();
    runs.forEach(run -> ids.add(run.trace().traceId()));
    return NumericSample.of(
        calls.stream()
            .filter(call -> ids.contains(call.span().traceId()))
            .mapToDouble(CallTime::seconds)
            .toArray());
  }

  private String chart(NumericSample was, NumericSample is) {
    var points = new ArrayList<Chart.Point>();
    for (int step = 5; step <= 95; step += 5) {
      double share = step / 100.0;
      points.add(Chart.Point.of("baseline", share, was.quantile(share)));
      points.add(Chart.Point.of("current", share, is.quantile(share)));
    }
    return study
        .book()
        .chart(
            new Chart(
                Chart.Mark.LINE,
                "How long runs took before and take now, by percentile",
                new Chart.Axis("share of runs", Chart.Scale.NUMBER, Unit.SHARE),
                new Chart.Axis("duration", Chart.Scale.NUMBER, Unit.SECONDS),
                points,
                List.of()),
            "Lines that part only to the right: the slow runs changed, the typical ones did not.");
  }
}
