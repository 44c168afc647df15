package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.Optional;

/// A JSONPath into a state's data (`$.turn.next`) or into the context object (`$$.Execution.Id`).
/// One that can lead to several places gives an array of what is there.
final class Path implements Expression {
  private static final Configuration CONFIGURATION =
      Configuration.builder()
          .jsonProvider(new JacksonJsonNodeJsonProvider())
          .mappingProvider(new JacksonMappingProvider())
          .build();

  private final String text;
  private final boolean ofContext;
  private final JsonPath path;

  private Path(String text, boolean ofContext, JsonPath path) {
    this.text = text;
    this.ofContext = ofContext;
    this.path = path;
  }

  /// @throws IllegalArgumentException when it is no path
  static Path parse(String text) {
    if (!text.startsWith("$")) {
      throw new IllegalArgumentException("'" + text + "' is no path: it does not start with $");
    }
    var ofContext = text.startsWith("$$");
    try {
      return new Path(text, ofContext, JsonPath.compile(ofContext ? text.substring(1) : text));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + text + "' is no path: " + e.getMessage(), e);
    }
  }

  /// What it leads to; empty where it leads nowhere.
  Optional<JsonNode> find(Scope scope) {
    try {
      return Optional.of(
          path.<JsonNode>read(ofContext ? scope.context() : scope.data(), CONFIGURATION));
    } catch (PathNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public JsonNode value(Scope scope) throws TaskFailure {
    var found = find(scope);
    if (found.isEmpty()) {
      throw new TaskFailure(ErrorNames.RUNTIME, "The JSONPath '" + text + "' leads nowhere");
    }
    return found.get();
  }

  /// Whether it can lead to one place only.
  boolean isReference() {
    return path.isDefinite() && path.getPath().indexOf('(') < 0;
  }

  /// `$['a'][0]`, without the second $ of the context object.
  String normalised() {
    return path.getPath();
  }

  boolean isOfContext() {
    return ofContext;
  }

  @Override
  public String toString() {
    return text;
  }
}
