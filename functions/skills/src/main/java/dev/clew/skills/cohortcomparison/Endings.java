package dev.clew.skills.cohortcomparison;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.applications.Contrast;
import dev.clew.skills.applications.Difference;
import dev.clew.skills.applications.Feature;
import dev.clew.skills.applications.Telling;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// How the runs of either cohort ended, where the cohorts were not made by that: what whoever
/// compares two groups asks first. One look of its own, so its p needs no correction.
final class Endings {
  /// Conditions that how a run ends follows from, or that are no runs.
  private static final Set<String> SETTLED = Set.of("outcome", "reward", "call", "result");

  /// A difference that is told as one.
  private static final double DISCOVERY = 0.05;

  private Endings() {}

  static void write(Case found, Readings readings) {
    var pair = found.pair();
    if (pair.ofCalls()
        || pair.first().stream().anyMatch(one -> SETTLED.contains(one.field()))
        || pair.second().stream().anyMatch(one -> SETTLED.contains(one.field()))) {
      return;
    }
    var known =
        IntStream.range(0, found.members().size())
            .filter(i -> readings.failed(found.members().get(i).run()).isPresent())
            .toArray();
    var failed =
        IntStream.range(0, known.length)
            .filter(i -> readings.failed(found.members().get(known[i]).run()).orElse(false))
            .toArray();
    var first = new boolean[known.length];
    for (int i = 0; i < known.length; i++) {
      first[i] = found.first()[known[i]];
    }
    var ended =
        Contrast.of(
            List.of(
                new Feature.Trait(
                    Feature.Family.ATTRIBUTE, Feature.Moment.DURING, "failed", failed, List.of())),
            first,
            found.grouping().flatMap(grouping -> grouping.among(known)));
    ended.all().stream().findFirst().ifPresent(one -> tell(found, readings, ended, one));
  }

  private static void tell(Case found, Readings readings, Contrast ended, Difference one) {
    var book = found.book();
    book.computing(
        ended.grouping().isPresent()
            ? "difference of shares; permutation of whole groups, intervals by a bootstrap over"
                + " groups"
            : "difference of shares (Fisher's exact test, Newcombe's interval)",
        found.members().size());
    book.looked(1);
    var share = book.fact("failed.first", one.first(), Unit.SHARE);
    var other = book.fact("failed.second", one.second(), Unit.SHARE);
    book.fact("failed.first.runs", one.firstHaving(), found.unit());
    book.fact("failed.second.runs", one.secondHaving(), found.unit());
    var interval = ended.interval(one);
    var points =
        interval.isPresent()
            ? book.fact(
                "failed.points",
                one.effect(),
                Math.min(one.effect(), interval.get().low()),
                Math.max(one.effect(), interval.get().high()),
                Unit.POINTS)
            : book.fact("failed.points", one.effect(), Unit.POINTS);
    var p = book.fact("failed.p", one.p(), Unit.NONE);
    boolean differ = one.p() <= DISCOVERY;
    var telling = new Telling().put(share).say(" of ");
    found.name(telling, true).say(" failed and ").put(other).say(" of ");
    found
        .name(telling, false)
        .say(", ")
        .put(points)
        .say(differ ? " (p " : ": no difference beyond chance (p ")
        .put(p)
        .say(").");
    if (!readings.outcomesAreStated()) {
      telling.say(
          " The source does not say how runs ended, so a run with an error in some span counts as"
              + " failed.");
    }
    var said = telling.done();
    book.finding(
        differ ? "They fail at different rates" : "They fail alike",
        differ ? Severity.MEDIUM : Severity.INFO,
        Math.min(differ ? 0.9 : 0.6, found.counted()),
        said.text(),
        said.factIds(),
        List.of());
    book.opens(said.text());
  }
}
