package dev.clew.interpretation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Unit;

/// A measurement on the wire, as functions hand it on: its kind, and what belongs to that kind.
final class MeasurementTree {
  private MeasurementTree() {}

  static ObjectNode write(Measurement measurement) {
    var node = JsonNodeFactory.instance.objectNode();
    switch (measurement) {
      case Measurement.Found(var results) -> {
        node.put("kind", "found");
        node.set("results", ResultsTree.write(results));
      }
      case Measurement.Clean(var results) -> {
        node.put("kind", "clean");
        node.set("results", ResultsTree.write(results));
      }
      case Measurement.TooLittleData little -> {
        node.put("kind", "too_little_data");
        node.put("have", little.have());
        node.put("need", little.need());
        node.put("unit", little.unit().symbol());
        node.put("what", little.what());
        node.set("results", ResultsTree.write(little.results()));
      }
      case Measurement.NotApplicable(var why, var remedy) -> {
        node.put("kind", "not_applicable");
        node.put("why", why);
        node.put("remedy", remedy);
      }
    }
    return node;
  }

  static Measurement read(JsonNode node) {
    var tree = new Tree(node, "$");
    var kind = tree.text("kind");
    return switch (kind) {
      case "found" -> new Measurement.Found(ResultsTree.read(tree.at("results")));
      case "clean" -> new Measurement.Clean(ResultsTree.read(tree.at("results")));
      case "too_little_data" ->
          new Measurement.TooLittleData(
              tree.whole("have"),
              tree.whole("need"),
              Unit.of(tree.textOr("unit", "")),
              tree.text("what"),
              ResultsTree.read(tree.at("results")));
      case "not_applicable" ->
          new Measurement.NotApplicable(tree.text("why"), tree.textOr("remedy", ""));
      default -> throw new IllegalArgumentException("$.kind '" + kind + "' is no measurement");
    };
  }
}
