package dev.clew.investigation.agent;

import dev.clew.investigation.StepResult;
import dev.clew.investigation.plans.Agenda;
import dev.clew.models.guard.Allowance;
import dev.clew.models.guard.ModelUse;
import java.util.Collection;

/// What an investigation has spent on models: its decisions, and the words of its steps.
final class Spent {
  private Spent() {}

  static Allowance left(Allowance allowance, Agenda agenda, Collection<StepResult> results) {
    return allowance.less(words(results).and(agenda.deciding().use()));
  }

  static ModelUse words(Collection<StepResult> results) {
    var use = ModelUse.NONE;
    for (var result : results) {
      if (result instanceof StepResult.Measured measured) {
        use = use.and(measured.spoken().use());
      }
    }
    return use;
  }
}
