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
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What makes the slow runs slow: where their additional time goes, and what they have that the
/// others have not.
final class SlowRuns {
  private static final int TOLD = 3;
  private static final int NEAREST = 2;

  /// Slow runs whose median is at least so many times that of the others are worth a look.
  private static final double NOTABLE_RATIO = 2;

  /// Below this, and without a gap, times just spread: what their parts are is chance.
  private static final double UNUSUAL_RATIO = 1.5;

  /// ... when one step holds so much of the difference.
  private static final double NOTABLE_PART = 0.5;

  private final Study study;
  private final List<RunTime> slow = new ArrayList<>();
  private final List<RunTime> others = new ArrayList<>();
  private final boolean[] isSlow;
  private final SlowGroup group;
  private final List<Hanging> hanging;

  private SlowRuns(Study study) {
    this.study = study;
    group = SlowGroup.of(study.seconds(), study.slowest());
    hanging = Hanging.of(study);
    isSlow = new boolean[study.runs().size()];
    for (int i = 0; i < isSlow.length; i++) {
      isSlow[i] = study.runs().get(i).seconds() >= group.least();
      (isSlow[i] ? slow : others).add(study.runs().get(i));
    }
  }

  static void write(Study study) {
    if (study.runs().size() < 2 * Contrast.FEWEST) {
      return;
    }
    var runs = new SlowRuns(study);
    boolean hangingTold = false;
    if (!runs.slow.isEmpty() && !runs.others.isEmpty()) {
      hangingTold = runs.parts();
    }
    runs.hanging(hangingTold);
    if (Math.min(runs.slow.size(), runs.others.size()) >= Contrast.FEWEST) {
      runs.traits();
    }
  }

  /// Whether slow runs are any different from what a spread of times makes of the slowest ones.
  private boolean isUnusual() {
    return group.gap().isPresent() || median(slow) / median(others) >= UNUSUAL_RATIO;
  }

  /// Whether hanging calls make at least half of the slow runs.
  private boolean mostHang() {
    var hang = hanging.stream().map(one -> one.call().run()).collect(Collectors.toSet());
    long of = IntStream.range(0, isSlow.length).filter(i -> isSlow[i] && hang.contains(i)).count();
    return !hang.isEmpty() && 2 * of >= slow.size();
  }

  /// @return whether it told of the calls that hang
  private boolean parts() {
    var book = study.book();
    book.computing(
        "mean time of slow and other runs, split by operation on the critical path, by number and"
            + " length of calls; slow are those above a gap of the times where one is beyond chance"
            + " (Fisher's test of the largest of exponential gaps)",
        study.compared().spanCount());
    var parts = Parts.of(slow, others);
    double medianRatio = median(slow) / median(others);
    var slowRuns = book.fact("slow.runs", slow.size(), Study.RUNS);
    var least = book.fact("slow.least", least(), Unit.SECONDS);
    var slower = book.fact("slow.mean", parts.slower(), Unit.SECONDS);
    var faster = book.fact("slow.others.mean", parts.faster(), Unit.SECONDS);
    var difference = book.fact("slow.difference", parts.difference(), Unit.SECONDS);
    var ratio = book.fact("slow.median_ratio", medianRatio, Unit.RATIO);
    if (!isUnusual()) {
      unremarkable(slowRuns, slower, faster, ratio);
      return false;
    }
    boolean mostHang = mostHang();
    var said = mostHang ? hangs() : Statement.EMPTY;
    double largest = parts.parts().getFirst().seconds() / parts.difference();
    var told = Statement.EMPTY;
    for (var part : parts.parts().subList(0, Math.min(TOLD, parts.parts().size()))) {
      if (part.seconds() <= 0 || part.seconds() < 0.05 * parts.difference()) {
        break;
      }
      double share = part.seconds() / parts.difference();
      told =
          told.then(
              told.text().isEmpty()
                  ? lead(part, share, difference)
                  : said(study, "slow", part, share));
    }
    said =
        said.then(told)
            .then(
                "The slowest {} take at least {}, and {} on average; the others take {} on average.",
                slowRuns,
                least,
                slower,
                faster);
    if (group.gap().isPresent()) {
      said =
          said.then(
              "They lie above a gap: the quickest of them takes {} the slowest of the others.",
              book.fact("slow.gap", group.gap().getAsDouble(), Unit.RATIO));
    }
    boolean notable = medianRatio >= NOTABLE_RATIO && (largest >= NOTABLE_PART || mostHang);
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
    return mostHang;
  }

  private void unremarkable(String slowRuns, String slower, String faster, String ratio) {
    var said =
        Statement.of(
            "Nothing unusual: the slowest {} take {} on average and the others {} (their"
                + " medians are {} apart), with no gap between: times just spread.",
            slowRuns,
            slower,
            faster,
            ratio);
    study
        .book()
        .finding(
            "Nothing unusual makes the slow runs slow",
            Severity.INFO,
            Math.min(slow.size() >= 20 ? 0.9 : 0.7, study.counted()),
            said.text(),
            said.factIds(),
            List.of(
                study
                    .book()
                    .spans(
                        "The slowest runs, the slowest first",
                        study.slowestRuns(slow),
                        "Open the first and follow what it waited for.")));
  }

