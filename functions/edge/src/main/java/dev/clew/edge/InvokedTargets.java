package dev.clew.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.investigation.wire.StepJson;
import dev.clew.skills.Card;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// A tenant's targets, asked of the function that reads data: who routes carries no natives.
final class InvokedTargets implements Function<Tenant, List<TargetNames>> {
  private final Functions functions;
  private final String browse;

  InvokedTargets(Functions functions, String browse) {
    this.functions = functions;
    this.browse = browse;
  }

  /// @throws dev.clew.evidence.ClewException when the data can not be listed
  @Override
  public List<TargetNames> apply(Tenant tenant) {
    return read(tree(tenant));
  }

  /// As they came.
  ///
  /// @throws dev.clew.evidence.ClewException as [#apply]
  JsonNode tree(Tenant tenant) {
    var event = JsonNodeFactory.instance.objectNode().put("tenant", tenant.id()).put("names", true);
    var tree = StepJson.parse(functions.call(browse, StepJson.bytes(event)), browse);
    if (tree.has("problem")) {
      throw StepJson.problem(tree.path("problem")).asException();
    }
    return tree;
  }

  /// What came, as what it is.
  static List<TargetNames> read(JsonNode tree) {
    var targets = new ArrayList<TargetNames>();
    for (var target : tree.path("targets")) {
      targets.add(
          new TargetNames(
              target.path("name").asText(),
              Card.Reads.valueOf(target.path("reads").asText()),
              () -> content(target)));
    }
    return targets;
  }

  private static List<TargetNames.Name> content(JsonNode target) {
    var names = new ArrayList<TargetNames.Name>();
    for (var name : target.path("content")) {
      names.add(
          new TargetNames.Name(
              TargetNames.Kind.valueOf(name.path("kind").asText()), name.path("text").asText()));
    }
    return names;
  }
}
