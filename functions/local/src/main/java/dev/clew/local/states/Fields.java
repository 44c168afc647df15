package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One object of a definition while it is read: every field is asked for by name, and at the end
/// those nobody asked for are refused.
final class Fields {
  private final JsonNode object;
  private final Pointer at;
  private final Set<String> asked = new LinkedHashSet<>();

  Fields(@Nullable JsonNode object, Pointer at) {
    if (object == null || !object.isObject()) {
      throw at.refuse("an object is needed here");
    }
    this.object = object;
    this.at = at;
  }

  Pointer at() {
    return at;
  }

  Pointer at(String name) {
    return at.then(name);
  }

  boolean has(String name) {
    asked.add(name);
    return object.has(name);
  }

  Optional<JsonNode> value(String name) {
    asked.add(name);
    return Optional.ofNullable(object.get(name));
  }

  JsonNode needed(String name) {
    return value(name).orElseThrow(() -> at.refuse("the field " + name + " is missing"));
  }

  Optional<String> text(String name) {
    return value(name)
        .map(value -> {
          if (!value.isTextual() || value.textValue().isEmpty()) {
            throw at(name).refuse("a text is needed here, not " + value);
          }
          return value.textValue();
        });
  }

  String neededText(String name) {
    needed(name);
    return text(name).orElseThrow();
  }

  Optional<Integer> integer(String name, int least, int most) {
    return value(name)
        .map(value -> {
          if (!value.isIntegralNumber()
              || !value.canConvertToInt()
              || value.intValue() < least
              || value.intValue() > most) {
            throw at(name)
                .refuse(
                    "a whole number from " + least + " to " + most + " is needed, not " + value);
          }
          return value.intValue();
        });
  }

  Optional<Double> number(String name, double least, double most) {
    return value(name)
        .map(value -> {
          if (!value.isNumber() || value.doubleValue() < least || value.doubleValue() > most) {
            throw at(name)
                .refuse("a number from " + least + " to " + most + " is needed, not " + value);
          }
          return value.doubleValue();
        });
  }

  Optional<Duration> seconds(String name) {
    return integer(name, 1, 99_999_999).map(Duration::ofSeconds);
  }

  Optional<Path> path(String name) {
    return text(name).map(text -> at(name).checked(() -> Path.parse(text)));
  }

  Optional<Expression> expression(String name) {
    return text(name).map(text -> at(name).checked(() -> Expression.parse(text)));
  }

  Optional<Template> template(String name) {
    return value(name).map(value -> Template.parse(value, at(name)));
  }

  /// `InputPath` or `OutputPath`, which may be null.
  Selection selection(String name) {
    var value = value(name);
    if (value.isEmpty()) {
      return Selection.WHOLE;
    }
    return new Selection(value.get().isNull() ? Optional.empty() : path(name));
  }

  ResultPath resultPath() {
    var value = value("ResultPath");
    if (value.isEmpty()) {
      return ResultPath.WHOLE;
    }
    return value.get().isNull()
        ? ResultPath.DROPPED
        : text("ResultPath")
            .map(text -> at("ResultPath").checked(() -> ResultPath.parse(text)))
            .orElseThrow();
  }

  /// At most one of two ways to say the same.
  void oneOf(String a, String b) {
    var hasA = has(a);
    var hasB = has(b);
    if (hasA && hasB) {
      throw at.refuse("the fields " + a + " and " + b + " exclude each other");
    }
  }

  /// Refuses what was not asked for.
  void done() {
    for (var field : object.properties()) {
      if (!asked.contains(field.getKey())) {
        throw at(field.getKey()).refuse("the field " + field.getKey() + " is not known here");
      }
    }
  }
}
