package dev.clew.interpretation;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Unit;
import dev.clew.evidence.Window;
import java.util.StringJoiner;

/// What an answer looked at, in a sentence.
final class Looked {
  private Looked() {}

  static String said(Answer answer) {
    var coverage = answer.coverage();
    var said = new StringJoiner(", ", "", ".");
    if (coverage.population() > 0) {
      var unit = unit(answer);
      long inPart = coverage.objectsInPart();
      if (coverage.examined() < coverage.population()) {
        said.add(
            FactWriter.count(coverage.examined(), Unit.NONE)
                + " of "
                + (inPart > 0 ? "at least " : "")
                + FactWriter.count(coverage.population(), unit)
                + " examined");
        said.add(coverage.exact() ? "figures exact" : "figures of these alone");
      } else if (inPart > 0) {
        said.add(
            FactWriter.count(coverage.examined(), unit)
                + (coverage.examined() == 1 ? " was read; " : " were read; ")
                + FactWriter.count(inPart, Unit.of("objects"))
                + " only in part or not at all");
        said.add("so there may be more");
      } else {
        said.add("All " + FactWriter.count(coverage.population(), unit) + " examined");
        said.add(coverage.exact() ? "figures exact" : "figures estimated");
      }
    } else {
      said.add("No data was examined");
    }
    if (answer.looks() > 0) {
      said.add(FactWriter.count(answer.looks(), Unit.of("comparisons")) + " made");
    }
    if (answer.dropped() > 0) {
      said.add(
          FactWriter.count(answer.dropped(), Unit.of("sentences")) + " dropped by the claim check");
    }
    if (answer.usage().bytesRead() > 0) {
      said.add(FactWriter.number((double) answer.usage().bytesRead(), Unit.of("bytes")) + " read");
    }
    said.add(FactWriter.number(answer.usage().elapsedMs() / 1000.0, Unit.SECONDS));
    return said.toString();
  }

  /// Rows of a log or spans of traces, as the facts' units tell; where they tell of both or
  /// neither, both.
  private static Unit unit(Answer answer) {
    boolean rows = counts(answer, Unit.ROWS);
    boolean spans =
        counts(answer, Unit.SPANS) || counts(answer, Unit.TRACES) || counts(answer, Unit.CALLS);
    if (rows == spans) {
      boolean files =
          answer.receipt().computations().stream()
              .allMatch(one ->
                  switch (one.windows().current()) {
                    case Window.CurrentFiles _, Window.BaselineFiles _, Window.Rows _ -> true;
                    case Window.All _, Window.None _, Window.Time _ -> false;
                  });
      return files && !spans ? Unit.ROWS : Unit.of("rows or spans");
    }
    return rows ? Unit.ROWS : Unit.SPANS;
  }

  private static boolean counts(Answer answer, Unit unit) {
    return answer.facts().stream().anyMatch(fact -> fact.unit().equals(unit));
  }
}
