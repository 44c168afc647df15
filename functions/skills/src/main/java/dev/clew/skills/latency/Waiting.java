package dev.clew.skills.latency;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.skills.applications.Telling;
import dev.clew.statistics.interval.Bootstrap;
import dev.clew.traces.spans.SpanKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What runs wait for: shares of the critical path by operation, by kind of work, and what of it is
/// no call at all, a call that failed, or calls that could have run together.
final class Waiting {
  private static final int TOLD = 3;

  /// More runs than this get no interval: it would be narrow, and dear.
  private static final int MOST_DRAWN = 5_000;

  private static final int RESAMPLES = 1_000;
  private static final long SEED = 20_220_711;

  /// Shares of all waiting from which somebody should look.
  static final double NOTABLE = 0.25;

  static final double LARGE = 0.5;

  private static final double NOTABLE_FAILED = 0.1;

  private Waiting() {}

  static void write(Study study) {
    var book = study.book();
    book.computing(
        "critical path: backwards from each run's end along what ended last (after CRISP, Zhang and"
            + " others, USENIX ATC)",
        study.compared().spanCount());
    double total = (double) study.totalNanos();
    var all = book.fact("path.seconds.total", total / 1e9, Unit.SECONDS);
    steps(study, total, all);
    kinds(study, total);
    outside(study, total);
    failed(study, total);
    Together.write(study, total);
  }

  /// Which operations' own work the runs waited for.
  private static void steps(Study study, double total, String all) {
    var book = study.book();
    var groups = study.groups(Dimension.OPERATION);
    var shares = new LinkedHashMap<String, Double>();
    var telling = new Telling();
    int told = 0;
    for (var group : groups.entrySet()) {
      double path = (double) Study.path(group.getValue());
      if (shares.size() == study.top() || path == 0) {
        break;
      }
      var name = group.getKey();
      shares.put(name, path / total);
      var seconds =
          book.fact(Label.of("path.seconds", "operation", name), path / 1e9, Unit.SECONDS);
      var share = share(study, name, path / total);
      if (told < TOLD) {
        var step = book.fact(Label.of("path.operation", "operation", name), Label.shown(name));
        telling.say(told == 0 ? "Of all " : ", ");
        if (told == 0) {
          telling.put(all).say(" that runs took, ");
        }
        telling.put(share).say(" is ").put(step).say(" itself (").put(seconds).say(")");
        told++;
      }
    }
    if (told == 0) {
      return;
    }
    var said =
        telling
            .say(".")
            .done()
            .then(
                "Counted is what the run waited for: work beside a longer call does not count, nor"
                    + " does waiting for what was called.");
    var leading = groups.values().iterator().next();
    book.finding(
        "Which steps take the time",
        Severity.INFO,
        study.counted(),
        said.text(),
        said.factIds(),
        List.of(
            chart(study, shares),
            book.spans(
                "Spans of the step that takes most",
                Study.spans(leading),
                "The first of them was waited for longest.")));
  }

  /// The share of an operation in all waiting, with an interval over runs.
  private static String share(Study study, String operation, double share) {
    var name = Label.of("path.share", "operation", operation);
    int runs = study.runs().size();
    if (runs < 2 || runs > MOST_DRAWN) {
      return study.book().fact(name, share, Unit.SHARE);
    }
    // Drawn from in the order of their times, so that the order of traces plays no part.
    var rows =
        study.runs().stream()
            .map(run ->
                new double[] {
                  run.times().durationNanos(),
                  run.calls().stream()
                      .filter(call -> call.operation().equals(operation))
                      .mapToLong(CallTime::pathNanos)
                      .sum()
                })
            .sorted(
                Comparator.comparingDouble((double[] row) -> row[0])
                    .thenComparingDouble(row -> row[1]))
            .toList();
    return Bootstrap.withSeed(SEED)
        .withResamples(RESAMPLES)
        .percentile(
            runs,
            drawn -> {
              double part = 0;
              double sum = 0;
              for (int i : drawn) {
                sum += rows.get(i)[0];
                part += rows.get(i)[1];
              }
              return part / sum;
            })
        .map(estimate ->
            study
                .book()
                .fact(
                    name,
                    share,
                    Math.min(share, estimate.low()),
                    Math.max(share, estimate.high()),
                    Unit.SHARE))
        .orElseGet(() -> study.book().fact(name, share, Unit.SHARE));
  }

