package dev.clew.investigation.agent;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Results;
import dev.clew.investigation.ComputedFacts;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.expressions.Known;
import dev.clew.investigation.expressions.KnownFacts;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.Computed;
import dev.clew.investigation.plans.PlannedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// What an investigation knows so far.
///
/// @param results by step, in the agenda's order
record SoFar(Agenda agenda, Map<String, StepResult> results) {
  /// The step that computed facts are said to come from.
  static final String COMPUTED = "S0";

  /// Facts of the steps on one target.
  KnownFacts about(String target) {
    return facts(step -> step.request().target().equals(target), List.of());
  }

  /// Facts of one step.
  KnownFacts of(String stepId) {
    return facts(step -> step.id().equals(stepId), List.of());
  }

  /// All facts, those that were computed from others too, and those of earlier turns.
  KnownFacts all() {
    var more = new ArrayList<Known>();
    for (int i = 0; i < agenda.computed().size(); i++) {
      more.add(new Known(COMPUTED, ComputedFacts.SKILL, fact(agenda.computed().get(i), i)));
    }
    for (int i = 0; i < agenda.carried().size(); i++) {
      for (var fact : agenda.carried().get(i).facts()) {
        more.add(new Known(carriedStep(i), "earlier", fact));
      }
    }
    return facts(_ -> true, more);
  }

  /// How facts of an earlier turn are called: `A1.F7`.
  static String carriedStep(int turn) {
    return "A" + (turn + 1);
  }

  /// A computed number as a fact, under the id it has until the answer is written.
  static Fact fact(Computed one, int index) {
    return new Fact(
        "F" + (index + 1),
        name(one),
        new FactValue.Real(one.value()),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        one.unit(),
        one.id());
  }

  static String name(Computed one) {
    return "computed[id=" + one.id() + "]";
  }

  Optional<Results> shown(String stepId) {
    return results.get(stepId) instanceof StepResult.Measured measured
        ? measured.measurement().shown()
        : Optional.empty();
  }

  private KnownFacts facts(java.util.function.Predicate<PlannedStep> which, List<Known> more) {
    var all = new ArrayList<Known>();
    for (var step : agenda.steps()) {
      if (which.test(step)) {
        shown(step.id())
            .ifPresent(shown ->
                shown
                    .facts()
                    .forEach(fact -> all.add(new Known(step.id(), step.request().skill(), fact))));
      }
    }
    all.addAll(more);
    return new KnownFacts(all);
  }
}
