package dev.clew.investigation;

import dev.clew.evidence.Answer;
import java.util.List;

/// Where an investigation tells how far it is, and learns whether it is still wanted.
public interface Progress {
  /// Nobody watches.
  Progress NONE = _ -> {};

  /// Called in order, from the thread that investigates.
  void on(Event event);

  /// Asked between steps: once true, the steps that are left are not run.
  default boolean cancelled() {
    return false;
  }

  /// Something that happened. Ids and counts, and names of targets; no content.
  sealed interface Event {
    /// The skills are chosen.
    record Planned(List<StepRequest> steps, Answer.Routing routing) implements Event {
      public Planned {
        steps = List.copyOf(steps);
      }
    }

    /// @param step counts from 1
    record StepStarted(int step, int of, StepRequest request) implements Event {}

    record StepEnded(int step, int of, StepResult result) implements Event {}

    record Answered(Answer answer) implements Event {}
  }
}
