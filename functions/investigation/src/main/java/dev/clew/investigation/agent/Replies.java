package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.investigation.routing.WindowPhrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Takes a user's reply into the plan: a window he names is that of the steps to come, a target he
/// names is theirs where it is of their kind.
final class Replies {
  static final String USER = "user";

  private Replies() {}

  static Agenda taken(Agenda agenda, String reply, List<TargetNames> targets) {
    var phrases = WindowPhrases.in(reply);
    var words = " " + reply.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_-]+", " ") + " ";
    var named =
        targets.stream()
            .map(TargetNames::name)
            .filter(name -> words.contains(" " + name.toLowerCase(Locale.ROOT) + " "))
            .findFirst();
    var said = new ArrayList<String>();
    phrases.baseline().ifPresent(window -> said.add("compares with " + window));
    phrases.current().ifPresent(window -> said.add("looks at " + window));
    var kinds = targets.stream().filter(one -> named.equals(Optional.of(one.name()))).toList();
    named.ifPresent(name -> said.add("is about " + name));
    var steps = new ArrayList<PlannedStep>();
    for (var step : agenda.steps()) {
      steps.add(
          step.isOpen()
              ? asked(step, phrases, named.filter(_ -> fits(step, kinds, targets)))
              : step);
    }
    var working = agenda.withSteps(steps).standing(Agenda.Standing.WORKING);
    return working.changed(
        new Answer.Change(
            agenda.last(),
            said.isEmpty() ? "went on as planned" : "what is left " + String.join(", ", said),
            "the user replied",
            USER));
  }

  private static boolean fits(
      PlannedStep step, List<TargetNames> named, List<TargetNames> targets) {
    var own =
        targets.stream().filter(one -> one.name().equals(step.request().target())).findFirst();
    return own.isPresent() && named.stream().anyMatch(one -> one.reads() == own.get().reads());
  }

  private static PlannedStep asked(
      PlannedStep step, WindowPhrases phrases, Optional<String> target) {
    var request = step.request();
    return new PlannedStep(
        step.id(),
        step.kind(),
        new StepRequest(
            request.skill(),
            target.orElse(request.target()),
            phrases.baseline().or(request::baseline),
            phrases.current().or(request::current),
            true,
            request.parameters(),
            request.reason()),
        step.settles(),
        step.done(),
        step.status(),
        step.reason());
  }
}
