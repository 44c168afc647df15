package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Parts of a run that go on side by side: when one fails the others are stopped.
final class Branches {
  private final Walk walk;
  private final String state;

  Branches(Walk walk, String state) {
    this.walk = walk;
    this.state = state;
  }

  /// What became of one part.
  sealed interface Outcome {
    record Done(JsonNode output) implements Outcome {}

    record Failed(TaskFailure failure) implements Outcome {}

    /// Stopped because another one failed.
    record Left() implements Outcome {}
  }

  /// What one part does.
  interface Part {
    JsonNode output() throws TaskFailure;
  }

  /// Branches of a Parallel state, each with the same input.
  JsonNode results(List<Graph> branches, JsonNode input) throws TaskFailure {
    walk.note("ParallelStateStarted", state);
    var group = walk.stop().part();
    var parts = new ArrayList<Supplier<Outcome>>();
    for (var branch : branches) {
      var part = walk.part(walk.execution(), group, Optional.empty());
      parts.add(() -> outcome(group, () -> part.through(branch, input)));
    }
    return gathered("ParallelState", walk.world().pace().together(0, parts));
  }

  /// Runs one part, and stops its group where it fails.
  Outcome outcome(Stop group, Part part) {
    try {
      group.check();
      return new Outcome.Done(part.output());
    } catch (TaskFailure e) {
      group.ask(new Ended(Execution.Status.ABORTED, e.error(), "another part failed"));
      return new Outcome.Failed(e);
    } catch (Ended e) {
      if (e.status() == Execution.Status.ABORTED) {
        return new Outcome.Left();
      }
      throw e;
    }
  }

  /// All outputs in order.
  ///
  /// @throws TaskFailure of the first part that failed
  JsonNode gathered(String events, List<Outcome> outcomes) throws TaskFailure {
    walk.check();
    var outputs = JsonNodeFactory.instance.arrayNode();
    for (var outcome : outcomes) {
      switch (outcome) {
        case Outcome.Done done -> outputs.add(done.output());
        case Outcome.Failed failed -> {
          walk.note(events + "Failed", state, Optional.of(failed.failure().error()));
          throw failed.failure();
        }
        case Outcome.Left _ -> {}
      }
    }
    walk.note(events + "Succeeded", state);
    return outputs;
  }
}
