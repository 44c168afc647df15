package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

/// A Task state at work: one try at what it calls, within its time.
final class TaskRun {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// The default of `TimeoutSeconds`, in effect none.
  private static final Duration FOREVER = Duration.ofSeconds(99_999_999);

  private final Walk walk;
  private final String state;
  private final State.Task task;

  TaskRun(Walk walk, String state, State.Task task) {
    this.walk = walk;
    this.state = state;
    this.task = task;
  }

  /// What the call returned, in the form of its integration.
  JsonNode result(Scope scope) throws TaskFailure {
    var parameters = Payload.checked(Walk.filled(task.care(), scope), "what is sent by " + state);
    var limit =
        task.timeoutPath().isPresent()
            ? Walk.seconds(task.timeoutPath().get(), scope)
            : task.timeout().orElse(FOREVER);
    return switch (task.resource()) {
      case Resource.Function function ->
          timed(
              "LambdaFunction", limit, () -> walk.world().tasks().call(function.arn(), parameters));
      case Resource.Invoke _ -> {
        var function = text(parameters, "FunctionName");
        var payload = parameters.has("Payload") ? parameters.get("Payload") : JSON.objectNode();
        var result = timed("Task", limit, () -> walk.world().tasks().call(function, payload));
        var response = JSON.objectNode();
        response.put("ExecutedVersion", "$LATEST").set("Payload", result);
        response.put("StatusCode", 200);
        yield response;
      }
      case Resource.StartExecution _ -> {
        var nested = nested(parameters, scope);
        try {
          yield timed(
              "Task",
              limit,
              () -> {
                walk.world().executions().run(nested);
                return Descriptions.result(nested);
              });
        } catch (TaskFailure e) {
          nested.stop(ErrorNames.TIMEOUT, "the run that waits for it has given up");
          throw e;
        }
      }
    };
  }

  private Execution nested(JsonNode parameters, Scope scope) throws TaskFailure {
    var name =
        parameters.has("Name")
            ? text(parameters, "Name")
            : Intrinsic.UUID_4.of(List.of(), scope.random()).textValue();
    var input = parameters.has("Input") ? parameters.get("Input") : JSON.objectNode();
    var begun =
        walk.world()
            .executions()
            .begin(text(parameters, "StateMachineArn"), name, input, walk.stop().part());
    if (!begun.isNew()) {
      throw new TaskFailure(
          "StepFunctions.ExecutionAlreadyExistsException", "the run '" + name + "' goes on");
    }
    walk.execution().parentOf(begun.execution());
    return begun.execution();
  }

  private static String text(JsonNode parameters, String field) throws TaskFailure {
    var value = parameters.path(field);
    if (!value.isTextual()) {
      throw new TaskFailure(ErrorNames.RUNTIME, field + " is " + value + " and should be a text");
    }
    return value.textValue();
  }

  /// What is waited for.
  interface Work {
    JsonNode result() throws TaskFailure;
  }

  private JsonNode timed(String events, Duration limit, Work work) throws TaskFailure {
    walk.note(events + "Scheduled", state);
    walk.note(events + "Started", state);
    var left = walk.left();
    var most = left.isPresent() && left.get().compareTo(limit) < 0 ? left.get() : limit;
    try {
      var result = walk.world().pace().within(most, walk.stop().asked(), work::result);
      walk.note(events + "Succeeded", state);
      return result;
    } catch (TaskFailure e) {
      walk.note(events + "Failed", state, Optional.of(e.error()));
      throw e;
    } catch (TimeoutException e) {
      walk.check();
      walk.note(events + "TimedOut", state, Optional.of(ErrorNames.TIMEOUT));
      throw new TaskFailure(ErrorNames.TIMEOUT, "it took longer than " + most.toSeconds() + " s");
    } catch (CancellationException e) {
      walk.check();
      throw e;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a task failed in a way that it can not", e);
    }
  }
}
