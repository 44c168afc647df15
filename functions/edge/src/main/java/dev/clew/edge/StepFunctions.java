package dev.clew.edge;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/// Machines on AWS.
public final class StepFunctions implements Machines {
  private final SfnClient client;
  private final String machine;

  /// @param machine the state machine's ARN
  public StepFunctions(SfnClient client, String machine) {
    this.client = client;
    this.machine = machine;
  }

  @Override
  public void start(String execution, byte[] input) {
    guarded(() -> {
      try {
        client.startExecution(request ->
            request
                .stateMachineArn(machine)
                .name(execution)
                .input(new String(input, StandardCharsets.UTF_8)));
      } catch (ExecutionAlreadyExistsException e) {
        // It was started before, and is over or was given another input: the name decides.
        return false;
      }
      return true;
    });
  }

  @Override
  public void stop(String execution) {
    guarded(() -> {
      try {
        client.stopExecution(request -> request.executionArn(arn(execution)));
      } catch (ExecutionDoesNotExistException e) {
        return false;
      }
      return true;
    });
  }

  @Override
  public Optional<Status> status(String execution) {
    return guarded(() -> {
      try {
        return Optional.of(
            status(
                client
                    .describeExecution(request -> request.executionArn(arn(execution)))
                    .status()));
      } catch (ExecutionDoesNotExistException e) {
        return Optional.empty();
      }
    });
  }

  private static Status status(ExecutionStatus status) {
    return switch (status) {
      case RUNNING, PENDING_REDRIVE -> Status.RUNNING;
      case SUCCEEDED -> Status.SUCCEEDED;
      case ABORTED -> Status.STOPPED;
      case FAILED, TIMED_OUT -> Status.FAILED;
      // A word that a later version of the service has.
      case UNKNOWN_TO_SDK_VERSION -> Status.RUNNING;
    };
  }

  /// `...:stateMachine:NAME` has executions `...:execution:NAME:EXECUTION`.
  private String arn(String execution) {
    return machine.replaceFirst(":stateMachine:", ":execution:") + ":" + execution;
  }

  private <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (SdkException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.DEPENDENCY,
              "the state machine can not be used",
              machine,
              "Try again; if it stays so, check that it is deployed and may be started"),
          e);
    }
  }
}
