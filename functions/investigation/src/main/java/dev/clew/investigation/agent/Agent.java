package dev.clew.investigation.agent;

import dev.clew.evidence.Problem;
import dev.clew.evidence.StepStatus;
import dev.clew.interpretation.PlainText;
import dev.clew.investigation.Investigator;
import dev.clew.investigation.Progress;
import dev.clew.investigation.Recalled;
import dev.clew.investigation.Report;
import dev.clew.investigation.Routed;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.Suggestions;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.Brief;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.investigation.plans.Standing;
import dev.clew.investigation.rails.RailedRouter;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.investigation.work.Workspace;
import dev.clew.models.guard.ModelUse;
import dev.clew.models.guard.Models;
import dev.clew.models.prompts.PromptFiles;
import dev.clew.skills.Catalogue;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  /// Plans an investigation, unless it is planned; then goes on with it.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER for an empty question or a target or
  ///   parameter that is not there
  public Turn plan(Matter matter, Progress progress) {
    var id = matter.id();
    if (notes.agenda(id).isEmpty()) {
      notes.write(id, started(planned(matter)).turned(), 0);
    }
    return goOn(id, matter.targets(), progress);
  }

  private Agenda planned(Matter matter) {
    var heading =
        new Brief.Heading(
            parts.ids().get(),
            matter.question().session().orElseGet(parts.ids()),
            parts.clock().instant(),
            matter.expiresAt());
    var routed = router.byWords(matter.question(), matter.targets());
    var use = ModelUse.NONE;
    if (routed instanceof Routed.Unanswerable) {
      var chosen = router.choose(matter.question(), matter.targets());
      routed = chosen.routed();
      use = chosen.use();
    }
    return switch (routed) {
      case Routed.Planned steps ->
          planner.first(heading, matter.question(), steps, matter.earlier(), use);
      case Routed.Unanswerable none -> {
        keepUnknown(matter, heading, none, use);
        yield Agenda.of(
            new Brief(heading, matter.question(), List.of(), List.of(), none.routing()),
            List.of(),
            use);
      }
    };
  }

  private void keepUnknown(
      Matter matter, Brief.Heading heading, Routed.Unanswerable none, ModelUse use) {
    var answer =
        parts
            .report()
            .unknown(
                new Report.Heading(
                    heading.answerId(), heading.sessionId(), matter.question().text().strip()),
                none.routing(),
                none.why(),
                none.next(),
                new Report.Modelled(Report.Chooser.PLAYBOOK, use, List.of(), parts.models().off()),
                Duration.ZERO);
    notes.keep(matter.id(), answer, matter.expiresAt());
  }

  /// Reflects on the step that ended: whether it is done, and whether the plan still makes sense.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER for an investigation that is not planned
  public Turn reflect(InvestigationId id, List<TargetNames> targets, Progress progress) {
    return goOn(id, targets, progress);
  }

  /// As [#reflect], where the step in progress could not even be run to a result.
  ///
  /// @param error what the runtime called it, such as `Lambda.Unknown`
  public Turn failed(
      InvestigationId id, String error, List<TargetNames> targets, Progress progress) {
    var agenda = notes.planned(id).agenda();
    agenda
        .todo()
        .current()
        .ifPresent(step ->
            notes.keep(
                id,
                step.id(),
                new StepResult.Failed(
                    step.request(),
                    new Problem(
                        Problem.Kind.DEPENDENCY,
                        "the step ended with " + PlainText.cut(PlainText.line(error), 80),
                        "",
                        "ask again"),
                    Duration.ZERO),
                agenda.heading().expiresAt()));
    return goOn(id, targets, progress);
  }

  /// One answer from all that was found. Called again it gives the same one.
  ///
  /// @param targets all there are, for what to ask next
  public Investigator.Outcome report(
      InvestigationId id, List<TargetNames> targets, Progress progress) {
    var agenda = notes.planned(id).agenda();
    var results = notes.results(id, agenda);
    var answer =
        notes
            .answer(id)
            .orElseGet(() ->
                notes.keep(
                    id,
                    Recalled.into(
                        conclusion.answer(
                            agenda,
                            results,
                            new Suggestions(router, targets),
                            Duration.between(
                                agenda.heading().createdAt(), parts.clock().instant())),
                        agenda.brief().carried()),
                    agenda.heading().expiresAt()));
    tell(agenda, progress);
    progress.on(new Progress.Event.Answered(answer));
    var problems = new ArrayList<Problem>();
    for (var result : results.values()) {
      if (result instanceof StepResult.Failed failed) {
        problems.add(failed.problem());
      }
    }
    return new Investigator.Outcome(answer, problems);
  }

  private Turn goOn(InvestigationId id, List<TargetNames> targets, Progress progress) {
    while (true) {
      var stored = notes.planned(id);
      var agenda = stored.agenda();
      tell(agenda, progress);
      if (agenda.standing() instanceof Standing.Cancelled) {
        return turn(agenda);
      }
      var next =
          progress.cancelled()
              ? agenda.standing(new Standing.Cancelled())
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
      case Standing.Reporting _, Standing.Cancelled _ -> agenda;
      case Standing.Waiting _ ->
          notes
              .reply(id, agenda.asked())
              .map(text -> started(heard(agenda, text, targets)).turned())
              .orElse(agenda);
      case Standing.Working _ ->
          agenda
              .todo()
              .current()
              .map(step -> reflected(id, agenda, step, targets))
              .orElseGet(() -> started(agenda).turned());
    };
  }

  private static Agenda heard(Agenda agenda, String text, List<TargetNames> targets) {
    return agenda.standing() instanceof Standing.Waiting(_, var step) && !step.isEmpty()
        ? Approval.in(agenda, step, text)
        : Heard.in(agenda, text, targets);
  }

  /// The agenda after a step; the same while it has not ended.
  private Agenda reflected(
      InvestigationId id, Agenda agenda, PlannedStep step, List<TargetNames> targets) {
    var gists =
        new Gists(
            one -> notes.gist(id, one, agenda.heading().expiresAt()), one -> notes.result(id, one));
    return gists
        .of(step.id())
        .map(gist -> {
          var after = rules.after(agenda, step, gist, gists);
          return Approval.asked(after, step, gist, parts.catalogue())
              .orElseGet(() -> decider.decide(after, step.id(), gists, targets));
        })
        .map(decided -> started(decided).turned())
        .orElse(agenda);
  }

  /// With its next step in progress, or with nothing left but the report.
  private static Agenda started(Agenda agenda) {
    if (!agenda.isWorking() || agenda.todo().current().isPresent()) {
      return agenda;
    }
    var next = agenda.todo().next();
    if (next.isEmpty()) {
      return agenda.standing(new Standing.Reporting(List.of()));
    }
    if (agenda.turns() >= Agenda.MOST_TURNS) {
      var ended = agenda;
      for (var step : agenda.todo().open()) {
        ended = ended.todo(todo -> todo.with(step.blocked("this investigation's turns are spent")));
      }
      return ended.standing(new Standing.Reporting(List.of()));
    }
    return agenda.todo(todo -> todo.with(next.get().now(StepStatus.IN_PROGRESS)));
  }

  private static Turn turn(Agenda agenda) {
    Turn.Next next =
        switch (agenda.standing()) {
          case Standing.Working _ ->
              agenda
                  .todo()
                  .current()
                  .<Turn.Next>map(step -> new Turn.Next.Step(step.id(), step.request()))
                  .orElseGet(Turn.Next.Report::new);
          case Standing.Waiting(var question, _) -> new Turn.Next.Ask(question);
          case Standing.Reporting _ -> new Turn.Next.Report();
          case Standing.Cancelled _ -> new Turn.Next.Cancelled();
        };
    return new Turn(next, agenda.turns(), Agenda.MOST_TURNS + 2);
  }

  /// Everything that watchers may not know yet: each event has a key, so who knows it drops it.
  private static void tell(Agenda agenda, Progress progress) {
    for (int i = 0; i < agenda.changes().size(); i++) {
      progress.on(new Progress.Event.Changed(i + 1, agenda.changes().get(i)));
    }
    progress.on(
        new Progress.Event.Todo(agenda.turns(), agenda.steps().stream().map(Agent::item).toList()));
    if (agenda.standing() instanceof Standing.Waiting(var question, _)) {
      progress.on(new Progress.Event.Asked(agenda.asked(), question));
    }
  }

  private static Progress.Event.Item item(PlannedStep step) {
    return new Progress.Event.Item(
        step.id(),
        step.request().skill(),
        step.request().target(),
        step.settles(),
        step.status(),
        step.reason());
  }
}
