package dev.clew.investigation;

/// Runs one step: in this process, or by invoking the skill's own function.
public interface StepExecutor {

  /// Runs a step to its end, and has what came of it put into words where there is a model. What
  /// goes wrong comes back as [StepResult.Failed]; nothing is thrown for a step's sake.
  StepResult execute(StepRequest request, Asked asked);
}
