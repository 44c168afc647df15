package dev.clew.skills.drift;

import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.skills.predictors.Comparison;
import dev.clew.skills.predictors.FactName;
import dev.clew.skills.predictors.Place;
import dev.clew.statistics.Interval;
import dev.clew.statistics.Tail;
import dev.clew.statistics.drift.DriftEffect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What all chapters of one answer write on: facts that several of them cite are written once.
final class Page {
  private static final Pattern FACT = Pattern.compile("\\{(F[0-9]+)}");
  private static final double Z = Tail.twoSidedZ(Interval.LEVEL);

  private final Notebook notebook;
  private final Comparison comparison;
  private final Map<String, String> written = new HashMap<>();
  private final Set<String> asked;
  private boolean found;

  /// @param asked columns that were asked about by name
  Page(Notebook notebook, Comparison comparison, Set<String> asked) {
    this.notebook = notebook;
    this.comparison = comparison;
    this.asked = Set.copyOf(asked);
  }

  Set<String> asked() {
    return asked;
  }

  Notebook notebook() {
    return notebook;
  }

  Comparison comparison() {
    return comparison;
  }

  Place place() {
    return new Place(comparison.schema(), comparison.current());
  }

  /// Whether anything drifted, came, went or emptied.
  boolean isFound() {
    return found;
  }

  /// A column's name as a fact.
  String name(String column) {
    return text(FactName.of("drift.name", "column", column), column);
  }

  String number(String fact, double value, Unit unit) {
    return written.computeIfAbsent(fact, _ -> notebook.fact(fact, value, unit));
  }

  String text(String fact, String value) {
    return written.computeIfAbsent(fact, _ -> notebook.fact(fact, value));
  }

  /// An effect with its interval.
  String effect(String fact, DriftEffect effect) {
    Interval interval = effect.interval();
    return written.computeIfAbsent(
        fact, _ -> notebook.fact(fact, effect.value(), interval.low(), interval.high(), Unit.NONE));
  }

  /// The distance that a column's verdict rests on: since it moved, or over the whole window.
  String distance(ColumnReport report) {
    return report.since().isPresent()
        ? effect(
            FactName.of("drift.effect", "column", report.name(), "window", "since"),
            report.since().get().effect())
        : effect(
            FactName.of("drift.effect", "column", report.name()),
            report.window().orElseThrow().effect());
  }

  /// Something that changed.
  void complaint(
      String title, Severity severity, double confidence, String statement, String... charts) {
    found = true;
    remark(title, severity, confidence, statement, charts);
  }

  /// Something to know.
  void remark(
      String title, Severity severity, double confidence, String statement, String... charts) {
    var ids = new ArrayList<String>();
    var matcher = FACT.matcher(statement);
    while (matcher.find()) {
      if (!ids.contains(matcher.group(1))) {
        ids.add(matcher.group(1));
      }
    }
    List<String> evidence = Arrays.stream(charts).filter(id -> !id.isEmpty()).distinct().toList();
    notebook.finding(title, severity, Math.clamp(confidence, 0, 1), statement, ids, evidence);
  }

  /// Probability, by a normal distribution around the effect, that the populations' distance
  /// reaches what matters; at most 0.99.
  static double beyond(DriftEffect effect) {
    double error = effect.interval().width() / (2 * Z);
    double distance = effect.value() - effect.measure().threshold();
    return error == 0
        ? (distance >= 0 ? 0.99 : 0.01)
        : Math.min(0.99, 1 - Tail.normal(distance / error));
  }
}
