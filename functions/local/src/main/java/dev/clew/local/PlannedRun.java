package dev.clew.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.investigation.Investigator;
import dev.clew.investigation.Progress;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.agent.Agent;
import dev.clew.investigation.agent.Matter;
import dev.clew.investigation.agent.Steps;
import dev.clew.investigation.agent.ToldOnce;
import dev.clew.investigation.agent.Turn;
import dev.clew.investigation.selftrace.Recorder;
import dev.clew.local.states.Buckets;
import dev.clew.local.states.Execution;
import dev.clew.local.states.Executions;
import dev.clew.local.states.SameThread;
import dev.clew.local.states.StateMachine;
import dev.clew.local.states.TaskFailure;
import dev.clew.local.states.Tasks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One planned investigation in this process, driven by the state machine that drives it on AWS:
/// the agent and the steps are its functions.
final class PlannedRun implements Tasks {
  private static final String MACHINE = "investigation";
  private static final String AGENT = "agent";
  private static final String STEP = "step";

  private final Agent agent;
  private final Steps steps;
  private final StepExecutor executor;
  private final Matter matter;
  private final Recorder recorder;
  private final Progress progress;
  private final Executions executions;
  private Optional<Investigator.Outcome> outcome = Optional.empty();
  private Optional<String> asking = Optional.empty();
  private int runs;
  private @Nullable RuntimeException fault;

  /// @param executor runs the steps
  /// @param recorder watches the agent's turns
  PlannedRun(
      Agent agent,
      Steps steps,
      StepExecutor executor,
      Matter matter,
      Recorder recorder,
      Progress watcher,
      Clock clock) {
    this.agent = agent;
    this.steps = steps;
    this.executor = executor;
    this.matter = matter;
    this.recorder = recorder;
    this.progress = new ToldOnce(watcher);
    this.executions =
        new Executions(this, new NoBuckets(), new SameThread(clock), matter.id().id().hashCode());
    executions.deploy(MACHINE, StateMachine.parse(definition(), Map.of("AgentFunctionArn", AGENT)));
  }

  private static String definition() {
    try (var in = PlannedRun.class.getResourceAsStream("/investigation.asl.json")) {
      if (in == null) {
        throw new IllegalStateException("investigation.asl.json is not packaged");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("investigation.asl.json can not be read", e);
    }
  }

  /// Runs it to its end: an answer, or empty where it waits for a reply or was cancelled.
  ///
  /// @throws dev.clew.evidence.ClewException what kept the agent from any answer
  Optional<Investigator.Outcome> run() {
    var ended = execution();
    if (ended.status() == Execution.Status.SUCCEEDED) {
      return outcome;
    }
    if (fault != null) {
      throw fault;
    }
    // Its time is over.
    return Optional.of(report());
  }

  /// What the user is asked, where it waits for his reply.
  Optional<String> asking() {
    return asking;
  }

  /// An answer from what there is.
  Investigator.Outcome report() {
    return agent.report(matter.id(), matter.targets(), progress);
  }

  /// The run of the machine, at its end.
  Execution execution() {
    var input =
        JsonNodeFactory.instance
            .objectNode()
            .put("tenant", matter.id().tenant().id())
            .put("investigationId", matter.id().id());
    try {
      var execution = executions.begin(MACHINE, "run-" + ++runs, input).execution();
      executions.run(execution);
      return execution;
    } catch (TaskFailure e) {
      throw new IllegalStateException("the machine can not be started", e);
    }
  }

  @Override
  public JsonNode call(String function, JsonNode payload) throws TaskFailure {
    try {
      return function.equals(AGENT)
          ? recorder.turn(payload.path("action").asText(), () -> turn(payload))
          : step(payload.path("stepId").asText());
    } catch (RuntimeException e) {
      // As on AWS, where a function's failure has the name of its exception's class.
      if (fault == null) {
        fault = e;
      }
      throw new TaskFailure(e.getClass().getName(), String.valueOf(e.getMessage()));
    }
  }

  private JsonNode turn(JsonNode payload) {
    return switch (payload.path("action").asText()) {
      case "plan" -> told(agent.plan(matter, progress));
      case "reflect" -> {
        var error = payload.path("step").path("error");
        yield told(
            error.isTextual()
                ? agent.failed(matter.id(), error.textValue(), matter.targets(), progress)
                : agent.reflect(matter.id(), matter.targets(), progress));
      }
      case "report" -> {
        var reported = report();
        outcome = Optional.of(reported);
        yield JsonNodeFactory.instance
            .objectNode()
            .put("status", reported.answer().status().name().toLowerCase(Locale.ROOT))
            .put("answerId", reported.answer().answerId());
      }
      default -> throw new IllegalStateException("the agent has no action " + payload);
    };
  }

  private ObjectNode told(Turn turn) {
    asking =
        turn.next() instanceof Turn.Next.Ask(var question)
            ? Optional.of(question)
            : Optional.empty();
    var told =
        JsonNodeFactory.instance
            .objectNode()
            .put("turns", turn.turns())
            .put("mostTurns", turn.mostTurns());
    return switch (turn.next()) {
      case Turn.Next.Step step ->
          told.put("next", STEP).put("stepId", step.stepId()).put("function", STEP);
      case Turn.Next.Ask _ -> told.put("next", "ask");
      case Turn.Next.Report _ -> told.put("next", "report");
      case Turn.Next.Cancelled _ -> told.put("next", "cancelled");
    };
  }

  private JsonNode step(String id) {
    var ending = steps.run(matter.id(), id, executor);
    return JsonNodeFactory.instance.objectNode().put("stepId", id).put("status", ending.word());
  }

  /// One investigation reads no lists.
  private static final class NoBuckets implements Buckets {
    @Override
    public byte[] get(String bucket, String key) throws IOException {
      throw new NoSuchFileException(key);
    }

    @Override
    public void put(String bucket, String key, byte[] body) throws IOException {
      throw new NoSuchFileException(key);
    }
  }
}
