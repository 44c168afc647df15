package dev.clew.skills.tracediagnosis;

import dev.clew.evidence.Notebook;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.skills.Statement;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What each part of the measurement reads, and the notebook it writes in.
///
/// @param how by what the trace was chosen
/// @param top how many suspects are told of
/// @param least the confidence from which a step is told of as suspect
/// @param ids of facts by their names, where a sentence needs one again
record Dossier(
    Notebook book,
    Trace trace,
    String how,
    Course course,
    Suspicion.Verdict verdict,
    int top,
    double least,
    Map<String, String> ids) {
  static final Unit STEPS = Unit.of("steps");

  /// No count of what instrumentation says is surer than this.
  static final double SURE = 0.99;

  /// So much of a text stands in a sentence, and so much in an excerpt.
  static final int TOLD = 160;

  static final int EXCERPT = 400;

  /// Where a step that hands on a task comes to its plan.
  private static final Pattern PLAN =
      Pattern.compile(
          "(?im)^(?:#+\\s*)?(?:plan for solving the task|here is (?:an initial|the|my) plan[^\\n]*|(?:initial )?plan)\\s*:?\\s*$|here is an initial plan[^:\\n]*:");

  boolean failed() {
    return trace.outcome().map(Outcome::failed).orElse(false) || brokeAtRoot();
  }

  boolean passed() {
    return trace.outcome().map(outcome -> !outcome.failed()).orElse(false);
  }

  boolean brokeAtRoot() {
    return course.tree().roots().stream().anyMatch(root -> root.status().isError());
  }

  /// Those that are more likely faulty than `least`, in order of suspicion.
  List<Suspect> suspects() {
    return verdict.suspects().stream().filter(one -> one.confidence() >= least).toList();
  }

  /// Remembers a fact's id.
  void keep(String name, String id) {
    ids.put(name, id);
  }

  /// The id of a fact that was kept.
  ///
  /// @throws IllegalStateException when it was not
  String id(String name) {
    var id = ids.get(name);
    if (id == null) {
      throw new IllegalStateException("fact " + name + " was not kept");
    }
    return id;
  }

  List<SpanRef> refs(Collection<String> spanIds) {
    return spanIds.stream().map(id -> new SpanRef(trace.traceId(), id)).toList();
  }

  /// How a step's agent is named; empty where nobody is.
  static String agent(Step step) {
    if (!step.agent().isEmpty()) {
      return Words.line(step.agent(), 80);
    }
    return step.span().kind() == SpanKind.TOOL
        ? Words.line(step.span().name(), 60)
        : Words.line(step.span().model(), 80);
  }

  /// A statement whose ` ({})` names the step's agent; left out where nobody is named.
  ///
  /// @param facts one for each place, that of the agent among them
  static Statement statement(String template, Step step, String... facts) {
    int at = template.indexOf(" ({})");
    if (at < 0 || !agent(step).isEmpty()) {
      return Statement.of(template, facts);
    }
    var left = new ArrayList<>(List.of(facts));
    int before = template.substring(0, at).split("\\{}", -1).length - 1;
    left.remove(before);
    return Statement.of(
        template.substring(0, at) + template.substring(at + " ({})".length()),
        left.toArray(String[]::new));
  }

  /// What a step did, in its own words: the calls it made, else the code it ran, else what it said.
  static String did(Step step, int length) {
    if (step.role() == Step.Role.PLAN) {
      var plan = PLAN.matcher(Words.head(step.said(), 8_000));
      if (plan.find()) {
        return Words.line(prose(step.said().substring(plan.end())), length);
      }
    }
    var text = new StringBuilder();
    for (var call : step.asked()) {
      text.append(text.isEmpty() ? "called " : "; ")
          .append(call.name())
          .append('(')
          .append(Words.line(call.arguments(), length / 2))
          .append(')');
    }
    if (step.said().isBlank() && step.asked().isEmpty()) {
      for (var result : step.results()) {
        text.append(text.isEmpty() ? "called " : "; ")
            .append(result.tool())
            .append('(')
            .append(Words.line(result.arguments(), length / 2))
            .append(')');
      }
    }
    var words = prose(step.said());
    if (!words.isBlank()) {
      text.append(text.isEmpty() ? "" : ", saying: ").append(words);
    } else if (text.isEmpty() && !step.code().isEmpty()) {
      text.append("ran ").append(step.code());
    }
    return Words.line(text.toString(), length);
  }

  /// Words without code and without the marks of Markdown.
  private static String prose(String said) {
    return Words.head(said, 4_000)
        .replaceAll("(?s)```.*?(?:```|$)", " … ")
        .replaceAll("\\((https?://[^)\\s?]{0,80})[^)\\s]*\\)", "($1)")
        .replaceAll("(?m)^#+\\s*|\\*\\*|^(?:Thought|Code):\\s*", "")
        .strip();
  }

  /// What came back, the failures first.
  static String brought(Step step, int length) {
    var failure = step.failure();
    if (failure.isPresent()) {
      return Words.line(failure.get().error().orElse(""), length);
    }
    for (var result : step.results()) {
      if (!result.text().isBlank() && !result.text().equals(step.said())) {
        return Words.line(result.text(), length);
      }
    }
    return "";
  }
}
