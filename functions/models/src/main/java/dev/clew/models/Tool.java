package dev.clew.models;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// A tool that a model may call.
///
/// @param name letters, digits, `_` and `-`, at most 64
/// @param description when to call it and when not
/// @param parameters JSON Schema of an object, strict: every property required, no others
public record Tool(String name, String description, ObjectNode parameters) {
  public Tool {
    if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException("'" + name + "' can not be a tool's name");
    }
    parameters = parameters.deepCopy();
  }
}
