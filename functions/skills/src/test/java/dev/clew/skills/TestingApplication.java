package dev.clew.skills;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Results;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.TokenRule;
import dev.clew.traces.spans.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// An application made by hand, and a skill run on it.
public final class TestingApplication {
  private final List<Trace> traces = new ArrayList<>();

  public TestingApplication trace(String id, TestingSpan... spans) {
    return trace(id, Optional.empty(), Map.of(), spans);
  }

  /// A run whose source says how it ended, by a reward.
  public TestingApplication run(
      String id, boolean passed, Map<String, String> attributes, TestingSpan... spans) {
    var outcome = new Outcome(!passed, OptionalDouble.of(passed ? 1 : 0), "reward");
    return trace(id, Optional.of(outcome), attributes, spans);
  }

  public TestingApplication trace(
      String id, Optional<Outcome> outcome, Map<String, String> attributes, TestingSpan... spans) {
    var made = new ArrayList<Span>();
    for (int i = 0; i < spans.length; i++) {
      made.add(spans[i].in(id, i));
    }
    traces.add(new Trace(id, made, outcome, attributes));
    return this;
  }

  public List<Trace> traces() {
    return traces;
  }

  public Application made() {
    return of(traces);
  }

  /// As a reader would hand them over, with the tallies it would have made.
  public static Application of(List<Trace> traces) {
    long spans = 0;
    long roots = 0;
    long llm = 0;
    long tokens = 0;
    long every = 0;
    for (var trace : traces) {
      tokens += TokenRule.reckon(trace).tokens();
      for (var span : trace.spans()) {
        spans++;
        roots += span.parentId().isEmpty() ? 1 : 0;
        llm += span.kind() == SpanKind.LLM ? 1 : 0;
        every += span.tokens().sum();
      }
    }
    return new Application(
        "made",
        traces,
        new Application.Tally(spans, 0, 0, roots, 0, 0, llm, tokens, every, 0, 0, 0),
        Coverage.whole(spans),
        List.of(),
        List.of());
  }

  /// Runs a skill over everything.
  public static Run run(Skill skill, String id, Application application) {
    return run(skill, id, application, Windows.only(new Window.All(), "all"), Map.of());
  }

  /// Runs a skill over a window before an instant and one from it on.
  public static Run run(
      Skill skill, String id, Application application, Instant from, Instant cut, Instant to) {
    return run(
        skill,
        id,
        application,
        new Windows(new Window.Time(from, cut), new Window.Time(cut, to), "given"),
        Map.of());
  }

  public static Run run(
      Skill skill,
      String id,
      Application application,
      Windows windows,
      Map<String, String> parameters) {
    var catalogue = Catalogue.load();
    return new Run(
        Held.measured(
            skill,
            new Inputs(
                catalogue.require(id),
                "made",
                new Inputs.Data.Traces(application),
                windows,
                catalogue.parameters(id, parameters))));
  }

  /// What came of a run, and ways to look into it.
  public record Run(Measurement measurement) {
    public Results results() {
      return measurement.shown().orElseThrow();
    }

    public Fact fact(String name) {
      return results().facts().stream()
          .filter(fact -> fact.name().equals(name))
          .findFirst()
          .orElseThrow(() ->
              new AssertionError(
                  "no fact "
                      + name
                      + " among "
                      + results().facts().stream().map(Fact::name).toList()));
    }

    public boolean has(String name) {
      return results().facts().stream().anyMatch(fact -> fact.name().equals(name));
    }

    public double number(String name) {
      return fact(name).number();
    }

    public String text(String name) {
      return switch (fact(name).value()) {
        case FactValue.Text text -> text.value();
        case FactValue.Whole _, FactValue.Real _, FactValue.Flag _, FactValue.Nothing _ ->
            throw new AssertionError(name + " is no text");
      };
    }

    public boolean unknown(String name) {
      return fact(name).value() instanceof FactValue.Nothing;
    }

    public Optional<Finding> finding(String title) {
      return results().findings().stream()
          .filter(finding -> finding.title().equals(title))
          .findFirst();
    }

    public List<String> titles() {
      return results().findings().stream().map(Finding::title).toList();
    }

    /// Titles of the findings that ask for something to be done.
    public List<String> alarms() {
      return results().findings().stream()
          .filter(finding -> finding.severity() != Severity.INFO)
          .map(Finding::title)
          .toList();
    }

    /// What two runs that found the same share, whatever ids their data had.
    public List<String> facts() {
      return results().facts().stream()
          .map(fact -> fact.name() + " = " + fact.value() + " " + fact.low() + " " + fact.high())
          .sorted()
          .toList();
    }
  }
}
