package dev.clew.skills.failurepatterns;

import dev.clew.evidence.Chart;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.statistics.Interval;
import dev.clew.statistics.interval.NewcombeInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// What failed runs have that passed ones have not, besides errors.
final class Separators {
  /// So many are told in the finding.
  private static final int TOLD = 3;

  /// Where none is told, so many are shown all the same, as what they are.
  private static final int NEAREST = 2;

  private final Case found;
  private final Comparison comparison;

  private Separators(Case found, Comparison comparison) {
    this.found = found;
    this.comparison = comparison;
  }

  /// Whether a split is large enough to tell and too unlikely to be chance.
  static boolean notable(Comparison.Split split) {
    return Math.abs(split.difference()) >= Comparison.NOTABLE_DIFFERENCE
        && split.q() <= Comparison.DISCOVERY;
  }

  static boolean notable(Comparison.Shift shift) {
    return Math.abs(shift.delta()) >= Comparison.NOTABLE_DELTA && shift.q() <= Comparison.DISCOVERY;
  }

  static void write(Case found, Comparison comparison) {
    new Separators(found, comparison).write();
  }

  private void write() {
    var book = found.book();
    book.computing(
        found.grouping().isPresent()
            ? "traits against outcome: block permutation by group (Winkler et al., 2015), q values after"
                + " Benjamini and Hochberg (1995) over all looks"
            : "traits against outcome: Fisher's exact test and Mann and Whitney's, q values after Benjamini"
                + " and Hochberg (1995) over all looks",
        found.known().size());
    book.looked(comparison.looks());
    var looks = book.fact("traits.looks", comparison.looks(), Unit.of("comparisons"));
    if (comparison.looks() == 0) {
      return;
    }
    var splits =
        comparison.splits().stream()
            .filter(split -> split.trait().family() != Trait.Family.ERROR)
            .sorted(
                Comparator.comparing((Comparison.Split split) -> !notable(split))
                    .thenComparingDouble(Comparison.Split::q)
                    .thenComparingDouble(split -> -Math.abs(split.difference()))
                    .thenComparing(split -> split.trait().phrase()))
            .limit(found.top())
            .toList();
    var shifts =
        comparison.shifts().stream()
            .sorted(
                Comparator.comparing((Comparison.Shift shift) -> !notable(shift))
                    .thenComparingDouble(Comparison.Shift::q)
                    .thenComparing(shift -> shift.measure().name()))
            .toList();
    var told = Statement.EMPTY;
    int count = 0;
    boolean surest = false;
    var nearest = Statement.EMPTY;
    int seen = 0;
    for (var split : splits) {
      var said = said(split);
      nearest = seen++ < NEAREST ? nearest.then(said) : nearest;
      if (notable(split) && count++ < TOLD) {
        told = told.then(said);
        surest |= split.q() <= 0.01;
      }
    }
    for (var shift : shifts) {
      var said = said(shift);
      if (notable(shift) && count++ < 2 * TOLD) {
        told = told.then(said);
        surest |= shift.q() <= 0.01;
      }
    }
    told = told.then(association(count, looks));
    if (count == 0 && !splits.isEmpty()) {
      told =
          told.then(nearest)
              .then("No other trait comes nearer to a difference, and even this may be chance.");
    }
    book.finding(
        count > 0
            ? "What failed runs have that others have not"
            : "No trait tells failed runs apart",
        count > 0 ? Severity.MEDIUM : Severity.INFO,
        Math.min(count == 0 ? 0.6 : surest ? 0.9 : 0.7, found.judgedRuns()),
        told.text(),
        told.factIds(),
        evidence(splits));
  }

  /// The chart, and the runs behind what is told.
  private List<String> evidence(List<Comparison.Split> splits) {
    if (splits.isEmpty()) {
      return List.of();
    }
    var evidence = new ArrayList<String>();
    evidence.add(chart(splits));
    for (var split : splits.subList(0, Math.min(NEAREST, splits.size()))) {
      evidence.add(
          found
              .book()
              .spans(
                  "Runs with " + Label.shown(split.trait().phrase()),
                  found.refs(
                      Arrays.stream(split.trait().runs()).mapToObj(found.known()::get).toList()),
                  "Read a run that failed beside one that did not."));
    }
    return evidence;
  }