  /// Calls that hang, whatever their share, where they are not told already.
  private void hanging(boolean told) {
    var book = study.book();
    book.fact("slow.single_call.runs", hanging.size(), Study.RUNS);
    if (told || hanging.isEmpty()) {
      return;
    }
    var said = hangs();
    book.finding(
        "Single calls hang and make their runs slow",
        hanging.size() >= 3 ? Severity.MEDIUM : Severity.LOW,
        Math.min(0.8, study.counted()),
        said.text(),
        said.factIds(),
        List.of(
            book.spans(
                "Calls that hang",
                Study.spans(hanging.stream().map(Hanging::call).toList()),
                "The first hung longest; is there a time-out?")));
  }

  /// The operation that hangs most often, in how many runs, and how long.
  private Statement hangs() {
    var book = study.book();
    var byOperation =
        hanging.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.call().operation(), TreeMap::new, Collectors.toList()));
    var most =
        byOperation.values().stream()
            .max(Comparator.comparingInt(List<Hanging>::size))
            .orElseThrow();
    var name = most.getFirst().call().operation();
    var said =
        Statement.of(
            "In {} of {} a single call of {} hangs: {} at the longest, where half of such calls take"
                + " at most {}.",
            book.fact(
                Label.of("slow.single_call.runs", "operation", name), most.size(), Study.RUNS),
            book.fact("slow.single_call.of", study.runs().size(), Study.RUNS),
            book.fact("slow.single_call.operation", Label.shown(name)),
            book.fact(
                "slow.single_call.longest",
                most.stream().mapToDouble(Hanging::seconds).max().orElseThrow(),
                Unit.SECONDS),
            book.fact("slow.single_call.usual", most.getFirst().usual(), Unit.SECONDS));
    return byOperation.size() == 1
        ? said
        : said.then(
            "Calls of {} hang in all.",
            book.fact("slow.single_call.operations", byOperation.size(), Unit.of("operations")));
  }

  /// The step that adds most, with its reason.
  private Statement lead(Parts.Part part, double share, String difference) {
    var names = Named.of(study, "slow", part, share);
    var telling = new Telling();
    if (share < NOTABLE_PART) {
      telling.say("No single step makes slow runs slow; most adds ").put(names.what());
    } else {
      telling.say("What makes slow runs slow is ").put(names.what());
    }
    telling.say(", with ");
    if (share <= 1) {
      telling.put(names.portion()).say(" of the ");
    } else {
      telling.put(names.seconds()).say(" more, and so all of the ");
    }
    telling.put(difference).say(" that they take longer");
    return reason(telling, part, names).say(".").done();
  }

  private double least() {
    return slow.stream().mapToDouble(RunTime::seconds).min().orElse(Double.NaN);
  }

  private static double median(List<RunTime> runs) {
    return Quantile.of(runs.stream().mapToDouble(RunTime::seconds).toArray(), 0.5);
  }

  /// The facts of one operation's part.
  private record Named(
      String what,
      String seconds,
      String portion,
      String calls,
      String otherCalls,
      String length,
      String otherLength) {

    static Named of(Study study, String prefix, Parts.Part part, double share) {
      var book = study.book();
      var name = part.operation().isEmpty() ? "time between roots" : part.operation();
      book.fact(
          Label.of(prefix + ".part.by_number", "operation", name), part.byCount(), Unit.SECONDS);
      book.fact(
          Label.of(prefix + ".part.by_length", "operation", name), part.byLength(), Unit.SECONDS);
      return new Named(
          book.fact(Label.of(prefix + ".part.name", "operation", name), Label.shown(name)),
          book.fact(Label.of(prefix + ".part", "operation", name), part.seconds(), Unit.SECONDS),
          book.fact(Label.of(prefix + ".part.share", "operation", name), share, Unit.SHARE),
          book.fact(
              Label.of(prefix + ".part.calls", "operation", name), part.slowerCalls(), Unit.NONE),
          book.fact(
              Label.of(prefix + ".part.calls.others", "operation", name),
              part.fasterCalls(),
              Unit.NONE),
          book.fact(
              Label.of(prefix + ".part.each", "operation", name),
              part.slowerSeconds(),
              Unit.SECONDS),
          book.fact(
              Label.of(prefix + ".part.each.others", "operation", name),
              part.fasterSeconds(),
              Unit.SECONDS));
    }
  }

  /// One operation's part, with its main reason.
  static Statement said(Study study, String prefix, Parts.Part part, double share) {
    var names = Named.of(study, prefix, part, share);
    var telling = new Telling().put(names.seconds()).say(" of the difference ");
    if (share <= 1) {
      telling.say("(").put(names.portion()).say(") ");
    }
    return reason(telling.say("is ").put(names.what()), part, names).say(".").done();
  }

  /// Whether its calls are more, or longer, or both.
  private static Telling reason(Telling telling, Parts.Part part, Named names) {
    boolean number = part.byCount() > 0.25 * part.seconds();
    boolean length = part.byLength() > 0.25 * part.seconds();
    if (part.fasterCalls() == 0) {
      return telling.say(", which the others never wait for");
    }
    if (number) {
      telling
          .say(": a run waits for ")
          .put(names.calls())
          .say(" of its calls instead of ")
          .put(names.otherCalls());
    }
    if (length) {
      telling
          .say(number ? ", and each takes " : ": each takes ")
          .put(names.length())
          .say(" instead of ")
          .put(names.otherLength());
    }
    return telling;
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
    if (contrast.looks() == 0) {
      return;
    }
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
    if (!nearest.isEmpty() && isUnusual()) {
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
