package dev.clew.skills.cohortcomparison;

import dev.clew.evidence.Notebook;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.skills.Compared;
import dev.clew.skills.applications.Contrast;
import dev.clew.skills.applications.Grouping;
import dev.clew.skills.applications.Telling;
import dev.clew.traces.spans.Application;
import java.util.List;
import java.util.Optional;

/// What each part of the report reads, and the notebook it writes in.
///
/// @param members of both cohorts, in the order of the runs
/// @param first whether each is in the first cohort
/// @param neither what is in neither cohort
/// @param both what both cohorts' conditions hold for, and which is left out for that
/// @param firstValue fact of what stands in the first cohort's name, where something does
record Case(
    Notebook book,
    Application application,
    Compared compared,
    Pair pair,
    List<Subject> members,
    boolean[] first,
    int neither,
    int both,
    Optional<Grouping> grouping,
    Contrast contrast,
    Optional<String> firstValue,
    Optional<String> secondValue,
    int top) {

  static final Unit RUNS = Unit.of("runs");

  /// No count of what instrumentation says is surer than this.
  static final double SURE = 0.99;

  private static final int SHOWN = 500;

  Unit unit() {
    return pair.ofCalls() ? Unit.CALLS : RUNS;
  }

  int size(boolean ofFirst) {
    int count = 0;
    for (boolean one : first) {
      count += one == ofFirst ? 1 : 0;
    }
    return count;
  }

  /// Adds a cohort's name to a sentence.
  Telling name(Telling telling, boolean ofFirst) {
    var noun = ofFirst ? pair.firstNoun() : pair.secondNoun();
    var value = ofFirst ? firstValue : secondValue;
    int at = noun.words().indexOf("{}");
    if (at < 0 || value.isEmpty()) {
      return telling.say(noun.words());
    }
    return telling
        .say(noun.words().substring(0, at))
        .put(value.get())
        .say(noun.words().substring(at + 2));
  }

  /// Confidence in what is counted: the share of the population that was examined, at most [#SURE].
  double counted() {
    var coverage = compared.coverage(application);
    double examined =
        coverage.population() == 0 ? 1 : coverage.examined() / (double) coverage.population();
    return Math.min(SURE, examined);
  }

  List<SpanRef> refs(List<Integer> places) {
    return places.stream()
        .limit(SHOWN)
        .map(members::get)
        .map(member ->
            new SpanRef(
                member.run().traceId(), member.call().map(span -> span.spanId()).orElse("")))
        .toList();
  }
}
