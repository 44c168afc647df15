package dev.clew.investigation;

import dev.clew.evidence.Answer;
import dev.clew.evidence.StepStatus;
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

    /// The todo list as it stands.
    ///
    /// @param number grows with each change of it
    record Todo(int number, List<Item> items) implements Event {
      public Todo {
        items = List.copyOf(items);
      }

      @Override
      public String key() {
        return "todo-" + number;
      }
    }

    /// The plan was changed.
    ///
    /// @param number counts from 1
    record Changed(int number, Answer.Change change) implements Event {
      @Override
      public String key() {
        return "change-" + number;
      }
    }

    /// The user is asked something; the investigation waits for his reply.
    ///
    /// @param number counts from 1
    record Asked(int number, String question) implements Event {
      @Override
      public String key() {
        return "asked-" + number;
      }
    }

    /// A step on the todo list.
    record Item(
        String id, String skill, String target, String settles, StepStatus status, String reason) {}

    /// What tells an event from all others of its investigation; empty where it is told once. An
    /// event with a key may be told again after a crash: who keeps events keeps one for each key.
    default String key() {
      return "";
    }
  }
}
