package dev.clew.investigation.agent;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Results;
import dev.clew.interpretation.FactWriter;
import dev.clew.interpretation.PlainText;
import dev.clew.interpretation.Statement;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.rails.Aliases;
import dev.clew.skills.exploration.ToolText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// A step's result as a model that decides is shown it: the findings, then the facts. A result that
/// is longer than a model is shown leaves the facts out that no finding rests on. Of the data's own
/// words it sees none that could tell it what to do, and no excerpts: see [Aliases].
final class ResultLines {
  private static final int LONGEST_FINDING = 400;

  private ResultLines() {}

  /// @param step whose facts are called `S1.F7`
  static List<String> of(String step, StepResult result) {
    return result instanceof StepResult.Measured measured
        ? measured.measurement().shown().map(shown -> of(step, shown)).orElse(List.of())
        : List.of();
  }

  private static List<String> of(String step, Results results) {
    boolean whole = ToolText.of(results).length() <= ToolText.MOST;
    var told = Statement.byId(Aliases.of(results.facts()));
    var lines = new ArrayList<String>();
    var cited = new HashSet<String>();
    for (var finding : results.findings()) {
      var said = Statement.parse(finding.statement()).filled(told);
      lines.add(finding.severity() + ": " + PlainText.cut(PlainText.line(said), LONGEST_FINDING));
      cited.addAll(finding.factIds());
    }
    for (var fact : results.facts()) {
      if (whole || cited.contains(fact.id())) {
        lines.add(fact(step + "." + fact.id(), fact));
      }
    }
    return lines;
  }

  /// One fact: `S1.F7 drift.columns = 12 columns`.
  static String fact(String ref, Fact fact) {
    var written =
        fact.value() instanceof FactValue.Text(var text)
            ? "\u201c" + Aliases.of(text) + "\u201d"
            : FactWriter.write(fact);
    return ref + " " + PlainText.line(Aliases.ofName(fact.name())) + " = " + written;
  }
}
