package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.random.RandomGenerator;

/// What paths and intrinsic functions see.
///
/// @param data `$`
/// @param context `$$`
record Scope(JsonNode data, JsonNode context, RandomGenerator random) {

  Scope over(JsonNode other) {
    return new Scope(other, context, random);
  }
}
