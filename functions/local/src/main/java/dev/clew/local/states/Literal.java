package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;

/// A value that stands in a call as it is.
record Literal(JsonNode value) implements Expression {

  @Override
  public JsonNode value(Scope scope) {
    return value;
  }
}
