package dev.clew.investigation.agent;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.investigation.ComputedFacts;
import dev.clew.investigation.expressions.Known;
import dev.clew.investigation.expressions.KnownFacts;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.Computed;
import dev.clew.investigation.plans.PlannedStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;

/// What an investigation knows so far. Not thread-safe.
final class SoFar {
  /// The step that computed facts are said to come from.
  static final String COMPUTED = "S0";

  private final Agenda agenda;
  private final Function<String, List<Fact>> factsOf;
  private final Map<String, KnownFacts> byTarget = new HashMap<>();

  /// @param factsOf the facts of a step by its id; none for one that has not ended
  SoFar(Agenda agenda, Function<String, List<Fact>> factsOf) {
    this.agenda = agenda;
    this.factsOf = factsOf;
  }

  static SoFar of(Agenda agenda, Gists gists) {
    return new SoFar(agenda, step -> gists.of(step).map(Gist::facts).orElse(List.of()));
  }

  Agenda agenda() {
    return agenda;
  }

  /// Facts of the steps on one target.
  KnownFacts about(String target) {
    return byTarget.computeIfAbsent(
        target, name -> new KnownFacts(facts(step -> step.request().target().equals(name))));
  }

  /// Facts of one step.
  KnownFacts of(String stepId) {
    return new KnownFacts(facts(step -> step.id().equals(stepId)));
  }

  /// All facts, those that were computed from others too, and those of earlier turns.
  KnownFacts all() {
    var all = facts(_ -> true);
    for (int i = 0; i < agenda.computed().size(); i++) {
      all.add(new Known(COMPUTED, ComputedFacts.SKILL, fact(agenda.computed().get(i), i)));
    }
    for (int i = 0; i < agenda.brief().carried().size(); i++) {
      for (var fact : agenda.brief().carried().get(i).facts()) {
        all.add(new Known(carriedStep(i), "earlier", fact));
      }
    }
    return new KnownFacts(all);
  }

  /// How facts of an earlier turn are called: `A1.F7`.
  static String carriedStep(int turn) {
    return "A" + (turn + 1);
  }

  /// A computed number as a fact, under the id it has until the answer is written.
  static Fact fact(Computed one, int index) {
    return new Fact(
        "F" + (index + 1),
        "computed[id=" + one.id() + "]",
        new FactValue.Real(one.value()),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        one.unit(),
        one.id());
  }

  private List<Known> facts(Predicate<PlannedStep> which) {
    var all = new ArrayList<Known>();
    for (var step : agenda.steps()) {
      if (step.isBegun() && which.test(step)) {
        factsOf
            .apply(step.id())
            .forEach(fact -> all.add(new Known(step.id(), step.request().skill(), fact)));
      }
    }
    return all;
  }
}
