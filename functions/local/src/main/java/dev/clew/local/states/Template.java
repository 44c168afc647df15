package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.stream.IntStream;

/// A payload template: JSON in which a field whose name ends in `.$` is computed.
sealed interface Template {

  JsonNode fill(Scope scope) throws TaskFailure;

  record Fixed(JsonNode value) implements Template {
    @Override
    public JsonNode fill(Scope scope) {
      return value;
    }
  }

  record Computed(Expression expression) implements Template {
    @Override
    public JsonNode fill(Scope scope) throws TaskFailure {
      return expression.value(scope);
    }
  }

  record Listed(List<Template> items) implements Template {
    @Override
    public JsonNode fill(Scope scope) throws TaskFailure {
      var filled = JsonNodeFactory.instance.arrayNode();
      for (var item : items) {
        filled.add(item.fill(scope));
      }
      return filled;
    }
  }

  record Named(List<Field> fields) implements Template {
    @Override
    public JsonNode fill(Scope scope) throws TaskFailure {
      var filled = JsonNodeFactory.instance.objectNode();
      for (var field : fields) {
        filled.set(field.name(), field.value().fill(scope));
      }
      return filled;
    }
  }

  /// @param name without `.$`
  record Field(String name, Template value) {}

  /// @param at of the template, for refusals
  static Template parse(JsonNode json, Pointer at) {
    if (json.isObject()) {
      return new Named(
          json.properties().stream()
              .map(field -> field(field.getKey(), field.getValue(), at))
              .toList());
    }
    if (json.isArray()) {
      return new Listed(
          IntStream.range(0, json.size()).mapToObj(i -> parse(json.get(i), at.then(i))).toList());
    }
    return new Fixed(json);
  }

  private static Field field(String name, JsonNode value, Pointer at) {
    if (!name.endsWith(".$")) {
      return new Field(name, parse(value, at.then(name)));
    }
    if (!value.isTextual()) {
      throw at.then(name).refuse("a field whose name ends in .$ holds a path or a function's call");
    }
    return new Field(
        name.substring(0, name.length() - 2),
        new Computed(at.then(name).checked(() -> Expression.parse(value.textValue()))));
  }
}
