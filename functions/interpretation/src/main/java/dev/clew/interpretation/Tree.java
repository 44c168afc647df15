package dev.clew.interpretation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/// A JSON node that knows its path, so that errors can say where.
record Tree(JsonNode node, String path) {

  Tree at(String name) {
    return new Tree(node.path(name), path + "." + name);
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  String text(String name) {
    var value = node.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(path + "." + name + " is not a text");
    }
    return value.textValue();
  }

  String textOr(String name, String absent) {
    return has(name) ? text(name) : absent;
  }

  /// A whole number, 0 where absent.
  long whole(String name) {
    if (!has(name)) {
      return 0;
    }
    var value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException(path + "." + name + " is not a whole number");
    }
    return value.longValue();
  }

  /// A number, 0 where absent.
  double number(String name) {
    return optional(name).orElse(0);
  }

  OptionalDouble optional(String name) {
    if (!has(name)) {
      return OptionalDouble.empty();
    }
    if (!node.path(name).isNumber()) {
      throw new IllegalArgumentException(path + "." + name + " is not a number");
    }
    return OptionalDouble.of(node.path(name).doubleValue());
  }

  boolean flag(String name) {
    return node.path(name).asBoolean(false);
  }

  <E extends Enum<E>> E constant(String name, Class<E> type) {
    try {
      return Names.parse(type, text(name));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + "." + name + ": " + e.getMessage(), e);
    }
  }

  List<String> texts(String name) {
    return list(
        name,
        item -> {
          if (!item.node().isTextual()) {
            throw new IllegalArgumentException(item.path() + " is not a text");
          }
          return item.node().textValue();
        });
  }

  /// What stands in an array, empty where absent.
  <T> List<T> list(String name, Function<Tree, T> read) {
    var items = new ArrayList<T>();
    var array = node.path(name);
    if (!array.isMissingNode() && !array.isNull() && !array.isArray()) {
      throw new IllegalArgumentException(path + "." + name + " is not a list");
    }
    for (int i = 0; i < array.size(); i++) {
      var item = new Tree(array.get(i), path + "." + name + "[" + i + "]");
      try {
        items.add(read.apply(item));
      } catch (IllegalArgumentException e) {
        var message = String.valueOf(e.getMessage());
        throw message.startsWith("$")
            ? e
            : new IllegalArgumentException(item.path() + ": " + message, e);
      }
    }
    return items;
  }
}
