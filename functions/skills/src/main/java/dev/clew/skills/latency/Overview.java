package dev.clew.skills.latency;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Statement;
import dev.clew.statistics.NumericSample;
import dev.clew.traces.spans.TraceTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How long runs take, and which spans could not be timed.
final class Overview {
  /// From so many runs on a tenth and a twentieth of them hold one.
  private static final int TENTHS = 10;

  private static final int TWENTIETHS = 20;

  private static final int STEPS = 100;

  private Overview() {}

  static void write(Study study) {
    var book = study.book();
    var examined = study.compared().examined();
    book.computing(
        "durations by the spans' own clocks; percentiles after Hyndman and Fan (definition seven)"
            + " between order statistics",
        study.compared().spanCount());
    book.fact("traces.total", examined.size(), Unit.TRACES);
    book.fact("spans.total", study.compared().spanCount(), Unit.SPANS);
    long timed = 0;
    long unknown = 0;
    long empty = 0;
    long backwards = 0;
    long outliving = 0;
    long apart = 0;
    for (var trace : examined) {
      var times = TraceTimes.of(trace);
      timed += times.timed().size();
      unknown += times.unknown();
      empty += times.empty();
      backwards += times.backwards();
      outliving += times.outliving();
      apart += times.apart();
    }
    var runs = book.fact("runs.timed", study.runs().size(), Study.RUNS);
    book.fact("runs.without_time", examined.size() - study.runs().size(), Study.RUNS);
    book.fact("spans.timed", timed, Unit.SPANS);
    var without = book.fact("spans.without_clock", unknown, Unit.SPANS);
    var still = book.fact("spans.zero_duration", empty, Unit.SPANS);
    var turned = book.fact("spans.end_before_start", backwards, Unit.SPANS);
    var left = book.fact("spans.outliving_parent", outliving, Unit.SPANS);
    var away = book.fact("spans.apart_from_parent", apart, Unit.SPANS);
    if (study.runs().isEmpty()) {
      return;
    }
    var seconds = NumericSample.of(study.seconds());
    var ids = Percentiles.write(book, "run.seconds", "", "", seconds);
    var longest = book.fact("run.seconds.max", seconds.max(), Unit.SECONDS);
    var said = spread(study.runs().size(), runs, ids, longest);
    if (unknown > 0) {
      said =
          said.then(
              unknown == 1
                  ? "{} has no clock and is left out."
                  : "{} have no clock and are left out.",
              without);
    }
    if (empty > 0) {
      said =
          said.then(
              empty == 1
                  ? "{} ends as it starts and is left out."
                  : "{} end as they start and are left out.",
              still);
    }
    if (backwards > 0) {
      said =
          said.then(
              backwards == 1
                  ? "{} ends before it starts and is left out."
                  : "{} end before they start and are left out.",
              turned);
    }
    if (outliving > 0) {
      said =
          said.then(
              outliving == 1
                  ? "{} ends after the one that called it and is cut to it."
                  : "{} end after the one that called them and are cut to it.",
              left);
    }
    if (apart > 0) {
      said =
          said.then(
              apart == 1
                  ? "{} shares no time with the one that called it: their clocks differ."
                  : "{} share no time with the one that called them: their clocks differ.",
              away);
    }
    book.finding(
        "How long runs take",
        Severity.INFO,
        study.counted(),
        said.text(),
        said.factIds(),
        study.runs().size() == 1
            ? List.of(slowest(study))
            : List.of(chart(study, seconds), slowest(study)));
  }

  private static String slowest(Study study) {
    return study
        .book()
        .spans(
            "Runs, the slowest first",
            study.slowestRuns(study.runs()),
            "Open the first and follow what it waited for.");
  }

  /// How runs spread, as far as so many of them tell: the share beyond a percentile must hold a
  /// run.
  private static Statement spread(int size, String runs, Map<String, String> ids, String longest) {
    var half = ids.getOrDefault("p50", "");
    var most = ids.getOrDefault("p90", "");
    if (size == 1) {
      return Statement.of("There is {}, which took {}: one run tells no spread.", runs, longest);
    }
    if (size < TENTHS) {
      return Statement.of(
          "Of {}, half take at most {}; the longest took {}, and so few tell no more of the slow ones.",
          runs,
          half,
          longest);
    }
    if (size < TWENTIETHS) {
      return Statement.of(
          "Of {}, half take at most {} and nine in ten at most {}; the longest took {}.",
          runs,
          half,
          most,
          longest);
    }
    return Statement.of(
        "Of {}, half take at most {}, nine in ten at most {} and all but one in twenty at most {};"
            + " the longest took {}.",
        runs,
        half,
        most,
        ids.getOrDefault("p95", ""),
        longest);
  }

  private static String chart(Study study, NumericSample seconds) {
    var points = new ArrayList<Chart.Point>();
    for (int step = 1; step < STEPS; step++) {
      double share = step / (double) STEPS;
      points.add(Chart.Point.of("", share, seconds.quantile(share)));
    }
    return study
        .book()
        .chart(
            new Chart(
                Chart.Mark.LINE,
                "How long runs take, by percentile",
                new Chart.Axis("share of runs", Chart.Scale.NUMBER, Unit.SHARE),
                new Chart.Axis("duration", Chart.Scale.NUMBER, Unit.SECONDS),
                points,
                List.of(new Chart.Rule(true, 0.95, "p95"))),
            "Where the line turns upwards the slow runs begin.");
  }
}
