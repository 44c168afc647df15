package dev.clew.skills.latency;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.skills.applications.Contrast;
import dev.clew.skills.applications.Difference;
import dev.clew.skills.applications.Feature;
import dev.clew.skills.applications.Grouping;
import dev.clew.skills.applications.RunFeatures;
import dev.clew.skills.applications.Telling;
import dev.clew.statistics.Quantile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What makes the slow runs slow: where their additional time goes, and what they have that the
/// others have not.
final class SlowRuns {
  private static final int TOLD = 3;
  private static final int NEAREST = 2;

  /// Slow runs whose median is at least so many times that of the others are worth a look.
  private static final double NOTABLE_RATIO = 2;

  /// Share of the slow runs from which it is told that a single call takes most of them.
  private static final double SINGLE = 0.25;

  /// A span hangs that takes so many times what its like usually take.
  private static final double HANGS = 5;

  private static final int OFTEN = 10;

  /// ... when one step holds so much of the difference.
  private static final double NOTABLE_PART = 0.5;

  private final Study study;
  private final List<RunTime> slow = new ArrayList<>();
  private final List<RunTime> others = new ArrayList<>();
  private final boolean[] isSlow;

  private SlowRuns(Study study) {
    this.study = study;
    double limit = Quantile.of(study.seconds(), 1 - study.slowest());
    isSlow = new boolean[study.runs().size()];
    for (int i = 0; i < isSlow.length; i++) {
      isSlow[i] = study.runs().get(i).seconds() >= limit;
      (isSlow[i] ? slow : others).add(study.runs().get(i));
    }
  }

  static void write(Study study) {
    if (study.runs().size() < 2 * Contrast.FEWEST) {
      return;
    }
    var runs = new SlowRuns(study);
    if (Math.min(runs.slow.size(), runs.others.size()) >= Contrast.FEWEST) {
      runs.parts();
      runs.traits();
    }
  }

  private void parts() {
    var book = study.book();
    book.computing(
        "mean time of slow and other runs, split by operation on the critical path, by number and"
            + " length of calls",
        study.compared().spanCount());
    var parts = Parts.of(slow, others);
    double medianRatio = median(slow) / median(others);
    var slowRuns = book.fact("slow.runs", slow.size(), Study.RUNS);
    var least = book.fact("slow.least", least(), Unit.SECONDS);
    var slower = book.fact("slow.mean", parts.slower(), Unit.SECONDS);
    var faster = book.fact("slow.others.mean", parts.faster(), Unit.SECONDS);
    var difference = book.fact("slow.difference", parts.difference(), Unit.SECONDS);
    book.fact("slow.median_ratio", medianRatio, Unit.RATIO);
    var said =
        Statement.of(
            "The slowest {} take at least {}, and {} on average; the others take {} on average, which"
                + " makes a difference of {}.",
            slowRuns,
            least,
            slower,
            faster,
            difference);
    int told = 0;
    double largest = 0;
    for (var part : parts.parts()) {
      if (told == TOLD || part.seconds() <= 0 || part.seconds() < 0.05 * parts.difference()) {
        break;
      }
      double share = part.seconds() / parts.difference();
      largest = Math.max(largest, share);
      said = said.then(said(study, "slow", part, share));
      told++;
    }
    said = said.then(single());
    boolean notable = medianRatio >= NOTABLE_RATIO && largest >= NOTABLE_PART;
    var leading = parts.parts().getFirst().operation();
    book.finding(
        "What makes slow runs slow",
        notable ? Severity.MEDIUM : Severity.INFO,
        Math.min(slow.size() >= 20 ? 0.9 : 0.7, study.counted()),
        said.text(),
        said.factIds(),
        List.of(
            chart(parts),
            book.spans(
                "The slow runs, the slowest first",
                study.slowestRuns(slow),
                "Open the first and follow what it waited for."),
            book.spans(
                "In slow runs, spans of the step that adds most",
                Study.spans(
                    slow.stream()
                        .flatMap(run -> run.calls().stream())
                        .filter(call -> call.operation().equals(leading))
                        .toList()),
                "The first was waited for longest.")));
  }

