package dev.clew.local.states;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A run as Step Functions describes it to others.
final class Descriptions {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Descriptions() {}

  /// @throws TaskFailure `States.TaskFailed` with the description, where the run did not succeed
  static ObjectNode result(Execution run) throws TaskFailure {
    var end = run.ended().join();
    var description = described(run, end);
    if (end.status() != Execution.Status.SUCCEEDED) {
      throw new TaskFailure(ErrorNames.TASK_FAILED, description.toString());
    }
    return description;
  }

  /// Input and output as JSON, not as text.
  static ObjectNode described(Execution run, Execution.End end) {
    var description = JSON.objectNode();
    description.put("ExecutionArn", run.id());
    description.set("Input", run.input());
    description.put("Name", run.name());
    end.output().ifPresent(output -> description.set("Output", output));
    if (!end.error().isEmpty()) {
      description.put("Error", end.error()).put("Cause", end.cause());
    }
    description.put("StartDate", run.startedAt().toEpochMilli());
    description.put("StateMachineArn", run.machineId());
    description.put("Status", end.status().name());
    description.put("StopDate", end.at().toEpochMilli());
    return description;
  }
}
