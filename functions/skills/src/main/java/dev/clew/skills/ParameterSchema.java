package dev.clew.skills;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which parameters a skill takes: the JSON Schema of its card, an object of texts, numbers and
/// booleans.
public final class ParameterSchema {
  /// What every skill takes besides its own parameters: which rows or runs it shall look at.
  public static final String FILTER = "filter";

  /// The words that the filter was read from, and why it is meant; set by whoever reads them.
  public static final String FILTER_WHY = "filter-why";

  /// Calls to language models that a run may make, for skills whose card has this parameter: what
  /// the user says takes the place of a question's usual allowance.
  public static final String MODEL_CALLS = "model-calls";

  /// Likewise US dollars.
  public static final String MODEL_USD = "model-usd";

  private static final List<String> COMMON = List.of(FILTER, FILTER_WHY);
  private static final int LONGEST_COMMON = 10_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String skill;
  private final JsonNode schema;

  private ParameterSchema(String skill, JsonNode schema) {
    this.skill = skill;
    this.schema = schema;
  }

  /// Overlay.
  ///
  /// @throws IllegalArgumentException when the card's schema is not JSON
  public static ParameterSchema of(Card card) {
    try {
      return new ParameterSchema(card.name(), JSON.readTree(card.parametersSchema()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(card.name() + ": parameters are no JSON", e);
    }
  }

  /// Names, in the card's order.
  public List<String> names() {
    var names = new ArrayList<String>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /// What a parameter is for; empty where the card does not say.
  public String description(String name) {
    return schema.path("properties").path(name).path("description").asText("");
  }

  /// `string`, `integer`, `number` or `boolean`.
  public String type(String name) {
    return schema.path("properties").path(name).path("type").asText("string");
  }

  /// Values that the card gives as examples; empty where it gives none.
  public List<String> examples(String name) {
    var examples = new ArrayList<String>();
    schema
        .path("properties")
        .path(name)
        .path("examples")
        .forEach(value -> examples.add(value.asText()));
    return examples;
  }

  /// The only values it takes, where the card lists them; empty otherwise.
  public List<String> constants(String name) {
    var constants = new ArrayList<String>();
    schema
        .path("properties")
        .path(name)
        .path("enum")
        .forEach(value -> constants.add(value.asText()));
    return constants;
  }

  /// The value taken when none is given.
  public Optional<String> defaultOf(String name) {
    var value = schema.path("properties").path(name).path("default");
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asText());
  }

  /// Checks what was given and fills in defaults. Every declared parameter is in the result, in the
  /// card's order, so that a receipt says all of them; one without default that was not given is
  /// the empty text. What every skill takes is there where it was given.
  ///
  /// @throws dev.clew.evidence.ClewException of kind USER that names the parameter, its value and
  ///   what would fit
  public Parameters complete(Map<String, String> given) {
    var names = names();
    for (var name : given.keySet()) {
      if (!names.contains(name) && !COMMON.contains(name)) {
        var known = new ArrayList<>(names);
        known.add(FILTER);
        throw wrong(name, "has no parameter '" + name + "'", Nearest.remedy(name, known));
      }
    }
    var typed = JsonNodeFactory.instance.objectNode();
    var texts = new LinkedHashMap<String, String>();
    for (var name : names) {
      var text = given.get(name);
      if (text == null) {
        texts.put(name, defaultOf(name).orElse(""));
      } else {
        var value = typed(name, text.strip());
        typed.set(name, value);
        texts.put(name, value.asText());
      }
    }
    for (var name : COMMON) {
      var text = given.getOrDefault(name, "").strip();
      if (text.length() > LONGEST_COMMON) {
        throw wrong(
            name, "has " + text.length() + " characters", "write at most " + LONGEST_COMMON);
      }
      if (!text.isEmpty()) {
        texts.put(name, text);
      }
    }
    // Defaults are checked by the catalogue's contract test, so the validator is loaded only for
    // what users give.
    if (!typed.isEmpty() || schema.has("required")) {
      validate(typed);
    }
    return new Parameters(texts);
  }

  private void validate(JsonNode typed) {
    var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    for (var error : registry.getSchema(schema).validate(typed)) {
      var at = error.getInstanceLocation().toString();
      var name = at.isEmpty() ? String.valueOf(error.getProperty()) : at.substring(1);
      throw wrong(name, "does not take this: " + error.getMessage(), description(name));
    }
  }

  private JsonNode typed(String name, String text) {
    return switch (type(name)) {
      case "integer" -> number(name, text, "a whole number");
      case "number" -> number(name, text, "a number");
      case "boolean" ->
          switch (text) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> throw wrong(name, "got '" + text + "'", "give true or false");
          };
      default -> TextNode.valueOf(text);
    };
  }

  private JsonNode number(String name, String text, String wanted) {
    try {
      return wanted.equals("a whole number")
          ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
          : JsonNodeFactory.instance.numberNode(finite(text));
    } catch (NumberFormatException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.USER,
              "got '" + text + "'",
              skill + ", parameter " + name,
              "give " + wanted),
          e);
    }
  }

  private static double finite(String text) {
    var value = Double.parseDouble(text);
    if (!Double.isFinite(value)) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  private RuntimeException wrong(String name, String what, String remedy) {
    return new Problem(Problem.Kind.USER, what, skill + ", parameter " + name, remedy)
        .asException();
  }
}