  /// Runs of which one call takes more than half: a call that hangs, rather than much work.
  private Statement single() {
    var book = study.book();
    var most = new ArrayList<CallTime>();
    double longest = 0;
    var usual = usual();
    for (var run : slow) {
      for (var call : run.calls()) {
        double often = usual.getOrDefault(call.operation(), Double.POSITIVE_INFINITY);
        if (2 * call.pathNanos() > run.times().durationNanos()
            && (double) call.pathNanos() >= HANGS * often) {
          most.add(call);
          longest = Math.max(longest, (double) call.pathNanos() / 1e9);
        }
      }
    }
    var count = book.fact("slow.single_call.runs", most.size(), Study.RUNS);
    if (most.size() < SINGLE * slow.size()) {
      return Statement.EMPTY;
    }
    return Statement.of(
        "In {} of these {} a single span takes more than half of the time by itself, {} at the"
            + " longest and many times what such spans usually take: one that hangs rather than much"
            + " work.",
        count,
        book.fact("slow.single_call.of", slow.size(), Study.RUNS),
        book.fact("slow.single_call.longest", longest, Unit.SECONDS));
  }

  /// The median own time of each operation that is seen often enough to have a usual one.
  private Map<String, Double> usual() {
    var times = new HashMap<String, List<Double>>();
    for (var call : study.calls()) {
      times
          .computeIfAbsent(call.operation(), _ -> new ArrayList<>())
          .add((double) call.selfNanos());
    }
    var usual = new HashMap<String, Double>();
    times.forEach((operation, own) -> {
      if (own.size() >= OFTEN) {
        usual.put(
            operation, Quantile.of(own.stream().mapToDouble(Double::doubleValue).toArray(), 0.5));
      }
    });
    return usual;
  }

  private double least() {
    return slow.stream().mapToDouble(RunTime::seconds).min().orElse(Double.NaN);
  }

  private static double median(List<RunTime> runs) {
    return Quantile.of(runs.stream().mapToDouble(RunTime::seconds).toArray(), 0.5);
  }

  /// One operation's part, with its main reason.
  static Statement said(Study study, String prefix, Parts.Part part, double share) {
    var book = study.book();
    var name = part.operation().isEmpty() ? "time between roots" : part.operation();
    var of = Label.of(prefix + ".part", "operation", name);
    var seconds = book.fact(of, part.seconds(), Unit.SECONDS);
    var what = book.fact(Label.of(prefix + ".part.name", "operation", name), Label.shown(name));
    var portion = book.fact(Label.of(prefix + ".part.share", "operation", name), share, Unit.SHARE);
    book.fact(
        Label.of(prefix + ".part.by_number", "operation", name), part.byCount(), Unit.SECONDS);
    book.fact(
        Label.of(prefix + ".part.by_length", "operation", name), part.byLength(), Unit.SECONDS);
    var calls =
        book.fact(
            Label.of(prefix + ".part.calls", "operation", name), part.slowerCalls(), Unit.NONE);
    var otherCalls =
        book.fact(
            Label.of(prefix + ".part.calls.others", "operation", name),
            part.fasterCalls(),
            Unit.NONE);
    var length =
        book.fact(
            Label.of(prefix + ".part.each", "operation", name), part.slowerSeconds(), Unit.SECONDS);
    var otherLength =
        book.fact(
            Label.of(prefix + ".part.each.others", "operation", name),
            part.fasterSeconds(),
            Unit.SECONDS);
    var telling =
        new Telling().put(seconds).say(" of the difference (").put(portion).say(") is ").put(what);
    boolean number = part.byCount() > 0.25 * part.seconds();
    boolean length2 = part.byLength() > 0.25 * part.seconds();
    if (part.fasterCalls() == 0) {
      telling.say(", which the others never wait for");
    } else {
      if (number) {
        telling
            .say(": a run waits for ")
            .put(calls)
            .say(" of its calls instead of ")
            .put(otherCalls);
      }
      if (length2) {
        telling
            .say(number ? ", and each takes " : ": each takes ")
            .put(length)
            .say(" instead of ")
            .put(otherLength);
      }
    }
    return telling.say(".").done();
  }

