package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Problem;
import dev.clew.evidence.StepStatus;
import dev.clew.investigation.Investigator;
import dev.clew.investigation.Progress;
import dev.clew.investigation.Question;
import dev.clew.investigation.Report;
import dev.clew.investigation.Routed;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.plans.Deciding;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.investigation.rails.RailedRouter;
import dev.clew.investigation.routing.Asks;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.investigation.work.Workspace;
import dev.clew.models.guard.ModelUse;
import dev.clew.models.guard.Models;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Catalogue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Investigates in several steps: plans, reflects after each step, reports.
///
/// It holds nothing between calls: all that an investigation knows lies in a workspace. Each call
/// reads it, decides, and writes; called again, also after a crash, it goes on from what is
/// written, and of two that decide at once the first to write wins.
public final class Agent {
  private final RailedRouter router;
  private final Parts parts;
  private final Notes notes;
  private final Planner planner;
  private final Rules rules;
  private final Decider decider;
  private final Conclusion conclusion;

  /// What it is made of.
  ///
  /// @param ids a new id at each call, for answers and sessions
  public record Parts(
      Catalogue catalogue,
      Courses courses,
      Models models,
      PromptFiles prompts,
      Report report,
      Workspace work,
      Supplier<String> ids,
      Clock clock) {}

  public Agent(RailedRouter router, Parts parts) {
    this.router = router;
    this.parts = parts;
    this.notes = new Notes(parts.work(), parts.clock());
    this.planner = new Planner(parts.courses(), parts.catalogue());
    this.rules = new Rules(parts.courses());
    this.decider = new Decider(parts.models(), parts.catalogue(), parts.courses(), parts.prompts());
    this.conclusion = new Conclusion(parts.courses(), parts.report(), parts.models());
  }

  /// Whether a question is planned without anybody asking for it: it asks for two things or more.
  public static boolean isWanted(Question question) {
    return Asks.count(question.text()) > 1;
  }

  /// Plans an investigation, unless it is planned; then goes on with it.
  ///
  /// @param earlier answers of the conversation's earlier turns, oldest first
  /// @param expiresAt when all that is written down may be forgotten
  /// @throws dev.clew.evidence.ClewException of kind USER for an empty question or a target or
  ///   parameter that is not there
  public Turn plan(
      InvestigationId id,
      Question question,
      List<TargetNames> targets,
      List<Answer> earlier,
      Instant expiresAt,
      Progress progress) {
    var stored = notes.agenda(id);
    if (stored.isPresent()) {
      return goOn(id, progress, targets);
    }
    var heading =
        new Agenda.Heading(
            parts.ids().get(),
            question.session().orElseGet(parts.ids()),
            parts.clock().instant(),
            expiresAt);
    var words = router.byWords(question, targets);
    var use = ModelUse.NONE;
    if (words instanceof Routed.Unanswerable) {
      var chosen = router.choose(question, targets);
      words = chosen.routed();
      use = chosen.use();
    }
    var agenda =
        switch (words) {
          case Routed.Planned planned ->
              planner.first(heading, question, targets, planned, earlier);
          case Routed.Unanswerable unanswerable -> {
            notes.keep(id, unknown(heading, question, unanswerable, use), expiresAt);
            yield Agenda.of(
                heading,
                question,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                unanswerable.routing());
          }
        };
    agenda = agenda.deciding(new Deciding(use, List.of(), 0, List.of(), Optional.empty()));
    notes.write(id, started(agenda).turned(), 0);
    return goOn(id, progress, targets);
  }

  /// Reflects on the step that ended: whether it is done, and whether the plan still makes sense.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER for an investigation that is not planned
  public Turn reflect(InvestigationId id, List<TargetNames> targets, Progress progress) {
    return goOn(id, progress, targets);
  }

  /// As [#reflect], where the step in progress could not even be run to a result.
  ///
  /// @param error what the runtime called it, such as `Lambda.Unknown`
  public Turn failed(
      InvestigationId id, String error, List<TargetNames> targets, Progress progress) {
    var stored = notes.planned(id);
    stored
        .agenda()
        .current()
        .ifPresent(step ->
            notes.keep(
                id,
                step.id(),
                new StepResult.Failed(
                    step.request(),
                    new Problem(
                        Problem.Kind.DEPENDENCY,
                        "the step ended with " + plain(error),
                        "",
                        "ask again"),
                    Duration.ZERO),
                stored.agenda().heading().expiresAt()));
    return goOn(id, progress, targets);
  }

  /// Keeps the user's reply to what he was asked; the first one counts.
  public void reply(InvestigationId id, String text) {
    var agenda = notes.planned(id).agenda();
    notes.reply(id, agenda.asked(), text, agenda.heading().expiresAt());
  }

