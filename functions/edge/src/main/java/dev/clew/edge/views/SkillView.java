package dev.clew.edge.views;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.skills.Card;
import java.util.List;

/// A skill as its card describes it.
public final class SkillView {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SkillView() {}

  /// `{"skills": [...]}`.
  public static ObjectNode all(List<Card> cards) {
    var node = JsonNodeFactory.instance.objectNode();
    var skills = node.putArray("skills");
    cards.forEach(card -> skills.add(of(card)));
    return node;
  }

  /// One skill; `parameters` is its JSON Schema.
  public static ObjectNode of(Card card) {
    var node =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", card.name())
            .put("version", card.version())
            .put("family", card.family())
            .put("reads", card.readsWords())
            .put("description", card.description());
    node.set("when", texts(card.when()));
    node.set("whenNot", texts(card.whenNot()));
    try {
      node.set("parameters", JSON.readTree(card.parametersSchema()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(card.name() + ": its card's parameters are no JSON", e);
    }
    return node.put("deployable", card.deployable());
  }

  private static ArrayNode texts(List<String> texts) {
    var array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }
}
