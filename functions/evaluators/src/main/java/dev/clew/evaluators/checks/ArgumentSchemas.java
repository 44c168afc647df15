package dev.clew.evaluators.checks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Holds calls' arguments against the schemas that their tools were offered with.
///
/// ArgumentSchemas come out of traces and are not trusted: of their keywords only those are kept
/// that say types, names and ranges. References, which could name other hosts, and patterns, which
/// could take forever, are left out.
public final class ArgumentSchemas {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Deeper schemas are not held against anything.
  private static final int DEEPEST = 20;

  private static final Set<String> KEPT =
      Set.of(
          "type",
          "required",
          "enum",
          "const",
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "minItems",
          "maxItems");

  /// Keywords whose value is a schema, and those that hold some by name or in a list.
  private static final Set<String> NESTED =
      Set.of("items", "properties", "anyOf", "oneOf", "allOf", "additionalProperties");

  private final Map<String, Optional<Known>> bySchema = new HashMap<>();

  private record Known(JsonNode tree, Schema schema) {}

  /// Why a schema does not take these arguments; empty where it does, or nothing is stated.
  ///
  /// A name that the schema's properties do not hold is refused even where the schema forgot to say
  /// so: the function behind it takes its parameters by name.
  public Optional<String> refusal(String schema, String arguments) {
    if (schema.isEmpty() || arguments.endsWith("more characters]")) {
      return Optional.empty();
    }
    var known = bySchema.computeIfAbsent(schema, ArgumentSchemas::read);
    return known.isEmpty() ? Optional.empty() : refusal(known.get(), arguments);
  }

  private static Optional<String> refusal(Known known, String arguments) {
    JsonNode given;
    try {
      given = JSON.readTree(arguments.isBlank() ? "{}" : arguments);
    } catch (JsonProcessingException _) {
      return Optional.of("the arguments are no JSON");
    }
    if (!given.isObject()) {
      return Optional.of("the arguments are no object");
    }
    var properties = known.tree().path("properties");
    var others = known.tree().path("additionalProperties");
    if (properties.isObject() && !others.isObject() && !others.asBoolean(false)) {
      for (var name : (Iterable<String>) given::fieldNames) {
        if (!properties.has(name)) {
          return Optional.of("there is no parameter '" + name + "'");
        }
      }
    }
    return known.schema().validate(given).stream()
        .findFirst()
        .map(error -> String.valueOf(error.getMessage()));
  }

  /// A schema that is none itself refuses nothing.
  private static Optional<Known> read(String schema) {
    try {
      var tree = JSON.readTree(schema);
      if (!tree.isObject()) {
        return Optional.empty();
      }
      var kept = kept(tree, 0);
      return Optional.of(
          new Known(
              kept,
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(kept)));
    } catch (JsonProcessingException | SchemaException _) {
      return Optional.empty();
    }
  }

  private static JsonNode kept(JsonNode schema, int depth) {
    if (!schema.isObject() || depth > DEEPEST) {
      return schema.isBoolean() ? schema : JsonNodeFactory.instance.objectNode();
    }
    var kept = JsonNodeFactory.instance.objectNode();
    for (var entry : schema.properties()) {
      if (KEPT.contains(entry.getKey())) {
        kept.set(entry.getKey(), entry.getValue());
      } else if (NESTED.contains(entry.getKey())) {
        kept.set(entry.getKey(), nested(entry.getKey(), entry.getValue(), depth));
      }
    }
    if (schema.path("nullable").asBoolean(false)) {
      orNull(kept);
    }
    return kept;
  }

  private static JsonNode nested(String keyword, JsonNode value, int depth) {
    if (keyword.equals("properties") && value.isObject()) {
      var kept = JsonNodeFactory.instance.objectNode();
      value
          .properties()
          .forEach(entry -> kept.set(entry.getKey(), kept(entry.getValue(), depth + 1)));
      return kept;
    }
    if (value.isArray()) {
      var kept = JsonNodeFactory.instance.arrayNode();
      value.forEach(one -> kept.add(kept(one, depth + 1)));
      return kept;
    }
    return kept(value, depth + 1);
  }

  /// OpenAPI's word for a type that may be null.
  private static void orNull(ObjectNode schema) {
    if (schema.path("type").isTextual()) {
      ArrayNode types = JsonNodeFactory.instance.arrayNode();
      types.add(schema.path("type")).add("null");
      schema.set("type", types);
    }
    schema.remove("enum");
  }
}
