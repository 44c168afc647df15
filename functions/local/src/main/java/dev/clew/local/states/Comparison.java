package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a Choice state compares. A value of another type never fulfils a comparison.
enum Comparison {
  STRING_EQUALS("StringEquals"),
  STRING_LESS_THAN("StringLessThan"),
  STRING_GREATER_THAN("StringGreaterThan"),
  STRING_LESS_THAN_EQUALS("StringLessThanEquals"),
  STRING_GREATER_THAN_EQUALS("StringGreaterThanEquals"),
  STRING_MATCHES("StringMatches"),
  NUMERIC_EQUALS("NumericEquals"),
  NUMERIC_LESS_THAN("NumericLessThan"),
  NUMERIC_GREATER_THAN("NumericGreaterThan"),
  NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals"),
  NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals"),
  BOOLEAN_EQUALS("BooleanEquals"),
  TIMESTAMP_EQUALS("TimestampEquals"),
  TIMESTAMP_LESS_THAN("TimestampLessThan"),
  TIMESTAMP_GREATER_THAN("TimestampGreaterThan"),
  TIMESTAMP_LESS_THAN_EQUALS("TimestampLessThanEquals"),
  TIMESTAMP_GREATER_THAN_EQUALS("TimestampGreaterThanEquals"),
  IS_NULL("IsNull"),
  IS_PRESENT("IsPresent"),
  IS_NUMERIC("IsNumeric"),
  IS_STRING("IsString"),
  IS_BOOLEAN("IsBoolean"),
  IS_TIMESTAMP("IsTimestamp");

  private final String field;

  Comparison(String field) {
    this.field = field;
  }

  String field() {
    return field;
  }

  static Optional<Comparison> named(String field) {
    return Arrays.stream(values()).filter(comparison -> comparison.field.equals(field)).findFirst();
  }

  /// Whether the definition may name a path to the other value (`...Path`).
  boolean takesPath() {
    return !field.startsWith("Is") && this != STRING_MATCHES;
  }

  /// Whether a definition may hold this value.
  boolean takes(JsonNode value) {
    if (field.startsWith("Is") || this == BOOLEAN_EQUALS) {
      return value.isBoolean();
    }
    if (field.startsWith("Numeric")) {
      return value.isNumber();
    }
    return value.isTextual() && (!field.startsWith("Timestamp") || instant(value).isPresent());
  }

  boolean holds(JsonNode value, JsonNode other) {
    return switch (this) {
      case STRING_MATCHES ->
          value.isTextual() && like(other.textValue()).matcher(value.textValue()).matches();
      case BOOLEAN_EQUALS ->
          value.isBoolean() && other.isBoolean() && value.booleanValue() == other.booleanValue();
      case IS_NULL -> value.isNull() == other.booleanValue();
      case IS_PRESENT -> other.booleanValue();
      case IS_NUMERIC -> value.isNumber() == other.booleanValue();
      case IS_STRING -> value.isTextual() == other.booleanValue();
      case IS_BOOLEAN -> value.isBoolean() == other.booleanValue();
      case IS_TIMESTAMP -> instant(value).isPresent() == other.booleanValue();
      case STRING_EQUALS, NUMERIC_EQUALS, TIMESTAMP_EQUALS -> ordered(value, other, 0, 0);
      case STRING_LESS_THAN, NUMERIC_LESS_THAN, TIMESTAMP_LESS_THAN ->
          ordered(value, other, -1, -1);
      case STRING_GREATER_THAN, NUMERIC_GREATER_THAN, TIMESTAMP_GREATER_THAN ->
          ordered(value, other, 1, 1);
      case STRING_LESS_THAN_EQUALS, NUMERIC_LESS_THAN_EQUALS, TIMESTAMP_LESS_THAN_EQUALS ->
          ordered(value, other, -1, 0);
      case STRING_GREATER_THAN_EQUALS, NUMERIC_GREATER_THAN_EQUALS, TIMESTAMP_GREATER_THAN_EQUALS ->
          ordered(value, other, 0, 1);
    };
  }

  /// Whether the sign of the comparison lies in [low, high]; never for values of other types.
  private boolean ordered(JsonNode value, JsonNode other, int low, int high) {
    return order(value, other)
        .map(Integer::signum)
        .filter(sign -> sign >= low && sign <= high)
        .isPresent();
  }

  private Optional<Integer> order(JsonNode value, JsonNode other) {
    if (field.startsWith("Numeric")) {
      return value.isNumber() && other.isNumber()
          ? Optional.of(value.decimalValue().compareTo(other.decimalValue()))
          : Optional.empty();
    }
    if (field.startsWith("Timestamp")) {
      return instant(value).flatMap(a -> instant(other).map(a::compareTo));
    }
    return value.isTextual() && other.isTextual()
        ? Optional.of(value.textValue().compareTo(other.textValue()))
        : Optional.empty();
  }

  /// `*` stands for any text, `\*` for itself.
  private static Pattern like(String pattern) {
    var regex = new StringBuilder();
    for (var i = 0; i < pattern.length(); i++) {
      var c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
      } else {
        regex.append(c == '*' ? ".*" : Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /// RFC 3339, with T and Z in capitals.
  static Optional<Instant> instant(JsonNode value) {
    if (!value.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(value.textValue()).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
