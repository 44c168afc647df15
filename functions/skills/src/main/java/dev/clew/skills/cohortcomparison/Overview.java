package dev.clew.skills.cohortcomparison;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.applications.Telling;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which cohorts are compared, and how many are in them.
final class Overview {
  private Overview() {}

  /// @param tell whether to say it, where there is something to compare
  static void write(Case found, Readings readings, boolean tell) {
    var book = found.book();
    var unit = found.unit();
    book.fact("cohort.first.filter", filter(found.pair().first()));
    book.fact(
        "cohort.second.filter",
        found.pair().second().isEmpty() ? "all others" : filter(found.pair().second()));
    book.fact("cohorts.chosen", found.pair().chosen());
    book.fact("cohorts.by_outcome", outcomes(found));
    var first = book.fact("cohort.first.size", found.size(true), unit);
    var second = book.fact("cohort.second.size", found.size(false), unit);
    var neither = book.fact("cohorts.neither", found.neither(), unit);
    var both = book.fact("cohorts.both", found.both(), unit);
    var looks = book.fact("looks.total", found.contrast().looks(), LOOKS);
    book.looked(found.contrast().looks());
    var telling = new Telling().say("Compared: ");
    found.name(telling, true).say(" (").put(first).say(") with ");
    found.name(telling, false).say(" (").put(second).say(").");
    var said = telling.done();
    if (outcomes(found)) {
      book.fact("outcome.stated", readings.outcomesAreStated());
      said =
          readings.outcomesAreStated()
              ? said.then(
                  "How a run ended is said by its {}.",
                  book.fact("outcome.source", readings.outcomeSource()))
              : said.then(
                  "The source does not say how runs ended, so a run with an error in some span"
                      + " counts as failed; such a run may have recovered.");
    }
    if (found.neither() > 0) {
      said = said.then("{} are in neither cohort.", neither);
    }
    if (found.both() > 0) {
      said = said.then("{} would be in both and are left out.", both);
    }
    if (found.contrast().looks() > 0) {
      said =
          said.then(
              "{} were taken at attributes, tools and their order, words, sizes, tokens and times;"
                  + " every q below is corrected for all of them.",
              looks);
    }
    if (!tell) {
      return;
    }
    var evidence = new ArrayList<String>();
    for (boolean side : new boolean[] {true, false}) {
      var places =
          IntStream.range(0, found.first().length)
              .filter(i -> found.first()[i] == side)
              .boxed()
              .toList();
      if (!places.isEmpty()) {
        evidence.add(
            book.spans(
                side ? "The first cohort" : "The second cohort",
                found.refs(places),
                "Read one of each cohort side by side."));
      }
    }
    book.finding(
        "What is compared", Severity.INFO, found.counted(), said.text(), said.factIds(), evidence);
  }

  private static boolean outcomes(Case found) {
    return found.pair().first().stream().anyMatch(one -> one.field().equals("outcome"));
  }

  private static String filter(List<Condition> conditions) {
    return conditions.stream().map(Condition::toString).collect(Collectors.joining(" and "));
  }

  static final Unit LOOKS = Unit.of("looks");
}
