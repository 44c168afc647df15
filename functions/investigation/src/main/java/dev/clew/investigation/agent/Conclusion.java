package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.investigation.Report;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.Suggesting;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.plans.Deciding;
import dev.clew.investigation.plans.Line;
import dev.clew.models.guard.Models;
import dev.clew.models.prompts.Prompt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts an investigation's answer together: which causes are supported, by what; what is ruled out;
/// what could not be seen; and what to do first.
final class Conclusion {
  private final Courses courses;
  private final Report report;
  private final Models models;

  Conclusion(Courses courses, Report report, Models models) {
    this.courses = courses;
    this.report = report;
    this.models = models;
  }

  /// @param results by step, in the agenda's order
  /// @param suggesting what to ask next
  Answer answer(
      Agenda agenda, Map<String, StepResult> results, Suggesting suggesting, Duration elapsed) {
    var soFar =
        new SoFar(
            agenda, step -> results.containsKey(step) ? Gist.facts(results.get(step)) : List.of());
    var taken =
        agenda.steps().stream()
            .map(step ->
                new Report.Taken(
                    step.id(),
                    step.request(),
                    step.status(),
                    step.reason(),
                    Optional.ofNullable(results.get(step.id()))))
            .toList();
    var routing = agenda.brief().routing();
    var deciding = agenda.deciding();
    return report.conclude(
        new Report.Heading(
            agenda.heading().answerId(),
            agenda.heading().sessionId(),
            agenda.brief().question().text().strip()),
        new Answer.Routing(routing.chosen(), routing.considered(), deciding.refusals()),
        taken,
        joined -> closing(soFar, joined),
        suggesting,
        modelled(deciding),
        elapsed);
  }

  private Report.Modelled modelled(Deciding deciding) {
    return new Report.Modelled(
        deciding.accepted() > 0 ? Report.Chooser.MODEL : Report.Chooser.PLAYBOOK,
        deciding.use(),
        deciding.prompts().stream().map(hash -> new Prompt("agent", hash)).toList(),
        models.off().isEmpty() ? alone(deciding) : models.off());
  }

  /// Since when a model that was there decided nothing any more; empty where it decided to the end.
  private static String alone(Deciding deciding) {
    return deciding
        .without()
        .map(one ->
            "from "
                + (one.since().isEmpty() ? "the beginning" : "step " + one.since())
                + " on the playbook decided alone: "
                + one.why())
        .orElse("");
  }

  private Report.Closing closing(SoFar soFar, Report.Joined joined) {
    var facts = new AnswerFacts(joined);
    soFar.agenda().computed().forEach(facts::compute);
    var side = SideBySide.of(soFar, courses, facts);
    var ranking = new Ranking(soFar, facts, joined.findings().values());
    var told = ranking.of(Tested.all(soFar, courses));
    var several = soFar.agenda().brief().lines().stream().map(Line::target).distinct().count() > 1;
    return new Report.Closing(
        facts.computed(),
        facts.computations(),
        told.stream().map(Told::cause).toList(),
        soFar.agenda().changes(),
        Summary.of(soFar.agenda(), told, side),
        told.stream()
            .filter(one -> one.is(Answer.Verdict.SUPPORTED))
            .map(one -> advice(one.tested(), soFar, facts, several))
            .filter(text -> !text.isEmpty())
            .distinct()
            .toList(),
        ranking.dropped());
  }

  private static String advice(Tested tested, SoFar soFar, AnswerFacts facts, boolean several) {
    var target = tested.line().target();
    var filled = Sentence.of(tested.possible().advice(), soFar.about(target), facts.byRef());
    return filled.isEmpty() || !several ? filled : Ranking.literal(target) + ": " + filled;
  }
}
