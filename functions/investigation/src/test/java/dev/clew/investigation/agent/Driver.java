package dev.clew.investigation.agent;

import dev.clew.investigation.Investigator;
import dev.clew.investigation.Progress;
import dev.clew.investigation.StepExecutor;
import java.util.Optional;

/// Drives an investigation in this process: plan, step, reflect, report, as the state machine does.
/// Called again after it was broken off it goes on from what is written down.
public final class Driver {
  private final Agent agent;
  private final Steps steps;
  private final StepExecutor executor;

  public Driver(Agent agent, Steps steps, StepExecutor executor) {
    this.agent = agent;
    this.steps = steps;
    this.executor = executor;
  }

  /// Runs it until it is answered, asks the user something, or is cancelled.
  ///
  /// @return empty when it waits for a reply or was cancelled
  public Optional<Investigator.Outcome> run(Matter matter, Progress watcher) {
    var progress = new ToldOnce(watcher);
    var turn = agent.plan(matter, progress);
    while (true) {
      switch (turn.next()) {
        case Turn.Next.Step step -> {
          if (turn.turns() > turn.mostTurns()) {
            return Optional.of(agent.report(matter.id(), matter.targets(), progress));
          }
          steps.run(matter.id(), step.stepId(), executor);
          turn = agent.reflect(matter.id(), matter.targets(), progress);
        }
        case Turn.Next.Report _ -> {
          return Optional.of(agent.report(matter.id(), matter.targets(), progress));
        }
        case Turn.Next.Ask _, Turn.Next.Cancelled _ -> {
          return Optional.empty();
        }
      }
    }
  }
}
