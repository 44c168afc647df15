package dev.clew.edge;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.agent.InvestigationId;
import java.util.Optional;

/// The agent, called by the state machines of `infrastructure/`: plans an investigation, reflects
/// after each step, reports; lists the targets of a batch and sums up its answers.
public final class AgentHandler extends JsonHandler {
  private final Turns turns;
  private final Batches batches;
  private final Tracing tracing;

  /// As Lambda makes it.
  public AgentHandler() {
    this(Wiring.onAwsWithModel());
  }

  /// Over parts that were put together elsewhere.
  public AgentHandler(Wiring wiring) {
    this(wiring.turns(), wiring.batches(), wiring.tracing());
  }

  AgentHandler(Turns turns, Batches batches, Tracing tracing) {
    this.turns = turns;
    this.batches = batches;
    this.tracing = tracing;
  }

  @Override
  JsonNode handle(JsonNode event, Context context) {
    var action = event.path("action").asText();
    var result = tracing.around(action, () -> done(action, event, context));
    log(context)
        .event(
            "turn",
            "investigation",
            event.path("investigationId").asText(event.path("batchId").asText()),
            "action",
            action,
            "next",
            result.path("next").asText(result.path("status").asText()));
    return result;
  }

  private JsonNode done(String action, JsonNode event, Context context) {
    var tenant = new Tenant(event.path("tenant").asText());
    return switch (action) {
      case "plan" -> turns.plan(id(tenant, event), timeLeft(context), log(context));
      case "reflect" ->
          turns.reflect(
              id(tenant, event),
              Optional.ofNullable(event.path("step").path("error").textValue()),
              timeLeft(context),
              log(context));
      case "report" -> turns.report(id(tenant, event), timeLeft(context), log(context));
      case "targets" ->
          batches.targets(tenant, event.path("batchId").asText(), event.path("question").asText());
      case "summary" -> batches.summary(tenant, event.path("batchId").asText());
      default ->
          throw new Problem(
                  Problem.Kind.BUG,
                  "the agent has no action '" + action + "'",
                  "action",
                  "It has plan, reflect, report, targets and summary; deploy all functions anew")
              .asException();
    };
  }

  private static InvestigationId id(Tenant tenant, JsonNode event) {
    return new InvestigationId(tenant, event.path("investigationId").asText());
  }
}
