package dev.clew.investigation.agent;

import dev.clew.evidence.Problem;
import dev.clew.investigation.Asked;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.investigation.work.Workspace;
import dev.clew.models.guard.Allowance;
import java.time.Clock;
import java.util.Optional;

/// Runs the steps of planned investigations, each once: what was measured is kept, and a step whose
/// result is kept is not run again.
public final class Steps {
  private final Notes notes;
  private final Allowance allowance;

  /// @param allowance what one investigation may spend on models
  public Steps(Workspace work, Allowance allowance, Clock clock) {
    this.notes = new Notes(work, clock);
    this.allowance = allowance;
  }

  /// What a step asks for; empty for a step that is not planned.
  public Optional<StepRequest> request(InvestigationId id, String stepId) {
    return notes
        .agenda(id)
        .flatMap(stored -> stored.agenda().step(stepId))
        .map(PlannedStep::request);
  }

  /// Runs a step, unless it has been.
  ///
  /// @return the result that is kept: of two that run it at once, that of the first to end
  /// @throws dev.clew.evidence.ClewException of kind USER for an investigation or step that is not
  ///   there; what goes wrong in the step is in its result
  public StepResult run(InvestigationId id, String stepId, StepExecutor executor) {
    var agenda = notes.planned(id).agenda();
    var step =
        agenda
            .step(stepId)
            .orElseThrow(() ->
                new Problem(
                        Problem.Kind.USER,
                        "there is no step '" + stepId + "' in investigation '" + id.id() + "'",
                        "",
                        "run the steps that the plan names")
                    .asException());
    var kept = notes.result(id, stepId);
    if (kept.isPresent()) {
      return kept.get();
    }
    var result =
        executor.execute(
            step.request(), new Asked(agenda.question().text().strip(), left(id, agenda)));
    return notes.keep(id, stepId, result, agenda.heading().expiresAt());
  }

  /// What is left to spend on models.
  private Allowance left(InvestigationId id, Agenda agenda) {
    return Spent.left(allowance, agenda, notes.results(id, agenda).values());
  }
}
