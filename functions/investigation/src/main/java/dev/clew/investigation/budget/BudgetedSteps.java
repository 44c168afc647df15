package dev.clew.investigation.budget;

import dev.clew.investigation.Asked;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.StepResult;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Steps that are paid from a budget: each is a tool call, and what it reads and how long it takes
/// are known when it has ended.
public final class BudgetedSteps implements StepExecutor {
  private final StepExecutor steps;
  private final Budget budget;
  private final LongSupplier nanoTime;

  public BudgetedSteps(StepExecutor steps, Budget budget, LongSupplier nanoTime) {
    this.steps = steps;
    this.budget = budget;
    this.nanoTime = nanoTime;
  }

  @Override
  public StepResult execute(StepRequest request, Asked asked) {
    return switch (budget.reserve(
        Amounts.yetUnknown(Cost.BYTES, Cost.MILLIS).with(Cost.CALLS, 1))) {
      case Budget.Asked.Spent spent ->
          new StepResult.Failed(request, spent.problem(), Duration.ZERO);
      case Budget.Asked.Reserved reserved -> {
        var started = nanoTime.getAsLong();
        long bytes = 0;
        try {
          var result = steps.execute(request, asked);
          if (result instanceof StepResult.Measured measured) {
            bytes = measured.bytesRead();
          }
          yield result;
        } finally {
          budget.settle(
              reserved,
              Amounts.NONE
                  .with(Cost.CALLS, 1)
                  .with(Cost.BYTES, bytes)
                  .with(Cost.MILLIS, Duration.ofNanos(nanoTime.getAsLong() - started).toMillis()));
        }
      }
    };
  }
}
