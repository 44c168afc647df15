package dev.clew.skills.tracediagnosis;

import dev.clew.evidence.Severity;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Unit;
import dev.clew.skills.Label;
import dev.clew.skills.Statement;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.TokenRule;
import dev.clew.traces.spans.TraceTimes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What the run was for, who took part, how it ended.
final class Overview {
  private static final int TASK = 300;
  private static final int NAMED = 6;

  /// So much of an id tells it from others.
  private static final int SHORT = 12;

  /// How attributes that hold marks begin.
  private static final String SCORE = "score.";

  private Overview() {}

  static void write(Dossier of) {
    var book = of.book();
    var trace = of.trace();
    var course = of.course();
    var tree = course.tree();
    var steps = course.steps();
    book.computing(
        "one trace read as a course of steps: model calls, and tool calls nobody asked for",
        trace.spans().size());
    var id = book.fact("trace.id", trace.traceId());
    of.keep(
        "trace.short",
        book.fact(
            "trace.short",
            trace.traceId().length() <= SHORT
                ? trace.traceId()
                : trace.traceId().substring(0, SHORT)));
    book.fact("trace.chosen", of.how());
    book.fact("trace.object", trace.spans().getFirst().origin().key());
    var task =
        course.task().isBlank() ? "" : book.fact("trace.task", Words.line(course.task(), TASK));
    var outcome =
        book.fact(
            "trace.outcome", of.passed() ? "succeeded" : of.failed() ? "failed" : "not stated");
    var by =
        book.fact(
            "trace.outcome.by",
            trace
                .outcome()
                .map(Outcome::source)
                .orElse(of.brokeAtRoot() ? "status of its root" : "nothing"));
    var spans = book.fact("spans.total", trace.spans().size(), Unit.SPANS);
    book.fact("spans.error", count(of, span -> span.status().isError()), Unit.SPANS);
    var calls =
        book.fact("calls.model", count(of, span -> span.kind() == SpanKind.LLM), Unit.CALLS);
    var tools =
        book.fact("calls.tool", count(of, span -> span.kind() == SpanKind.TOOL), Unit.CALLS);
    var total = book.fact("steps.total", steps.size(), Dossier.STEPS);
    of.keep("steps.total", total);
    book.fact("steps.work", course.work().size(), Dossier.STEPS);
    book.fact("tree.roots", tree.roots().size(), Unit.SPANS);
    book.fact("tree.orphans", tree.orphans().size(), Unit.SPANS);
    book.fact(
        "tree.depth",
        trace.spans().stream().mapToInt(tree::depth).max().orElse(0),
        Unit.of("levels"));
    var tokens = TokenRule.reckon(trace, tree).tokens();
    book.fact("tokens.total", tokens, Unit.TOKENS);
    var agents = new LinkedHashSet<String>();
    long handOffs = 0;
    var last = "";
    for (var step : steps) {
      if (!step.agent().isEmpty()) {
        handOffs += !last.isEmpty() && !last.equals(step.agent()) ? 1 : 0;
        last = step.agent();
        agents.add(step.agent());
      }
    }
    var who = book.fact("agents.total", agents.size(), Unit.of("agents"));
    var passes = book.fact("handoffs.total", handOffs, Unit.of("hand-offs"));

    Statement said;
    if (steps.isEmpty()) {
      said =
          Statement.of(
              "Trace {} holds no call to a model or a tool, so nothing in it tells where it went wrong.",
              id);
    } else if (task.isEmpty()) {
      said = Statement.of("Trace {} does not say what was asked for.", id);
    } else {
      said = Statement.of("Trace {} was to do this: “{}”.", id, task);
    }
    said = said.then("It took {}, with {} to models and {} to tools.", total, calls, tools);
    if (agents.size() > 1) {
      said = said.then("{} took part, with {} between them.", who, passes);
      int named = 0;
      for (var agent : agents) {
        if (named++ < NAMED) {
          long own = steps.stream().filter(step -> step.agent().equals(agent)).count();
          book.fact(Label.of("agent.steps", "agent", agent), own, Dossier.STEPS);
        }
      }
    }
    var times = TraceTimes.of(trace, tree);
    if (times.durationNanos() > 0) {
      said =
          said.then(
              "It ran for {}.",
              book.fact("trace.seconds", times.durationNanos() / 1e9, Unit.SECONDS));
    }
    said =
        of.passed() || of.failed()
            ? said.then("By its {} it {}.", by, outcome)
            : said.then("How it ended is not stated.");
    said = scores(of, said);
    var answer = answer(of);
    if (!answer.isBlank()) {
      said = said.then("It ended with: “{}”.", book.fact("trace.answer", answer));
    }
    book.finding(
        "What it tried",
        Severity.INFO,
        Dossier.SURE,
        said.text(),
        task.isEmpty() ? List.of(id, spans) : said.factIds(),
        List.of(
            book.spans(
                "The whole trace",
                List.of(new SpanRef(trace.traceId(), "")),
                "Open it as a tree; the steps below are its model and tool calls in order.")));
  }

  /// Marks that somebody gave the run, a model or a person; they are not computed here.
  private static Statement scores(Dossier of, Statement said) {
    var scores =
        of.trace().attributes().entrySet().stream()
            .filter(one -> one.getKey().startsWith(SCORE) && !one.getValue().isBlank())
            .sorted(Map.Entry.comparingByKey())
            .limit(NAMED)
            .toList();
    if (scores.isEmpty()) {
      return said;
    }
    var facts = new ArrayList<String>();
    for (var score : scores) {
      var name = score.getKey().substring(SCORE.length());
      facts.add(
          of.book()
              .fact(Label.of("trace.score", "name", name), Words.line(score.getValue(), SHORT)));
      facts.add(of.book().fact(Label.of("trace.score.name", "name", name), Label.shown(name)));
    }
    return said.then(
        "Somebody marked it "
            + String.join(", ", Collections.nCopies(scores.size(), "{} for {}"))
            + ", which is not checked here.",
        facts.toArray(String[]::new));
  }

  /// The last words that are more than a farewell.
  private static String answer(Dossier of) {
    for (var step : of.course().steps().reversed()) {
      var closed = Words.finalAnswer(step.said());
      if (!closed.isBlank()) {
        return Words.line(closed, Dossier.TOLD);
      }
    }
    for (var step : of.course().steps().reversed()) {
      if (step.works()) {
        return Dossier.did(step, Dossier.TOLD);
      }
    }
    return "";
  }

  private static long count(Dossier of, Predicate<Span> which) {
    return of.trace().spans().stream().filter(which).count();
  }
}
