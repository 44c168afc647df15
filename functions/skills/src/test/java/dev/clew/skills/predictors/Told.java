package dev.clew.skills.predictors;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Results;
import dev.clew.evidence.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a measurement says, as tests ask for it.
public record Told(Measurement measurement) {

  public Results results() {
    return measurement.shown().orElseThrow();
  }

  public Optional<Fact> fact(String name) {
    return results().facts().stream().filter(fact -> fact.name().equals(name)).findFirst();
  }

  public double number(String name) {
    return fact(name).orElseThrow(() -> new AssertionError("no fact " + name)).number();
  }

  public String text(String name) {
    return fact(name)
        .map(fact -> fact.value() instanceof FactValue.Text(var text) ? text : "no text")
        .orElse("no fact");
  }

  /// Titles of what is wrong: findings of more than information.
  public List<String> complaints() {
    return results().findings().stream()
        .filter(finding -> finding.severity() != Severity.INFO)
        .map(this::title)
        .toList();
  }

  public boolean says(String title) {
    return results().findings().stream().anyMatch(finding -> title(finding).equals(title));
  }

  public Finding finding(String title) {
    return results().findings().stream()
        .filter(finding -> title(finding).equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not told: " + title + " but " + complaints()));
  }

  public String title(Finding finding) {
    return filled(finding.title());
  }

  /// A finding's sentences with bare figures.
  public String statement(Finding finding) {
    return filled(finding.statement());
  }

  /// Titles, severities and sentences, figures rounded: what must not depend on the order of rows
  /// or on names.
  public List<String> story() {
    return results().findings().stream()
        .map(finding -> finding.severity() + " " + title(finding) + ": " + statement(finding))
        .toList();
  }

  private String filled(String text) {
    String filled = text;
    for (var fact : results().facts()) {
      filled = filled.replace("{" + fact.id() + "}", written(fact));
    }
    return filled;
  }

  private static String written(Fact fact) {
    return switch (fact.value()) {
      case FactValue.Whole(long whole) -> Long.toString(whole);
      case FactValue.Real(double real) -> String.format(Locale.ROOT, "%.6f", real);
      case FactValue.Text(String text) -> text;
      case FactValue.Flag(boolean flag) -> flag ? "yes" : "no";
      case FactValue.Nothing _ -> "unknown";
    };
  }
}
