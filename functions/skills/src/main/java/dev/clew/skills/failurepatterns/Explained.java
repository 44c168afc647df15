package dev.clew.skills.failurepatterns;

import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which part of the failed runs errors explain, and which part nothing does.
final class Explained {
  private final Case found;
  private final Comparison comparison;

  private Explained(Case found, Comparison comparison) {
    this.found = found;
    this.comparison = comparison;
  }

  static void write(Case found, Comparison comparison) {
    if (!found.runs().failed().isEmpty() && found.runs().stated()) {
      new Explained(found, comparison).write();
    }
  }

  private void write() {
    var book = found.book();
    var failed = found.runs().failed();
    book.computing(
        "failed runs by the errors they hold; an error explains where runs with it fail more often",
        failed.size());
    var explaining = explaining();
    var withErrors = found.tracesWithErrors();
    var explained = new TreeSet<Integer>();
    var silent = new ArrayList<Integer>();
    for (int run : failed) {
      if (explaining.contains(run)) {
        explained.add(run);
      }
      if (!withErrors.contains(run)) {
        silent.add(run);
      }
    }
    var all = book.fact("explained.of", failed.size(), Overview.RUNS);
    var by = book.fact("explained.by_errors", explained.size(), Overview.RUNS);
    var most =
        book.fact(
            "explained.most.share",
            (failed.size() - silent.size()) / (double) failed.size(),
            Unit.SHARE);
    var none = book.fact("explained.by_nothing", silent.size(), Overview.RUNS);
    var noneShare =
        book.fact("explained.by_nothing.share", silent.size() / (double) failed.size(), Unit.SHARE);
    var passedWith =
        book.fact("explained.passed_with_errors", found.passedAmong(withErrors), Overview.RUNS);
    var said =
        silent.isEmpty()
            ? Statement.of("Each of the {} that failed holds an error.", all)
            : Statement.of(
                "{} of {} that failed ({}) met no error at all: what they did wrong shows in no status,"
                    + " exception or tool result, so no error explains them.",
                none,
                all,
                noneShare);
    if (comparison.looks() == 0) {
      said =
          said.then(
              "With {} that passed there is too little to compare with, so what makes runs fail stays open.",
              book.fact("explained.passed", found.runs().passed().size(), Overview.RUNS));
    } else {
      said =
          said.then(
              "Errors can explain at most {} of the failures, and {} that passed met one too.",
              most,
              passedWith);
      said =
          explaining.isEmpty()
              ? said.then("No error goes with failure beyond chance.")
              : said.then("Errors that go with failure beyond chance are in {} of {}.", by, all);
    }
    var evidence =
        silent.isEmpty()
            ? List.<String>of()
            : List.of(
                book.spans(
                    "Failed runs without any error",
                    found.refs(silent),
                    "Read one against what it should have done: a wrong choice, a step left out, an answer"
                        + " that was not right."));
    book.finding(
        silent.isEmpty() ? "Every failed run holds an error" : "What no error explains",
        silent.isEmpty() ? Severity.INFO : Severity.MEDIUM,
        found.judgedRuns(),
        said.text(),
        said.factIds(),
        evidence);
  }

  /// Runs that hold an error which goes with failure.
  private Set<Integer> explaining() {
    var places = new TreeSet<Integer>();
    for (var split : comparison.splits()) {
      if (split.trait().family() == Trait.Family.ERROR
          && split.difference() > 0
          && Separators.notable(split)) {
        for (int run : split.trait().runs()) {
          places.add(found.known().get(run));
        }
      }
    }
    return places;
  }
}
