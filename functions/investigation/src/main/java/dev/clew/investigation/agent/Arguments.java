package dev.clew.investigation.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.interpretation.PlainText;
import java.util.ArrayList;
import java.util.List;

/// What a model filled a tool in with.
record Arguments(JsonNode tree) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// @throws Refused for what is no JSON object
  static Arguments parse(String text) throws Refused {
    try {
      var tree = JSON.readTree(text);
      if (tree != null && tree.isObject()) {
        return new Arguments(tree);
      }
    } catch (JsonProcessingException e) {
      // Said below.
    }
    throw new Refused("the arguments are no JSON object");
  }

  /// @throws Refused where no text stands
  String text(String name) throws Refused {
    if (!tree.path(name).isTextual()) {
      throw new Refused(name + " must be a text");
    }
    return tree.path(name).asText();
  }

  /// The text there; empty where none stands.
  String textOrNone(String name) {
    return tree.path(name).isTextual() ? tree.path(name).asText().strip() : "";
  }

  List<String> texts(String name) {
    var texts = new ArrayList<String>();
    tree.path(name).forEach(one -> texts.add(one.asText("")));
    return texts;
  }

  List<Arguments> each(String name) {
    var each = new ArrayList<Arguments>();
    tree.path(name).forEach(one -> each.add(new Arguments(one)));
    return each;
  }

  /// A model's own words, cut before anybody reads them.
  static String shortened(String text) {
    return PlainText.line(PlainText.cut(text, 60));
  }
}
