package dev.clew.skills.performancedegradation;

import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.predictors.Comparison;
import dev.clew.skills.predictors.FactName;
import dev.clew.skills.predictors.Performance;
import dev.clew.skills.predictors.Place;
import dev.clew.statistics.Estimate;
import dev.clew.traces.rows.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What all chapters of one answer write with.
///
/// @param judgedShare share of the current rows whose actual has arrived, in [0, 1]
record Story(
    Notebook notebook, Comparison comparison, Performance performance, double judgedShare) {
  private static final Pattern FACT = Pattern.compile("\\{(F[0-9]+)}");

  Place place() {
    return new Place(comparison.schema(), comparison.current());
  }

  String estimate(String path, Estimate estimate, Unit unit, String... qualifiers) {
    return notebook.fact(
        FactName.of(path, qualifiers), estimate.value(), estimate.low(), estimate.high(), unit);
  }

  /// A finding that rests on the facts its statement cites. The confidence is what the figures
  /// give, by the share of rows whose actual is known: the others may be different.
  void finding(
      String title, Severity severity, double confidence, String statement, String... evidence) {
    notebook.finding(
        title,
        severity,
        Math.max(0, Math.min(1, confidence * judgedShare)),
        statement,
        cited(statement),
        List.of(evidence));
  }

  static List<String> cited(String statement) {
    var ids = new ArrayList<String>();
    Matcher matcher = FACT.matcher(statement);
    while (matcher.find()) {
      if (!ids.contains(matcher.group(1))) {
        ids.add(matcher.group(1));
      }
    }
    return ids;
  }

  /// Where a chunk begins, as a fact.
  String start(String name, Chunk chunk) {
    return place().fact(notebook, name, chunk.from());
  }
}
