package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a result is put in a state's input: in its place (`$`), below a name (`$.step`), or
/// nowhere (null).
///
/// @param steps names and indices from the root; empty optional: the result is dropped
record ResultPath(Optional<List<Step>> steps) {
  static final ResultPath WHOLE = new ResultPath(Optional.of(List.of()));
  static final ResultPath DROPPED = new ResultPath(Optional.empty());

  private static final Pattern STEP =
      Pattern.compile("\\['((?:[^'\\\\]|\\\\.)*)'\\]|\\[([0-9]+)\\]");

  /// @param index -1 for a name
  record Step(String name, int index) {}

  /// @throws IllegalArgumentException when it can not lead to one place in the input
  static ResultPath parse(String text) {
    var path = Path.parse(text);
    if (path.isOfContext() || !path.isReference()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no reference path: it has to name one place of the input");
    }
    var steps = new ArrayList<Step>();
    var matcher = STEP.matcher(path.normalised());
    while (matcher.find()) {
      steps.add(
          matcher.group(1) == null
              ? new Step("", Integer.parseInt(matcher.group(2)))
              : new Step(matcher.group(1).replaceAll("\\\\(.)", "$1"), -1));
    }
    return new ResultPath(Optional.of(List.copyOf(steps)));
  }

  /// The input with the result in it; neither is changed.
  ///
  /// @throws TaskFailure `States.ResultPathMatchFailure` where the input has no such place
  JsonNode put(JsonNode input, JsonNode result) throws TaskFailure {
    if (steps.isEmpty()) {
      return input;
    }
    return put(input, steps.get(), result);
  }

  private JsonNode put(JsonNode input, List<Step> rest, JsonNode result) throws TaskFailure {
    if (rest.isEmpty()) {
      return result;
    }
    var step = rest.getFirst();
    var below = rest.subList(1, rest.size());
    if (step.index() >= 0) {
      if (!(input instanceof ArrayNode array) || step.index() >= array.size()) {
        throw mismatch("has no element " + step.index());
      }
      var copy = array.arrayNode().addAll(array);
      copy.set(step.index(), put(array.get(step.index()), below, result));
      return copy;
    }
    if (!(input instanceof ObjectNode object)) {
      throw mismatch("is no object that could hold '" + step.name() + "'");
    }
    var copy = object.objectNode().setAll(object);
    var inner = object.has(step.name()) ? object.get(step.name()) : null;
    ((ObjectNode) copy)
        .set(
            step.name(),
            put(inner == null ? JsonNodeFactory.instance.objectNode() : inner, below, result));
    return copy;
  }

  private TaskFailure mismatch(String how) {
    return new TaskFailure(ErrorNames.RESULT_PATH, "ResultPath " + steps + ": the input " + how);
  }
}
