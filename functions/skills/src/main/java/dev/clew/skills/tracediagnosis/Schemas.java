package dev.clew.skills.tracediagnosis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Holds calls' arguments against the schemas that their tools were offered with.
final class Schemas {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, Optional<Known>> bySchema = new HashMap<>();

  private record Known(JsonNode tree, Schema schema) {}

  /// Why a schema does not take these arguments; empty where it does, or nothing is stated.
  ///
  /// A name that the schema's properties do not hold is refused even where the schema forgot to say
  /// so: the function behind it takes its parameters by name.
  Optional<String> refusal(String schema, String arguments) {
    if (schema.isEmpty() || arguments.endsWith("more characters]")) {
      return Optional.empty();
    }
    var known = bySchema.computeIfAbsent(schema, Schemas::read);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    JsonNode given;
    try {
      given = JSON.readTree(arguments.isBlank() ? "{}" : arguments);
    } catch (JsonProcessingException _) {
      return Optional.of("the arguments are no JSON");
    }
    if (!given.isObject()) {
      return Optional.of("the arguments are no object");
    }
    var properties = known.get().tree().path("properties");
    boolean open =
        known.get().tree().path("additionalProperties").isObject()
            || known.get().tree().path("additionalProperties").asBoolean(false);
    if (properties.isObject() && !open) {
      for (var name : (Iterable<String>) given::fieldNames) {
        if (!properties.has(name)) {
          return Optional.of("there is no parameter '" + name + "'");
        }
      }
    }
    for (var error : known.get().schema().validate(given)) {
      return Optional.of(String.valueOf(error.getMessage()));
    }
    return Optional.empty();
  }

  /// A schema that is none itself refuses nothing.
  private static Optional<Known> read(String schema) {
    try {
      var tree = JSON.readTree(schema);
      return tree.isObject()
          ? Optional.of(
              new Known(
                  tree,
                  SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                      .getSchema(tree)))
          : Optional.empty();
    } catch (JsonProcessingException | SchemaException _) {
      return Optional.empty();
    }
  }
}
