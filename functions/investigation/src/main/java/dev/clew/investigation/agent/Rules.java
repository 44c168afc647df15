package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.StepStatus;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.expressions.Expression;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.Course;
import dev.clew.investigation.plans.Courses;
import dev.clew.investigation.plans.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What code alone makes of a step that ended: whether it is done, and how its playbook changes the
/// plan for what it turned up.
final class Rules {
  static final String PLAYBOOK = "playbook";

  private final Courses courses;

  Rules(Courses courses) {
    this.courses = courses;
  }

  /// The agenda after a step.
  Agenda after(Agenda agenda, PlannedStep step, Map<String, StepResult> results) {
    var result = results.get(step.id());
    if (result == null) {
      throw new IllegalStateException("step " + step.id() + " has no result");
    }
    var over = agenda.with(ended(step, result, new SoFar(agenda, results)));
    return changed(over, step, results);
  }

  /// A step is done when its postcondition holds over its own facts.
  private static PlannedStep ended(PlannedStep step, StepResult result, SoFar soFar) {
    return switch (result) {
      case StepResult.Failed failed -> step.blocked(failed.problem().toString());
      case StepResult.Measured measured ->
          switch (measured.measurement()) {
            case Measurement.NotApplicable(var why, var remedy) ->
                step.blocked("it does not fit: " + why + (remedy.isEmpty() ? "" : ". " + remedy));
            case Measurement.TooLittleData little ->
                step.done().isEmpty() || holds(step.done(), soFar, step.id())
                    ? step.now(StepStatus.DONE)
                    : step.blocked("too little data to tell " + little.what());
            case Measurement.Found _, Measurement.Clean _ ->
                step.done().isEmpty() || holds(step.done(), soFar, step.id())
                    ? step.now(StepStatus.DONE)
                    : step.blocked("it ended without what it should settle: " + step.settles());
          };
    };
  }

  private static boolean holds(String expression, SoFar soFar, String stepId) {
    return Tested.held(Expression.parse(expression), soFar.of(stepId)).holds();
  }

  private Agenda changed(Agenda agenda, PlannedStep step, Map<String, StepResult> results) {
    var changed = agenda;
    var target = step.request().target();
    for (var line : agenda.lines()) {
      var course = courses.of(line.kind());
      if (!line.target().equals(target) || course.isEmpty()) {
        continue;
      }
      for (var rule : course.get().rules()) {
        var name = line.kind() + "/" + target + "/" + rule.id();
        if (rule.after().equals(step.request().skill())
            && !changed.fired().contains(name)
            && Tested.held(rule.when(), new SoFar(changed, results).about(target)).holds()) {
          changed = applied(changed.firing(name), rule, step, line.kind());
        }
      }
    }
    return changed;
  }

  private static Agenda applied(Agenda agenda, Course.Rule rule, PlannedStep step, String kind) {
    var target = step.request().target();
    return switch (rule.then()) {
      case Course.Then.Add(var stage) -> {
        var request = request(stage, step.request(), rule.reason());
        yield agenda.steps().size() >= Agenda.MOST_STEPS || same(agenda, request).isPresent()
            ? agenda
            : agenda
                .adding(
                    new PlannedStep(
                        agenda.nextId(),
                        kind,
                        request,
                        stage.settles(),
                        stage.done().toString(),
                        StepStatus.PENDING,
                        rule.reason()))
                .changed(
                    new Answer.Change(
                        step.id(),
                        "added " + agenda.nextId() + ": " + said(request),
                        rule.reason(),
                        PLAYBOOK));
      }
      case Course.Then.Drop(var skill) -> {
        var dropped = agenda;
        for (var one : pending(agenda, skill, target)) {
          dropped =
              dropped
                  .without(one.id())
                  .changed(
                      new Answer.Change(
                          step.id(),
                          "dropped " + one.id() + ": " + said(one.request()),
                          rule.reason(),
                          PLAYBOOK));
        }
        yield dropped;
      }
      case Course.Then.First(var skill) -> {
        var first = pending(agenda, skill, target);
        yield first.isEmpty() || agenda.next().equals(Optional.of(first.getFirst()))
            ? agenda
            : moved(agenda, first.getFirst())
                .changed(
                    new Answer.Change(
                        step.id(),
                        "moved "
                            + first.getFirst().id()
                            + " up: "
                            + said(first.getFirst().request()),
                        rule.reason(),
                        PLAYBOOK));
      }
    };
  }

  static String said(StepRequest request) {
    return request.skill() + " on " + request.target();
  }

  /// A step that asks for the same, whatever the reason.
  static Optional<PlannedStep> same(Agenda agenda, StepRequest request) {
    return agenda.steps().stream()
        .filter(step -> {
          var other = step.request();
          return other.skill().equals(request.skill())
              && other.target().equals(request.target())
              && other.baseline().equals(request.baseline())
              && other.current().equals(request.current())
              && other.parameters().equals(request.parameters());
        })
        .findFirst();
  }

  private static List<PlannedStep> pending(Agenda agenda, String skill, String target) {
    return agenda.steps().stream()
        .filter(step -> step.status() == StepStatus.PENDING)
        .filter(step -> step.request().skill().equals(skill))
        .filter(step -> step.request().target().equals(target))
        .toList();
  }

  static Agenda moved(Agenda agenda, PlannedStep first) {
    var all = new ArrayList<PlannedStep>();
    agenda.steps().stream().filter(one -> one.status() != StepStatus.PENDING).forEach(all::add);
    all.add(first);
    agenda.steps().stream()
        .filter(one -> one.status() == StepStatus.PENDING && !one.id().equals(first.id()))
        .forEach(all::add);
    return agenda.withSteps(all);
  }

  /// A stage as a request, over the windows of the step that called for it.
  static StepRequest request(Course.Stage stage, StepRequest like, String reason) {
    return new StepRequest(
        stage.skill(),
        like.target(),
        stage.whole() ? Optional.empty() : like.baseline(),
        stage.whole() ? Optional.empty() : like.current(),
        like.fromWords(),
        stage.parameters(),
        reason);
  }
}
