package dev.clew.investigation.agent;

import dev.clew.evidence.Problem;
import dev.clew.investigation.Asked;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.work.Workspace;
import dev.clew.models.guard.Allowance;
import java.time.Clock;

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

  /// Runs a step, unless it has been.
  ///
  /// @return how it ended: of two that run it at once, the first to end counts
  /// @throws dev.clew.evidence.ClewException of kind USER for an investigation or step that is not
  ///   there; what goes wrong in the step is in its result
  public Ending run(InvestigationId id, String stepId, StepExecutor executor) {
    var agenda = notes.planned(id).agenda();
    var step =
        agenda
            .todo()
            .step(stepId)
            .orElseThrow(() ->
                new Problem(
                        Problem.Kind.USER,
                        "there is no step '" + stepId + "' in investigation '" + id.id() + "'",
                        "",
                        "run the steps that the plan names")
                    .asException());
    var expiresAt = agenda.heading().expiresAt();
    return notes
        .gist(id, stepId, expiresAt)
        .orElseGet(() -> {
          var asked =
              new Asked(agenda.brief().question().text().strip(), allowance.less(agenda.spent()));
          return notes.keep(id, stepId, executor.execute(step.request(), asked), expiresAt);
        })
        .ending();
  }
}
