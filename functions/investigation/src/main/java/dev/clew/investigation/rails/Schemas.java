package dev.clew.investigation.rails;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.skills.Card;
import dev.clew.skills.ParameterSchema;
import java.util.List;

/// Tools' parameters as strict JSON Schemas: every property required, no others; what may be left
/// out may be null.
final class Schemas {
  private Schemas() {}

  /// One list of names out of a few.
  static ObjectNode choice(String name, List<String> constants) {
    var root = strict();
    var property = root.withObject("/properties").putObject(name);
    property.put("type", "array");
    var items = property.putObject("items").put("type", "string");
    var values = items.putArray("enum");
    constants.forEach(values::add);
    root.withArray("/required").add(name);
    return root;
  }

  /// A target, two windows, and the card's own parameters.
  static ObjectNode run(Card card, List<String> targets) {
    var root = strict();
    var properties = root.withObject("/properties");
    var required = root.withArray("/required");
    var target = properties.putObject("target").put("type", "string");
    var names = target.putArray("enum");
    targets.forEach(names::add);
    required.add("target");
    for (var window : List.of("baseline", "current")) {
      nullable(properties.putObject(window), "string")
          .put(
              "description",
              "the "
                  + window
                  + " window in the question's own words, such as 'rows 70000..75000' or 'last week'; null when"
                  + " the question names none");
      required.add(window);
    }
    var own = ParameterSchema.of(card);
    for (var name : own.names()) {
      var property = nullable(properties.putObject(name), own.type(name));
      if (!own.description(name).isEmpty()) {
        property.put("description", own.description(name) + "; null for the default");
      }
      if (!own.constants(name).isEmpty()) {
        var values = property.putArray("enum");
        own.constants(name).forEach(values::add);
        values.addNull();
      }
      required.add(name);
    }
    return root;
  }

  private static ObjectNode nullable(ObjectNode property, String type) {
    property.putArray("type").add(type).add("null");
    return property;
  }

  private static ObjectNode strict() {
    var root = JsonNodeFactory.instance.objectNode();
    root.put("type", "object");
    root.putObject("properties");
    root.putArray("required");
    root.put("additionalProperties", false);
    return root;
  }
}