  /// One answer from all that was found. Called again it gives the same one.
  public Investigator.Outcome report(InvestigationId id, Progress progress) {
    var agenda = notes.planned(id).agenda();
    var results = notes.results(id, agenda);
    var kept = notes.answer(id);
    var answer =
        kept.isPresent()
            ? kept.get()
            : notes.keep(
                id,
                conclusion.answer(
                    new SoFar(agenda, results),
                    Duration.between(agenda.heading().createdAt(), parts.clock().instant())),
                agenda.heading().expiresAt());
    tell(agenda, progress);
    progress.on(new Progress.Event.Answered(answer));
    var problems = new ArrayList<Problem>();
    results
        .values()
        .forEach(result -> {
          if (result instanceof StepResult.Failed failed) {
            problems.add(failed.problem());
          }
        });
    return new Investigator.Outcome(answer, problems);
  }

  private Turn goOn(InvestigationId id, Progress progress, List<TargetNames> targets) {
    while (true) {
      var stored = notes.planned(id);
      var agenda = stored.agenda();
      tell(agenda, progress);
      if (agenda.standing() == Agenda.Standing.CANCELLED) {
        return turn(agenda);
      }
      var next =
          progress.cancelled()
              ? agenda.standing(Agenda.Standing.CANCELLED)
              : further(id, agenda, targets);
      if (next.equals(agenda)) {
        return turn(agenda);
      }
      if (notes.write(id, next, stored.version())) {
        tell(next, progress);
        return turn(next);
      }
      // Somebody else decided first: what he wrote stands.
    }
  }

  /// The agenda one decision on; the same where there is nothing to decide.
  private Agenda further(InvestigationId id, Agenda agenda, List<TargetNames> targets) {
    return switch (agenda.standing()) {
      case REPORTING, CANCELLED -> agenda;
      case WAITING ->
          notes
              .reply(id, agenda.asked())
              .map(text -> started(Replies.taken(agenda, text, targets)).turned())
              .orElse(agenda);
      case WORKING -> {
        var current = agenda.current();
        if (current.isEmpty()) {
          yield started(agenda).turned();
        }
        var result = notes.result(id, current.get().id());
        yield result.isEmpty() ? agenda : reflected(id, agenda, current.get(), targets).turned();
      }
    };
  }

  private Agenda reflected(
      InvestigationId id, Agenda agenda, PlannedStep step, List<TargetNames> targets) {
    var results = notes.results(id, agenda);
    var byRules = rules.after(agenda, step, results);
    var decided = decider.decide(new SoFar(byRules, results), step.id(), targets);
    return decided.standing() == Agenda.Standing.WORKING ? started(decided) : decided;
  }

  /// With its next step in progress, or with nothing left but the report.
  private static Agenda started(Agenda agenda) {
    if (agenda.standing() != Agenda.Standing.WORKING || agenda.current().isPresent()) {
      return agenda;
    }
    var next = agenda.next();
    if (next.isEmpty()) {
      return agenda.standing(Agenda.Standing.REPORTING);
    }
    if (agenda.turns() >= Agenda.MOST_TURNS) {
      var ended = agenda;
      for (var step : agenda.open()) {
        ended = ended.with(step.blocked("this investigation's turns are spent"));
      }
      return ended.standing(Agenda.Standing.REPORTING);
    }
    return agenda.with(next.get().now(StepStatus.IN_PROGRESS));
  }

  private static Turn turn(Agenda agenda) {
    Turn.Next next =
        switch (agenda.standing()) {
          case WORKING ->
              agenda
                  .current()
                  .<Turn.Next>map(step -> new Turn.Next.Step(step.id(), step.request()))
                  .orElseGet(Turn.Next.Report::new);
          case WAITING -> new Turn.Next.Ask(agenda.asking().orElse(""));
          case REPORTING -> new Turn.Next.Report();
          case CANCELLED -> new Turn.Next.Cancelled();
        };
    return new Turn(next, agenda.turns(), Agenda.MOST_TURNS + 2);
  }

  /// Everything that watchers may not know yet: each event has a key, so who knows it drops it.
  private static void tell(Agenda agenda, Progress progress) {
    for (int i = 0; i < agenda.changes().size(); i++) {
      progress.on(new Progress.Event.Changed(i + 1, agenda.changes().get(i)));
    }
    progress.on(
        new Progress.Event.Todo(
            agenda.turns(),
            agenda.steps().stream()
                .map(step ->
                    new Progress.Event.Item(
                        step.id(),
                        step.request().skill(),
                        step.request().target(),
                        step.settles(),
                        step.status(),
                        step.reason()))
                .toList()));
    agenda.asking().ifPresent(text -> progress.on(new Progress.Event.Asked(agenda.asked(), text)));
  }

  private Answer unknown(
      Agenda.Heading heading, Question question, Routed.Unanswerable unanswerable, ModelUse use) {
    return parts
        .report()
        .unknown(
            new Report.Heading(heading.answerId(), heading.sessionId(), question.text().strip()),
            unanswerable.routing(),
            unanswerable.why(),
            unanswerable.next(),
            new Report.Modelled(Report.Chooser.PLAYBOOK, use, List.of(), parts.models().off()),
            Duration.ZERO);
  }

  private static String plain(String error) {
    return dev.clew.interpretation.PlainText.cut(dev.clew.interpretation.PlainText.line(error), 80);
  }
}
