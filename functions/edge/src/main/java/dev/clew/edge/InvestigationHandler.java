package dev.clew.edge;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.wire.StepJson;

/// Investigates: started by the router and not waited for, so that it may take longer than an HTTP
/// request. Started twice for one investigation, the second finds it under way and leaves.
public final class InvestigationHandler extends JsonHandler {
  private final Investigations investigations;

  /// As Lambda makes it.
  public InvestigationHandler() {
    this(Wiring.onAwsWithModel());
  }

  /// Over parts that were put together elsewhere.
  public InvestigationHandler(Wiring wiring) {
    this(wiring.investigations());
  }

  InvestigationHandler(Investigations investigations) {
    this.investigations = investigations;
  }

  @Override
  JsonNode handle(JsonNode event, Context context) {
    var status =
        investigations.run(
            new Tenant(event.path("tenant").asText()),
            event.path("investigationId").asText(),
            StepJson.question(event.path("question")),
            timeLeft(context),
            log(context));
    return JsonNodeFactory.instance.objectNode().put("status", status);
  }
}
