package dev.clew.investigation;

import dev.clew.evidence.Answer;
import java.util.List;

/// What a question was understood to ask for.
public sealed interface Routed {
  /// The readings that were weighed, and those that were chosen.
  Answer.Routing routing();

  /// Steps to take, in order.
  record Planned(List<StepRequest> steps, Answer.Routing routing) implements Routed {
    public Planned {
      steps = List.copyOf(steps);
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("a plan without steps");
      }
    }
  }

  /// Nothing fits.
  ///
  /// @param why sentences: what was not understood or is not there, and what Clew can do
  /// @param next questions that this data can answer
  record Unanswerable(String why, List<String> next, Answer.Routing routing) implements Routed {
    public Unanswerable {
      next = List.copyOf(next);
    }
  }
}
