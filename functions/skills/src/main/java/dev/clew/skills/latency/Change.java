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
import dev.clew.statistics.hypothesis.FisherExactTest;
import dev.clew.statistics.hypothesis.MannWhitneyTest;
import dev.clew.statistics.interval.QuantileInterval;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Whether runs and calls became slower than in the baseline window: by the ratio of percentiles,
/// not by a p-value.
final class Change {
  /// A percentile that changes by less is not told.
  private static final double RELEVANT = Math.log(1.2);

  /// From here on a change is large.
  private static final double LARGE = Math.log(2);

  /// A percentile of a time with two humps flips when a few more runs fall on the other one: what
  /// is told as slower or quicker must surprise by a test of ranks too, all its looks together.
  private static final double CHANCE = 0.02;

  /// A p95 is tested by how many runs of each window are among the longest of both together.
  private static final double LONGEST = 0.9;

  /// From so much of the difference on another mix of models is what is told.
  private static final double MOSTLY = 0.5;

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
  /// @param p how surprising the ranks are without any change: Mann and Whitney's test for a
  ///   median, Fisher's of the longest runs for a p95
  /// @param chance which p shows a change
  private record Shift(double was, double is, double standardError, double p, double chance) {
    static Optional<Shift> of(
        NumericSample before, NumericSample now, double share, double chance) {
      double was = before.quantile(share);
      double is = now.quantile(share);
      return was > 0 && is > 0
          ? Optional.of(
              new Shift(
                  was,
                  is,
                  Math.hypot(error(before, share), error(now, share)),
                  share > 0.5
                      ? longest(before, now)
                      : MannWhitneyTest.withDefaults().test(before, now).pValue(),
                  chance))
          : Optional.empty();
    }

    private static double longest(NumericSample before, NumericSample now) {
      double limit = before.plus(now).quantile(LONGEST);
      long was = before.countAtMost(limit);
      long is = now.countAtMost(limit);
      return FisherExactTest.withDefaults()
          .test(before.size() - was, was, now.size() - is, is)
          .pValue();
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

    RelevantChange.Verdict verdict() {
      var verdict = new RelevantChange(log(), standardError, RELEVANT).verdict();
      return switch (verdict) {
        case ROSE, FELL -> p <= chance ? verdict : RelevantChange.Verdict.OPEN;
        case HELD, OPEN -> verdict;
      };
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
            + " tests), and where ranks show it (Mann and Whitney's test; of p95 Fisher's test of the longest"
            + " tenth)",
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
    var middle = Shift.of(was, is, 0.5, CHANCE);
    var tail = Shift.of(was, is, 0.95, CHANCE);
    if (middle.isEmpty() || tail.isEmpty()) {
      return;
    }
    book.looked(2);
    var half = said("run.seconds", "p50", "Half of the runs took at most ", "", middle.get());
    var most =
        said("run.seconds", "p95", "All but one in twenty runs took at most ", "", tail.get());
    var verdicts = EnumSet.of(middle.get().verdict(), tail.get().verdict());
    boolean worse = verdicts.contains(RelevantChange.Verdict.ROSE);
    boolean better = !worse && verdicts.contains(RelevantChange.Verdict.FELL);
    var verdict =
        worse
            ? RelevantChange.Verdict.ROSE
            : better ? RelevantChange.Verdict.FELL : middle.get().verdict();
    // What the verdict rests on comes first.
    var said =
        (middle.get().verdict() == verdict ? half.then(most) : most.then(half))
            .then("Compared are {} before with {} now.", runsBefore, runsNow);
    boolean held = verdicts.equals(EnumSet.of(RelevantChange.Verdict.HELD));
    double largest = Math.max(middle.get().log(), tail.get().log());
    double confidence = Math.min(0.9, study.counted());
    if (worse || better) {
      said = said.then(why(worse));
    } else if (!held) {
      said =
          said.then(
              "What is left open may be chance: there are too few runs, or times too far apart, for a"
                  + " verdict; a change of a fifth would be worth telling.");
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
    said = said.then(mix(worse ? now : before, worse ? before : now, parts.difference()));
    int told = 0;
    for (var part : parts.parts()) {
      if (told++ == TOLD || part.seconds() < 0.1 * parts.difference()) {
        break;
      }
      said = said.then(SlowRuns.said(study, "change", part, part.seconds() / parts.difference()));
    }
    return said;
  }

  /// Whether most of it is another mix of models rather than longer runs of the same ones.
  private Statement mix(List<RunTime> slower, List<RunTime> faster, double difference) {
    var mix = ModelMix.of(slower, faster);
    var book = study.book();
    book.fact("change.mix", mix.seconds(), Unit.SECONDS);
    book.fact("change.within", difference - mix.seconds(), Unit.SECONDS);
    if (mix.seconds() < MOSTLY * difference) {
      return Statement.EMPTY;
    }
    return Statement.of(
        "{} of that comes of another mix of models, most of it of runs with {}: {} of the slower"
            + " window's and {} of the other's.",
        book.fact("change.mix.share", Math.min(1, mix.seconds() / difference), Unit.SHARE),
        book.fact("change.mix.model", Label.shown(mix.model())),
        book.fact("change.mix.model.slower", mix.slowerShare(), Unit.SHARE),
        book.fact("change.mix.model.faster", mix.fasterShare(), Unit.SHARE));
  }

  /// `p95: from 1.2 s to 2.4 s, 2.0x (1.6x to 2.5x), which is slower.`
  private Statement said(
      String name, String percentile, String words, String operation, Shift shift) {
    var book = study.book();
    var verdict = shift.verdict();
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
    book.fact(ratioName.replace(".ratio", ".verdict"), verdict.name().toLowerCase(Locale.ROOT));
    var judgement =
        switch (verdict) {
          case ROSE -> "slower";
          case FELL -> "quicker";
          case HELD -> "no change that matters";
          case OPEN -> "open, as it may be chance";
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
    var spans = new ArrayList<CallTime>();
    var pairs = new LinkedHashMap<String, List<NumericSample>>();
    var groups = study.groups(Dimension.OPERATION);
    for (var group : groups.entrySet()) {
      if (pairs.size() == study.top()) {
        break;
      }
      var was = sample(group.getValue(), before);
      var is = sample(group.getValue(), now);
      if (Math.min(was.size(), is.size()) >= 2 * FEWEST) {
        pairs.put(group.getKey(), List.of(was, is));
      }
    }
    int looked = pairs.size();
    for (var pair : pairs.entrySet()) {
      var name = pair.getKey();
      var shift =
          Shift.of(pair.getValue().getFirst(), pair.getValue().getLast(), 0.5, CHANCE / looked);
      if (shift.isEmpty()) {
        continue;
      }
      if (shift.get().verdict() == RelevantChange.Verdict.ROSE) {
        var shown = book.fact(Label.of("change.operation", "operation", name), Label.shown(name));
        said =
            said.then(Statement.of("{}:", shown))
                .then(said("seconds", "p50", "half of its calls took at most ", name, shift.get()));
        largest = Math.max(largest, shift.get().log());
        spans.addAll(groups.getOrDefault(name, List.of()));
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
