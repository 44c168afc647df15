package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;

/// `InputPath` or `OutputPath`: which part of the data goes on.
///
/// @param path empty (null in the definition): an empty object
record Selection(Optional<Path> path) {
  static final Selection WHOLE = new Selection(Optional.of(Path.parse("$")));

  JsonNode of(Scope scope) throws TaskFailure {
    return path.isPresent() ? path.get().value(scope) : JsonNodeFactory.instance.objectNode();
  }
}
