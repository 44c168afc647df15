package dev.clew.investigation.flags;

import dev.clew.evidence.Problem;
import dev.clew.investigation.Asked;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.StepResult;
import java.time.Duration;

/// Steps of the skills that a tenant may use; others say that they are turned off.
public final class FlaggedSteps implements StepExecutor {
  private final StepExecutor steps;
  private final Flags flags;

  public FlaggedSteps(StepExecutor steps, Flags flags) {
    this.steps = steps;
    this.flags = flags;
  }

  @Override
  public StepResult execute(StepRequest request, Asked asked) {
    return flags.skill(request.skill())
        ? steps.execute(request, asked)
        : new StepResult.Failed(
            request,
            new Problem(
                Problem.Kind.LIMIT,
                "skill " + request.skill() + " is turned off",
                "feature flags",
                "Have it turned on for your tenant"),
            Duration.ZERO);
  }
}
