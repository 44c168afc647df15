package dev.clew.edge;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.agent.Ending;
import dev.clew.investigation.agent.InvestigationId;
import dev.clew.investigation.agent.Steps;
import dev.clew.investigation.selftrace.Recorder;
import dev.clew.investigation.wire.StepJson;
import dev.clew.skills.Ports;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// Runs one skill: one class, deployed as one function for each skill. Results that do not fit into
/// Lambda's response go through the state bucket.
public final class SkillHandler extends JsonHandler {
  /// Lambda returns 6 MB at most; headers and the runtime take some.
  static final int LARGEST = 5_500_000;

  static final String KIND = "steps";

  private final Optional<String> skill;
  private final Runners runners;
  private final Steps steps;
  private final Bodies bodies;
  private final SelfTraces traces;
  private final Tracing tracing;

  /// As Lambda makes it.
  public SkillHandler() {
    this(Wiring.onAwsWithModel());
  }

  /// Over parts that were put together elsewhere.
  public SkillHandler(Wiring wiring) {
    this(
        wiring.skill(),
        wiring::runner,
        wiring.steps(),
        wiring.bodies(),
        wiring.selfTraces(),
        wiring.tracing());
  }

  /// Who runs an investigation's steps, in the time there is.
  interface Runners {
    /// @param time a step of a plan is called again when it throws [dev.clew.skills.Unfinished]:
    ///   the state machine tries it again for that
    /// @param recorder watches what they do
    StepExecutor of(InvestigationId id, Ports.Time time, Recorder recorder);
  }

  /// @param skill the only skill that this function may run; empty for any
  SkillHandler(
      Optional<String> skill,
      Runners runners,
      Steps steps,
      Bodies bodies,
      SelfTraces traces,
      Tracing tracing) {
    this.skill = skill;
    this.steps = steps;
    this.runners = runners;
    this.bodies = bodies;
    this.traces = traces;
    this.tracing = tracing;
  }

  @Override
  JsonNode handle(JsonNode event, Context context) {
    var tenant = new Tenant(event.path("tenant").asText());
    if (event.has("stepId")) {
      return planned(
          new InvestigationId(tenant, event.path("investigationId").asText()),
          event.path("stepId").asText(),
          context);
    }
    var request = StepJson.request(event.path("step"));
    var asked = StepJson.asked(event.path("asked"));
    var result =
        executor(
                new InvestigationId(
                    tenant, event.path("investigationId").asText(UUID.randomUUID().toString())),
                "",
                context)
            .execute(request, asked);
    var tree = StepJson.write(result);
    var bytes = StepJson.bytes(tree);
    if (bytes.length <= LARGEST) {
      return tree;
    }
    var id =
        event.path("investigationId").asText() + "." + request.skill() + "." + request.target();
    bodies.put(tenant, KIND, id.replaceAll("[^A-Za-z0-9._-]", "_"), bytes);
    return JsonNodeFactory.instance.objectNode().put("body", id.replaceAll("[^A-Za-z0-9._-]", "_"));
  }

  /// A step of a plan: its request stands in the workspace, and so does its result.
  private JsonNode planned(InvestigationId id, String stepId, Context context) {
    var ending = steps.run(id, stepId, executor(id, stepId, context));
    return JsonNodeFactory.instance.objectNode().put("stepId", stepId).put("status", ending.word());
  }

  /// Runs what this function is for, and says how long it took.
  private StepExecutor executor(InvestigationId id, String part, Context context) {
    return (request, asked) -> {
      if (skill.filter(own -> !own.equals(request.skill())).isPresent()) {
        return new StepResult.Failed(
            request,
            new Problem(
                Problem.Kind.BUG,
                "this function runs " + skill.get() + ", not " + request.skill(),
                context.getFunctionName(),
                "Check CLEW_SKILL in template.yaml"),
            Duration.ZERO);
      }
      var recorder =
          traces.recorder(id, part.isEmpty() ? request.skill() + "-" + request.target() : part);
      var result =
          recorder.tool(
              request.skill(),
              request.target(),
              () ->
                  tracing.around(
                      "measure",
                      () ->
                          runners
                              .of(id, new Ports.Time(timeLeft(context), !part.isEmpty()), recorder)
                              .execute(request, asked)),
              measured -> Ending.of(measured).word());
      traces.write(recorder, log(context));
      log(context)
          .event(
              "measured",
              "skill",
              request.skill(),
              "millis",
              result.elapsed().toMillis(),
              "failed",
              result instanceof StepResult.Failed);
      return result;
    };
  }
}
