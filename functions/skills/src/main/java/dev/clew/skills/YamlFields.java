package dev.clew.skills;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A YAML mapping whose fields are all known: a misspelt one is an error, not silence.
///
/// @param where the file, and the path of the mapping within it
record YamlFields(String where, ObjectNode node) {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  /// Overlay.
  ///
  /// @throws ClewException when the text is no mapping, or has a field that is not among `known`
  static YamlFields parse(String where, String text, Set<String> known) {
    JsonNode root;
    try {
      root = YAML.readTree(text);
    } catch (JsonProcessingException e) {
      var line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      throw wrong(where + line, e.getOriginalMessage(), "mend the YAML", e);
    }
    return of(where, root, known);
  }

  private static YamlFields of(String where, @Nullable JsonNode node, Set<String> known) {
    if (!(node instanceof ObjectNode fields)) {
      throw wrong(where, "is no mapping of names to values", "write 'name: value' lines", null);
    }
    for (var name : (Iterable<String>) fields::fieldNames) {
      if (!known.contains(name)) {
        throw wrong(where, "unknown field '" + name + "'", Nearest.remedy(name, known), null);
      }
    }
    return new YamlFields(where, fields);
  }

  String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> wrong(where, "field '" + name + "' is missing", "add it", null));
  }

  Optional<String> optionalText(String name) {
    var value = node.get(name);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isValueNode() || value.asText().isBlank()) {
      throw wrong(where, "field '" + name + "' is not one text", "write one", null);
    }
    return Optional.of(value.asText().strip());
  }

  int whole(String name, int otherwise) {
    var value = node.get(name);
    if (value == null || value.isNull()) {
      return otherwise;
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw wrong(where, "field '" + name + "' is not a whole number: " + value, "write one", null);
    }
    return value.asInt();
  }

  /// Texts; empty where the field is absent.
  List<String> texts(String name) {
    var value = node.get(name);
    if (value == null || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw wrong(where, "field '" + name + "' is no list", "write '- one' lines", null);
    }
    var texts = new ArrayList<String>();
    for (var item : value) {
      if (!item.isValueNode() || item.isNull() || item.asText().isBlank()) {
        throw wrong(
            where,
            "field '" + name + "' holds " + item + ", which is no text",
            "put it in quotes",
            null);
      }
      texts.add(item.asText().strip());
    }
    return List.copyOf(texts);
  }

  YamlFields fields(String name, Set<String> known) {
    return of(where + ", " + name, node.get(name), known);
  }

  static ClewException wrong(String where, String what, String remedy, @Nullable Throwable cause) {
    return new ClewException(new Problem(Problem.Kind.BUG, what, where, remedy), cause);
  }
}
