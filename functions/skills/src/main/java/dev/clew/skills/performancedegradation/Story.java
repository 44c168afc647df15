package dev.clew.skills.performancedegradation;

import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.predictors.Comparison;
import dev.clew.skills.predictors.FactName;
import dev.clew.skills.predictors.Performance;
import dev.clew.skills.predictors.Place;
import dev.clew.skills.predictors.RankingOutcomes;
import dev.clew.statistics.Estimate;
import dev.clew.traces.rows.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What all chapters of one answer write with.
///
/// @param judgedShare share of the current rows (groups of a ranking) whose actual has arrived, in
///   [0, 1]
/// @param began id of the fact from when on rows are affected; absent where the whole window is
record Story(
    Notebook notebook,
    Comparison comparison,
    Performance performance,
    double judgedShare,
    Optional<String> began) {
  private static final Pattern FACT = Pattern.compile("\\{(F[0-9]+)}");

  /// Fewer arrived actuals than this share of the rows are said beside every verdict.
  private static final double MOST = 0.9;

  /// The same, told of the rows since a change.
  Story since(String start) {
    return new Story(notebook, comparison, performance, judgedShare, Optional.of(start));
  }

  /// What is counted: rows, or the groups of a ranking.
  Unit unit() {
    return performance.current() instanceof RankingOutcomes ? Unit.of("groups") : Unit.ROWS;
  }

  /// Whether so many actuals are missing that no verdict stands without saying so.
  boolean isWaiting() {
    return judgedShare < MOST;
  }

  /// Which rows the figures of a change are about, to follow them in a sentence; empty where they
  /// are about the whole window.
  String where() {
    return began.map(start -> " on the rows since {" + start + "}").orElse("");
  }

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
