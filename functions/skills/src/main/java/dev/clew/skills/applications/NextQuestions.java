package dev.clew.skills.applications;

import dev.clew.skills.Compared;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.TokenRule;
import dev.clew.traces.spans.Trace;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What can be asked of these runs next: each question only where the runs can answer it.
///
/// @param runs those examined
public record NextQuestions(List<Trace> runs) {

  public NextQuestions {
    runs = List.copyOf(runs);
  }

  /// Why runs fail, where any did or any span ended in an error.
  public Optional<String> failures() {
    boolean failed =
        runs.stream().anyMatch(run -> run.outcome().filter(Outcome::failed).isPresent())
            || some(span -> span.status().isError());
    return failed ? Optional.of("Why do runs fail?") : Optional.empty();
  }

  /// What tells failed from passed runs, where there are both.
  public Optional<String> cohorts() {
    boolean failed =
        runs.stream().anyMatch(run -> run.outcome().filter(Outcome::failed).isPresent());
    boolean passed =
        runs.stream().anyMatch(run -> run.outcome().filter(one -> !one.failed()).isPresent());
    return failed && passed
        ? Optional.of("How do the failed runs differ from the passed ones?")
        : Optional.empty();
  }

  /// What makes runs slow, where there are several and they have a clock.
  public Optional<String> slowness() {
    return runs.stream().filter(run -> Compared.start(run).isPresent()).count() > 1
        ? Optional.of("What makes the slow runs slow?")
        : Optional.empty();
  }

  /// Where the tokens go, where spans state them.
  public Optional<String> tokens() {
    return some(TokenRule::states)
        ? Optional.of("Which models and operations burn the tokens?")
        : Optional.empty();
  }

  /// Where one run went wrong, where it holds a call to a model or a tool.
  public static Optional<String> wentWrong(Trace run) {
    boolean acts =
        run.spans().stream()
            .anyMatch(span -> span.kind() == SpanKind.LLM || span.kind() == SpanKind.TOOL);
    return acts ? Optional.of("Where did trace " + run.traceId() + " go wrong?") : Optional.empty();
  }

  private boolean some(Predicate<Span> which) {
    return runs.stream().flatMap(run -> run.spans().stream()).anyMatch(which);
  }
}
