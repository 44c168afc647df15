package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.investigation.plans.Standing;
import dev.clew.investigation.plans.Todo;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.investigation.routing.WindowPhrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a user's reply changes in the plan: a window he names is that of the steps to come, a
/// target he names is theirs where it is of their kind.
final class Heard {
  private static final String USER = "user";

  private final WindowPhrases phrases;
  private final Optional<TargetNames> named;
  private final List<TargetNames> targets;

  private Heard(String reply, List<TargetNames> targets) {
    var words = " " + reply.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_-]+", " ") + " ";
    this.phrases = WindowPhrases.in(reply);
    this.targets = targets;
    this.named =
        targets.stream()
            .filter(one -> words.contains(" " + one.name().toLowerCase(Locale.ROOT) + " "))
            .findFirst();
  }

  /// The agenda that goes on with a reply.
  static Agenda in(Agenda agenda, String reply, List<TargetNames> targets) {
    var heard = new Heard(reply, targets);
    return agenda
        .todo(heard::asked)
        .standing(new Standing.Working())
        .changed(new Answer.Change(agenda.todo().last(), heard.said(), "the user replied", USER));
  }

  private String said() {
    var said = new ArrayList<String>();
    phrases.baseline().ifPresent(window -> said.add("compares with " + window));
    phrases.current().ifPresent(window -> said.add("looks at " + window));
    named.ifPresent(target -> said.add("is about " + target.name()));
    return said.isEmpty() ? "went on as planned" : "what is left " + String.join(", ", said);
  }

  private Todo asked(Todo todo) {
    var asked = todo;
    for (var step : todo.open()) {
      asked = asked.with(asked(step));
    }
    return asked;
  }

  private PlannedStep asked(PlannedStep step) {
    var request = step.request();
    return step.asking(
        new StepRequest(
            request.skill(),
            named.filter(one -> fits(step, one)).map(TargetNames::name).orElse(request.target()),
            phrases.baseline().or(request::baseline),
            phrases.current().or(request::current),
            true,
            request.parameters(),
            request.reason(),
            request.approved()));
  }

  private boolean fits(PlannedStep step, TargetNames other) {
    return targets.stream()
        .filter(one -> one.name().equals(step.request().target()))
        .anyMatch(own -> own.reads() == other.reads());
  }
}
