package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.evidence.StepStatus;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.investigation.plans.Standing;
import dev.clew.skills.Card;
import dev.clew.skills.Catalogue;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a step would store waits for the user's word: he is asked once, and only his yes has the
/// step run again with leave to store it.
final class Approval {
  private static final String USER = "user";

  private static final Pattern YES =
      Pattern.compile(
          "(?i)^\\W*(?:y|yes|yep|yeah|ok|okay|sure|please do|do it|go ahead|approved?|agreed|store (?:it|them)|keep (?:it|them))\\b"
              + "(?!.*\\b(?:no|not|don['\u2019]?t|never)\\b).*",
          Pattern.DOTALL);

  private Approval() {}

  /// The agenda that asks whether a step may store what it proposes; empty where it proposes
  /// nothing, or was approved.
  static Optional<Agenda> asked(Agenda after, PlannedStep step, Gist gist, Catalogue catalogue) {
    return catalogue
        .card(step.request().skill())
        .flatMap(Card::proposes)
        .filter(_ -> after.isWorking() && !step.request().approved())
        .filter(what ->
            gist.facts().stream()
                .anyMatch(fact ->
                    fact.name().equals(what.fact()) || fact.name().startsWith(what.fact() + "[")))
        .map(what ->
            after.asking(
                "Shall Clew " + what.what() + " (" + step.request().said() + ")? Yes or no.",
                step.id()));
  }

  /// The agenda that goes on with what the user said: anything but a yes is a no.
  static Agenda in(Agenda agenda, String stepId, String reply) {
    var working = agenda.standing(new Standing.Working());
    var step = agenda.todo().step(stepId);
    if (step.isEmpty() || !YES.matcher(reply.strip()).matches()) {
      return working.changed(
          new Answer.Change(stepId, "stored nothing", "the user did not approve", USER));
    }
    var request = step.get().request().approving("the user approved what it stores");
    var again =
        new PlannedStep(
            agenda.todo().nextId(),
            step.get().kind(),
            request,
            step.get().settles(),
            step.get().done(),
            StepStatus.PENDING,
            request.reason());
    var added =
        working
            .todo(todo -> todo.adding(again))
            .changed(
                new Answer.Change(
                    stepId,
                    "takes " + request.said() + " once more as " + again.id() + " and stores it",
                    "the user approved",
                    USER));
    // What is computed from the first run's facts still needs them.
    return agenda.computed().isEmpty() ? added.todo(todo -> todo.without(stepId)) : added;
  }
}
