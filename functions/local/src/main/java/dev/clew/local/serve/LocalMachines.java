package dev.clew.local.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.edge.Functions;
import dev.clew.edge.Machines;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.local.states.Buckets;
import dev.clew.local.states.Execution;
import dev.clew.local.states.Executions;
import dev.clew.local.states.StateMachine;
import dev.clew.local.states.TaskFailure;
import dev.clew.local.states.WallPace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// The state machines of a deployment in this process: the files that are deployed on AWS, run by
/// the interpreter over the functions and buckets of this machine.
public final class LocalMachines implements Machines, AutoCloseable {
  static final String INVESTIGATION =
      "arn:aws:states:us-east-1:000000000000:stateMachine:clew-investigation";
  static final String BATCH = "arn:aws:states:us-east-1:000000000000:stateMachine:clew-batch";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Executions executions;
  private final ExecutorService running = Executors.newVirtualThreadPerTaskExecutor();

  /// @param agent name of the agent's function
  /// @param stateBucket where lists of batches lie
  public LocalMachines(Functions functions, String agent, S3Client s3, String stateBucket) {
    executions =
        new Executions(
            (function, payload) -> call(functions, function, payload),
            buckets(s3),
            new WallPace(Clock.systemUTC()),
            0);
    executions.deploy(
        INVESTIGATION,
        StateMachine.parse(
            definition("/investigation.asl.json"), Map.of("AgentFunctionArn", agent)));
    executions.deploy(
        BATCH,
        StateMachine.parse(
            definition("/batch.asl.json"),
            Map.of(
                "AgentFunctionArn", agent,
                "InvestigationMachineArn", INVESTIGATION,
                "StateBucketName", stateBucket)));
  }

  private static String definition(String file) {
    try (var in = LocalMachines.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not packaged");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As Step Functions tells failures of functions apart: by the class of what was thrown.
  private static JsonNode call(Functions functions, String function, JsonNode payload)
      throws TaskFailure {
    try {
      return JSON.readTree(
          functions.call(function, payload.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (ClewException e) {
      var cause = e.getCause();
      throw new TaskFailure(
          cause == null ? "Lambda.ResourceNotFoundException" : cause.getClass().getName(),
          e.problem().what());
    } catch (IOException e) {
      throw new TaskFailure("Lambda.Unknown", "the function's result is no JSON");
    }
  }

  private static Buckets buckets(S3Client s3) {
    return new Buckets() {
      @Override
      public byte[] get(String bucket, String key) throws IOException {
        try {
          return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
        } catch (SdkException e) {
          throw new IOException("s3://" + bucket + "/" + key, e);
        }
      }

      @Override
      public void put(String bucket, String key, byte[] body) throws IOException {
        try {
          s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(body));
        } catch (SdkException e) {
          throw new IOException("s3://" + bucket + "/" + key, e);
        }
      }
    };
  }

  @Override
  public void start(String execution, byte[] input) {
    begin(INVESTIGATION, execution, input);
  }

  /// Starts a batch, as EventBridge Scheduler does.
  ///
  /// @param input `{"tenant", "batchId", "question"}`
  public Execution startBatch(String execution, byte[] input) {
    return begin(BATCH, execution, input)
        .orElseThrow(() -> new IllegalStateException("the name '" + execution + "' is taken"));
  }

  /// The execution of an investigation, by its name.
  public Optional<Execution> execution(String name) {
    return executions.named(INVESTIGATION, name);
  }

  private Optional<Execution> begin(String machine, String execution, byte[] input) {
    try {
      var begun = executions.begin(machine, execution, JSON.readTree(input));
      if (begun.isNew()) {
        running.execute(() -> executions.run(begun.execution()));
      }
      return Optional.of(begun.execution());
    } catch (TaskFailure e) {
      if (e.error().endsWith("ExecutionAlreadyExistsException")) {
        return Optional.empty();
      }
      throw new ClewException(
          new Problem(
              Problem.Kind.DEPENDENCY,
              "the state machine can not be started: " + e.reason(),
              machine,
              "Report it with the version"),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop(String execution) {
    executions
        .named(INVESTIGATION, execution)
        .ifPresent(one -> one.stop("Clew.Cancelled", "the investigation was cancelled"));
  }

  @Override
  public Optional<Status> status(String execution) {
    return executions
        .named(INVESTIGATION, execution)
        .map(one ->
            switch (one.status()) {
              case RUNNING -> Status.RUNNING;
              case SUCCEEDED -> Status.SUCCEEDED;
              case ABORTED -> Status.STOPPED;
              case FAILED, TIMED_OUT -> Status.FAILED;
            });
  }

  @Override
  public void close() {
    running.shutdown();
    try {
      if (!running.awaitTermination(5, TimeUnit.SECONDS)) {
        running.shutdownNow();
      }
    } catch (InterruptedException e) {
      running.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
