package dev.clew.edge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The description of the API, `infrastructure/openapi.yaml`, as what decides which requests there
/// are: a path or method that it does not have, or a body that does not fit it, goes no further.
public final class OpenApi {
  private static final String FILE = "/openapi.yaml";
  private static final String COMPONENTS = "#/components/schemas/";
  private static final String DEFINITIONS = "$defs";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final String text;
  private final JsonNode spec;
  private final List<Route> routes;
  private final Map<String, Schema> bodies = new LinkedHashMap<>();

  private record Route(String method, List<String> path, String operation) {
    /// The values of the path's parameters, where it is this path.
    Optional<Map<String, String>> match(List<String> segments) {
      if (segments.size() != path.size()) {
        return Optional.empty();
      }
      var values = new LinkedHashMap<String, String>();
      for (int i = 0; i < segments.size(); i++) {
        var part = path.get(i);
        if (part.startsWith("{")) {
          values.put(part.substring(1, part.length() - 1), segments.get(i));
        } else if (!part.equals(segments.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(values);
    }
  }

  /// Which operation a request is, with the parameters of its path.
  public record Operation(String id, Map<String, String> path) {
    public String path(String name) {
      var value = path.get(name);
      if (value == null) {
        throw new IllegalArgumentException("path of " + id + " has no {" + name + "}");
      }
      return value;
    }
  }

  private OpenApi(String text, JsonNode spec) {
    this.text = text;
    this.spec = spec;
    this.routes = routes(spec);
    for (var path : spec.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        var body =
            method
                .getValue()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        if (!body.isMissingNode()) {
          bodies.put(method.getValue().path("operationId").asText(), schema(body));
        }
      }
    }
  }

  /// The description that was packaged.
  public static OpenApi packaged() {
    try (var in = OpenApi.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not packaged");
      }
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new OpenApi(text, new YAMLMapper().readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Route> routes(JsonNode spec) {
    var routes = new ArrayList<Route>();
    for (var path : spec.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        routes.add(
            new Route(
                method.getKey().toUpperCase(Locale.ROOT),
                List.of(path.getKey().substring(1).split("/")),
                method.getValue().path("operationId").asText()));
      }
    }
    return List.copyOf(routes);
  }

  /// As it was written.
  public String text() {
    return text;
  }

  /// Which operation a request is; empty where the path is unknown, for a problem of status 404, as
  /// [#allowed] of an unknown path is.
  public Optional<Operation> operation(String method, List<String> path) {
    return routes.stream()
        .filter(route -> route.method().equals(method))
        .flatMap(route ->
            route.match(path).map(values -> new Operation(route.operation(), values)).stream())
        .findFirst();
  }

  /// Methods that a path takes, in alphabetical order.
  public List<String> allowed(List<String> path) {
    return routes.stream()
        .filter(route -> route.match(path).isPresent())
        .map(Route::method)
        .distinct()
        .sorted()
        .toList();
  }

  /// Reads a body and holds it against the operation's schema.
  ///
  /// @throws ClewException of kind USER that names the field and, for an unknown one, the nearest
  ///   known
  public JsonNode body(String operation, String text) {
    JsonNode body;
    try {
      body = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.USER,
              "the body is no JSON",
              "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr(),
              "Send a JSON object"),
          e);
    }
    var schema = bodies.get(operation);
    if (schema == null) {
      throw new IllegalArgumentException("operation " + operation + " takes no body");
    }
    unknownField(operation, body);
    var errors = schema.validate(body);
    if (!errors.isEmpty()) {
      var first = errors.getFirst();
      throw new Problem(
              Problem.Kind.USER,
              "the body does not fit: " + first.getMessage(),
              first.getInstanceLocation().toString(),
              "See POST in /v1/openapi.yaml")
          .asException();
    }
    return body;
  }

  private void unknownField(String operation, JsonNode body) {
    for (var path : spec.path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (method.getValue().path("operationId").asText().equals(operation)) {
          var schema =
              resolved(
                  method
                      .getValue()
                      .path("requestBody")
                      .path("content")
                      .path("application/json")
                      .path("schema"));
          var known = new TreeSet<String>();
          schema.path("properties").fieldNames().forEachRemaining(known::add);
          for (var field : body.properties()) {
            if (!known.contains(field.getKey())) {
              throw new Problem(
                      Problem.Kind.USER,
                      "there is no field '" + field.getKey() + "'",
                      field.getKey(),
                      Nearest.remedy(field.getKey(), known))
                  .asException();
            }
          }
        }
      }
    }
  }

  /// A part of the description as a schema of its own, its references resolvable.
  public Schema schema(JsonNode part) {
    var whole = resolved(part).deepCopy();
    if (whole instanceof ObjectNode object) {
      object.set(DEFINITIONS, spec.path("components").path("schemas").deepCopy());
    }
    redirect(whole);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole);
  }

  /// Points references at where JSON Schema keeps definitions: `components` is a word of OpenAPI's
  /// that JSON Schema does not know.
  private static void redirect(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("$ref").asText("").startsWith(COMPONENTS)) {
      object.put(
          "$ref",
          "#/" + DEFINITIONS + "/" + object.path("$ref").asText().substring(COMPONENTS.length()));
    }
    node.forEach(OpenApi::redirect);
  }

  /// What a reference within the description stands for.
  public JsonNode resolved(JsonNode part) {
    var reference = part.path("$ref").asText("");
    return reference.startsWith("#/") ? resolved(spec.at(reference.substring(1))) : part;
  }

  /// The description as a tree.
  public JsonNode tree() {
    return spec;
  }
}
