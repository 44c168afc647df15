package dev.clew.models;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// The form an answer must have.
///
/// @param name letters, digits, `_` and `-`, at most 64
/// @param schema JSON Schema, strict: every property required, no others
public record OutputSchema(String name, ObjectNode schema) {
  public OutputSchema {
    schema = schema.deepCopy();
  }
}