  /// Kinds of work, and what is none.
  private enum Work {
    MODELS("model calls"),
    TOOLS("tool calls"),
    RETRIEVAL("retrieval"),
    OTHER("other work"),
    BETWEEN("between calls");

    private final String words;

    Work(String words) {
      this.words = words;
    }

    static Work of(CallTime call) {
      return switch (call.span().kind()) {
        case LLM -> MODELS;
        case TOOL -> TOOLS;
        case RETRIEVER, RERANKER, EMBEDDING -> RETRIEVAL;
        case CHAIN, AGENT, GUARDRAIL, EVALUATOR, PROMPT, UNKNOWN -> call.leaf() ? OTHER : BETWEEN;
      };
    }
  }

  private static void kinds(Study study, double total) {
    for (var work : Work.values()) {
      study
          .book()
          .fact(
              Label.of("path.share", "work", work.words),
              (double) nanos(study, work) / total,
              Unit.SHARE);
    }
  }

  private static long nanos(Study study, Work work) {
    long nanos =
        study.calls().stream()
            .filter(call -> Work.of(call) == work)
            .mapToLong(CallTime::pathNanos)
            .sum();
    return work == Work.BETWEEN
        ? nanos + study.runs().stream().mapToLong(RunTime::gapNanos).sum()
        : nanos;
  }

  /// Time in which nothing that was called was at work: queues, waiting for people, code that is
  /// not instrumented.
  private static void outside(Study study, double total) {
    var book = study.book();
    double share = (double) nanos(study, Work.BETWEEN) / total;
    boolean hasCalls =
        study.calls().stream()
            .anyMatch(
                call -> call.span().kind() == SpanKind.LLM || call.span().kind() == SpanKind.TOOL);
    var fact = book.fact("between.share", share, Unit.SHARE);
    double longest = 0;
    CallTime at = null;
    for (var call : study.calls()) {
      if (Work.of(call) == Work.BETWEEN && call.pathNanos() > longest) {
        longest = (double) call.pathNanos();
        at = call;
      }
    }
    if (share < NOTABLE || !hasCalls || at == null) {
      return;
    }
    var said =
        Statement.of(
            "{} of the time runs take passes while nothing they called is at work; the most of it in"
                + " {}, {} in one span.",
            fact,
            book.fact("between.operation", Label.shown(at.operation())),
            book.fact("between.longest", longest / 1e9, Unit.SECONDS));
    said =
        said.then(
            "That is code without spans, a queue, or waiting for somebody: look what the span does"
                + " there.");
    book.finding(
        "Time passes between calls",
        share >= LARGE ? Severity.MEDIUM : Severity.LOW,
        Math.min(0.9, study.counted()),
        said.text(),
        said.factIds(),
        List.of(
            book.spans(
                "Spans that work or wait themselves",
                Study.spans(
                    study.calls().stream().filter(call -> Work.of(call) == Work.BETWEEN).toList()),
                "What happens between the calls of the first?")));
  }

  /// Waiting for calls that then failed.
  private static void failed(Study study, double total) {
    var book = study.book();
    var failed =
        study.calls().stream()
            .filter(call -> call.leaf() && call.span().status().isError())
            .toList();
    double share = (double) Study.path(failed) / total;
    var fact = book.fact("failed.share", share, Unit.SHARE);
    if (share < NOTABLE_FAILED) {
      return;
    }
    var said =
        Statement.of(
            "{} of the time runs take is waiting for {} that failed.",
            fact,
            book.fact("failed.calls", failed.size(), Unit.CALLS));
    book.finding(
        "Failing calls cost time",
        share >= NOTABLE ? Severity.MEDIUM : Severity.LOW,
        study.counted(),
        said.text(),
        said.factIds(),
        List.of(
            book.spans(
                "Calls that failed",
                Study.spans(failed),
                "The first was waited for longest; is there a time-out?")));
  }

  private static String chart(Study study, Map<String, Double> shares) {
    var points = new ArrayList<Chart.Point>();
    shares.forEach((name, share) -> points.add(Chart.Point.of("", Label.shown(name), share)));
    return study
        .book()
        .chart(
            new Chart(
                Chart.Mark.HORIZONTAL_BAR,
                "What runs wait for",
                new Chart.Axis("operation", Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis("share of all time", Chart.Scale.NUMBER, Unit.SHARE),
                points,
                List.of()),
            "Each bar is an operation's own work on the critical path; what it called counts there.");
  }
}