  private void traits() {
    var book = study.book();
    var runs = study.runs().stream().map(RunTime::trace).toList();
    var grouping = Grouping.of(runs, "auto");
    var left =
        new RunFeatures.Left(
            Set.of(Feature.Family.TIME),
            grouping.map(found -> Set.of(found.by())).orElse(Set.of()),
            Set.of());
    var contrast = Contrast.of(RunFeatures.of(runs, left), isSlow, grouping);
    book.computing(
        "slow runs against the others: Fisher's exact and Mann and Whitney's tests, or whole groups"
            + " dealt out where runs come in groups; q values after Benjamini and Hochberg",
        study.compared().spanCount());
    book.looked(contrast.looks());
    var looks = book.fact("slow.looks", contrast.looks(), Unit.of("looks"));
    var clusters = contrast.told();
    book.fact("slow.differences", clusters.size(), Unit.of("differences"));
    if (clusters.isEmpty()) {
      nothing(contrast, looks);
      return;
    }
    var said =
        Statement.of(
            "Slow runs differ from the others beyond chance in {}.",
            book.fact("slow.told", clusters.size(), Unit.of("things")));
    boolean surest = false;
    for (var cluster : clusters.subList(0, Math.min(TOLD + 1, clusters.size()))) {
      said = said.then(said(cluster.lead()));
      surest |= cluster.lead().q() <= 0.01;
    }
    said =
        said.then(
            "These are the surest of {}; what goes with slowness need not be its reason.", looks);
    book.finding(
        "What slow runs have in common",
        Severity.INFO,
        Math.min(surest ? 0.9 : 0.7, study.counted()),
        said.text(),
        said.factIds(),
        List.of());
  }

  private void nothing(Contrast contrast, String looks) {
    var said =
        Statement.of(
            "After {} at attributes, models, tools, their order, sizes, tokens, retries and errors"
                + " nothing tells slow runs from the others beyond chance.",
            looks);
    var nearest = contrast.all().stream().filter(Difference::isNotable).limit(NEAREST).toList();
    if (!nearest.isEmpty()) {
      said = said.then("Nearest, and maybe chance:");
      for (var one : nearest) {
        said = said.then(said(one));
      }
    }
    study
        .book()
        .finding(
            "Slow runs have nothing in common",
            Severity.INFO,
            Math.min(0.6, study.counted()),
            said.text(),
            said.factIds(),
            List.of());
  }

  private Statement said(Difference one) {
    var book = study.book();
    var phrase = one.feature().phrase();
    Unit unit =
        switch (one.feature()) {
          case Feature.Trait _ -> Unit.SHARE;
          case Feature.Measure measure -> measure.unit();
        };
    var name = book.fact(Label.of("slow.trait", "of", phrase), Label.shown(phrase));
    var first = book.fact(Label.of("slow.trait.slow", "of", phrase), one.first(), unit);
    var second = book.fact(Label.of("slow.trait.others", "of", phrase), one.second(), unit);
    var effect =
        book.fact(
            Label.of("slow.trait.effect", "of", phrase),
            one.effect(),
            one.isShare() ? Unit.POINTS : Unit.NONE);
    var q = book.fact(Label.of("slow.trait.q", "of", phrase), one.q(), Unit.NONE);
    return one.isShare()
        ? Statement.of(
            "{}: {} of the slow runs and {} of the others ({}, q {}).",
            name,
            first,
            second,
            effect,
            q)
        : Statement.of(
            "{}: {} in the median of the slow runs and {} of the others (Cliff's delta {}, q {}).",
            name,
            first,
            second,
            effect,
            q);
  }

  private String chart(Parts parts) {
    var points = new ArrayList<Chart.Point>();
    for (var part : parts.parts().subList(0, Math.min(study.top(), parts.parts().size()))) {
      var name = part.operation().isEmpty() ? "time between roots" : Label.shown(part.operation());
      points.add(Chart.Point.of("by more or fewer calls", name, part.byCount()));
      points.add(Chart.Point.of("by longer or shorter calls", name, part.byLength()));
    }
    return study
        .book()
        .chart(
            new Chart(
                Chart.Mark.HORIZONTAL_BAR,
                "What a slow run takes longer for than another",
                new Chart.Axis("operation", Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis("seconds more", Chart.Scale.NUMBER, Unit.SECONDS),
                points,
                List.of()),
            "The bars add up to the difference of the means; bars to the left are steps on which slow"
                + " runs spend less.");
  }
}