  private Statement association(int count, String looks) {
    return count == 0
        ? Statement.of(
            "After {} of tools, their order, models, agents, spans, attributes and sizes, none tells"
                + " failed runs from the others beyond chance.",
            looks)
        : Statement.of(
            "These are the clearest of {}; what goes with failure need not cause it.", looks);
  }

  private Statement said(Comparison.Split split) {
    var book = found.book();
    var phrase = split.trait().phrase();
    int with = split.failedWith() + split.passedWith();
    int without = split.failedWithout() + split.passedWithout();
    var name = book.fact(Label.of("trait", "trait", phrase), Label.shown(phrase));
    oddsRatio(found, Label.of("trait.odds_ratio", "trait", phrase), split);
    book.fact(Label.of("trait.q", "trait", phrase), split.q(), Unit.NONE);
    var rate = book.fact(Label.of("trait.failed", "trait", phrase), split.rateWith(), Unit.SHARE);
    var runs = book.fact(Label.of("trait.runs", "trait", phrase), with, Overview.RUNS);
    var other =
        book.fact(
            Label.of("trait.failed.without", "trait", phrase), split.rateWithout(), Unit.SHARE);
    var others = book.fact(Label.of("trait.runs.without", "trait", phrase), without, Overview.RUNS);
    return Statement.of(
        "With {}, {} of {} failed; without, {} of {}: {}.",
        name,
        rate,
        runs,
        other,
        others,
        difference(split, with, without));
  }

  /// Writes the odds ratio down; with its interval only where runs are independent.
  static String oddsRatio(Case found, String name, Comparison.Split split) {
    var odds = split.oddsRatio();
    return found.grouping().isPresent()
        ? found.book().fact(name, odds.value(), Unit.NONE)
        : found
            .book()
            .fact(name, odds.value(), odds.interval().low(), odds.interval().high(), Unit.NONE);
  }

  /// The difference; with its interval only where runs are independent, since groups make it wider.
  private String difference(Comparison.Split split, int with, int without) {
    var name = Label.of("trait.difference", "trait", split.trait().phrase());
    if (found.grouping().isPresent()) {
      return found.book().fact(name, split.difference(), Unit.POINTS);
    }
    var interval =
        NewcombeInterval.of(
            split.failedWithout(), without, split.failedWith(), with, Interval.LEVEL);
    return found
        .book()
        .fact(name, split.difference(), interval.low(), interval.high(), Unit.POINTS);
  }

  private Statement said(Comparison.Shift shift) {
    var book = found.book();
    var name = shift.measure().name();
    var what = book.fact(Label.of("measure", "measure", name), name);
    var failed =
        book.fact(Label.of("measure.failed", "measure", name), shift.failedMedian(), Unit.of(name));
    var passed =
        book.fact(Label.of("measure.passed", "measure", name), shift.passedMedian(), Unit.of(name));
    var delta =
        book.fact(Label.of("measure.cliffs_delta", "measure", name), shift.delta(), Unit.NONE);
    book.fact(Label.of("measure.q", "measure", name), shift.q(), Unit.NONE);
    return Statement.of(
        "Of {}, failed runs have {} in the median and the others {} (Cliff's delta {}).",
        what,
        failed,
        passed,
        delta);
  }

  private String chart(List<Comparison.Split> splits) {
    var points = new ArrayList<Chart.Point>();
    for (var split : splits) {
      var label = Label.shown(split.trait().phrase());
      points.add(Chart.Point.of("with", label, split.rateWith()));
      points.add(Chart.Point.of("without", label, split.rateWithout()));
    }
    return found
        .book()
        .chart(
            new Chart(
                Chart.Mark.HORIZONTAL_BAR,
                "Share of failed runs with and without a trait",
                new Chart.Axis("trait", Chart.Scale.CATEGORY, Unit.NONE),
                new Chart.Axis("failed", Chart.Scale.NUMBER, Unit.SHARE),
                points,
                List.of()),
            "Two bars of one trait far apart tell failed runs from others; look at how many runs have it"
                + " before believing it.");
  }
}
