package dev.clew.edge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.Asked;
import dev.clew.investigation.StepExecutor;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.wire.StepJson;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// Steps run by the skills' own functions.
final class InvokedSteps implements StepExecutor {
  private final Functions functions;
  private final UnaryOperator<String> nameOf;
  private final Bodies bodies;
  private final Tenant tenant;
  private final String investigationId;

  /// @param nameOf the function of a skill
  InvokedSteps(
      Functions functions,
      UnaryOperator<String> nameOf,
      Bodies bodies,
      Tenant tenant,
      String investigationId) {
    this.functions = functions;
    this.nameOf = nameOf;
    this.bodies = bodies;
    this.tenant = tenant;
    this.investigationId = investigationId;
  }

  @Override
  public StepResult execute(StepRequest request, Asked asked) {
    var event = JsonNodeFactory.instance.objectNode();
    event.put("tenant", tenant.id());
    event.put("investigationId", investigationId);
    event.set("step", StepJson.write(request));
    event.set("asked", StepJson.write(asked));
    try {
      var name = nameOf.apply(request.skill());
      var tree = StepJson.parse(functions.call(name, StepJson.bytes(event)), name);
      if (tree.has("body")) {
        var kept =
            bodies
                .get(tenant, SkillHandler.KIND, tree.path("body").asText())
                .orElseThrow(() ->
                    new Problem(
                            Problem.Kind.DEPENDENCY,
                            "a step's result is gone",
                            tree.path("body").asText(),
                            "Ask again")
                        .asException());
        return StepJson.result(StepJson.parse(kept, name));
      }
      return StepJson.result(tree);
    } catch (ClewException e) {
      return new StepResult.Failed(request, e.problem(), Duration.ZERO);
    }
  }
}
