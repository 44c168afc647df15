package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.evidence.StepStatus;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.expressions.Expression;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.Course;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.plans.PlannedStep;
import java.util.Optional;

/// What code alone makes of a step that ended: whether it is done, and how its playbook changes the
/// plan for what it turned up.
final class Rules {
  private static final String PLAYBOOK = "playbook";

  private final Courses courses;

  Rules(Courses courses) {
    this.courses = courses;
  }

  /// The agenda after a step.
  ///
  /// @param gist what came of it
  Agenda after(Agenda agenda, PlannedStep step, Gist gist, Gists gists) {
    var over = agenda.paying(gist.use());
    var ended = ended(step, gist, SoFar.of(over, gists));
    return changed(over.todo(todo -> todo.with(ended)), step, gists);
  }

  /// A step is done when its postcondition holds over its own facts.
  private static PlannedStep ended(PlannedStep step, Gist gist, SoFar soFar) {
    return switch (gist.ending()) {
      case FAILED -> step.blocked(gist.why());
      case NOT_APPLICABLE -> step.blocked("it does not fit: " + gist.why());
      case TOO_LITTLE_DATA ->
          isDone(step, soFar)
              ? step.now(StepStatus.DONE)
              : step.blocked("too little data to tell " + gist.why());
      case FOUND, CLEAN ->
          isDone(step, soFar)
              ? step.now(StepStatus.DONE)
              : step.blocked("it ended without what it should settle: " + step.settles());
    };
  }

  private static boolean isDone(PlannedStep step, SoFar soFar) {
    return step.done().isEmpty()
        || Tested.held(Expression.parse(step.done()), soFar.of(step.id())).holds();
  }

  private Agenda changed(Agenda agenda, PlannedStep step, Gists gists) {
    var changed = agenda;
    var target = step.request().target();
    for (var line : agenda.brief().lines()) {
      var course = courses.of(line.kind());
      if (!line.target().equals(target) || course.isEmpty()) {
        continue;
      }
      for (var rule : course.get().rules()) {
        var name = line.kind() + "/" + target + "/" + rule.id();
        if (rule.after().equals(step.request().skill())
            && !changed.fired().contains(name)
            && Tested.held(rule.when(), SoFar.of(changed, gists).about(target)).holds()) {
          changed = followed(changed.firing(name), rule, step, line.kind());
        }
      }
    }
    return changed;
  }

  private static Agenda followed(Agenda agenda, Course.Rule rule, PlannedStep step, String kind) {
    return switch (rule.then()) {
      case Course.Then.Add(var stage) -> added(agenda, stage, rule, step, kind);
      case Course.Then.Drop(var skill) -> dropped(agenda, skill, rule, step);
      case Course.Then.First(var skill) -> moved(agenda, skill, rule, step);
    };
  }

  private static Agenda added(
      Agenda agenda, Course.Stage stage, Course.Rule rule, PlannedStep step, String kind) {
    var request = request(stage, step.request(), rule.reason());
    if (agenda.todo().isFull() || agenda.todo().same(request).isPresent()) {
      return agenda;
    }
    var added =
        new PlannedStep(
            agenda.todo().nextId(),
            kind,
            request,
            stage.settles(),
            stage.done().toString(),
            StepStatus.PENDING,
            rule.reason());
    return agenda
        .todo(todo -> todo.adding(added))
        .changed(change(step, "added " + added.id() + ": " + request.said(), rule));
  }

  private static Agenda dropped(Agenda agenda, String skill, Course.Rule rule, PlannedStep step) {
    var dropped = agenda;
    for (var one : agenda.todo().pending(skill, step.request().target())) {
      dropped =
          dropped
              .todo(todo -> todo.without(one.id()))
              .changed(change(step, "dropped " + one.id() + ": " + one.request().said(), rule));
    }
    return dropped;
  }

  private static Agenda moved(Agenda agenda, String skill, Course.Rule rule, PlannedStep step) {
    var pending = agenda.todo().pending(skill, step.request().target());
    if (pending.isEmpty() || agenda.todo().next().equals(Optional.of(pending.getFirst()))) {
      return agenda;
    }
    var first = pending.getFirst();
    return agenda
        .todo(todo -> todo.first(first))
        .changed(change(step, "moved " + first.id() + " up: " + first.request().said(), rule));
  }

  private static Answer.Change change(PlannedStep step, String what, Course.Rule rule) {
    return new Answer.Change(step.id(), what, rule.reason(), PLAYBOOK);
  }

  /// A stage as a request, over the windows of the step that called for it.
  private static StepRequest request(Course.Stage stage, StepRequest like, String reason) {
    return new StepRequest(
            stage.skill(),
            like.target(),
            stage.whole() ? Optional.empty() : like.baseline(),
            stage.whole() ? Optional.empty() : like.current(),
            like.fromWords(),
            stage.parameters(),
            reason)
        .like(like);
  }
}
