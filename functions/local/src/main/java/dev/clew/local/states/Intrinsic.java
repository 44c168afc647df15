package dev.clew.local.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// The intrinsic functions of the Amazon States Language, all eighteen.
enum Intrinsic {
  ARRAY("States.Array", 0, 1000),
  ARRAY_CONTAINS("States.ArrayContains", 2, 2),
  ARRAY_GET_ITEM("States.ArrayGetItem", 2, 2),
  ARRAY_LENGTH("States.ArrayLength", 1, 1),
  ARRAY_PARTITION("States.ArrayPartition", 2, 2),
  ARRAY_RANGE("States.ArrayRange", 3, 3),
  ARRAY_UNIQUE("States.ArrayUnique", 1, 1),
  BASE64_DECODE("States.Base64Decode", 1, 1),
  BASE64_ENCODE("States.Base64Encode", 1, 1),
  FORMAT("States.Format", 1, 1000),
  HASH("States.Hash", 2, 2),
  JSON_MERGE("States.JsonMerge", 3, 3),
  JSON_TO_STRING("States.JsonToString", 1, 1),
  MATH_ADD("States.MathAdd", 2, 2),
  MATH_RANDOM("States.MathRandom", 2, 3),
  STRING_SPLIT("States.StringSplit", 2, 2),
  STRING_TO_JSON("States.StringToJson", 1, 1),
  UUID_4("States.UUID", 0, 0);

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /// 5 and 5.0 are one number.
  private static final Comparator<JsonNode> BY_VALUE =
      (a, b) ->
          a.isNumber() && b.isNumber()
              ? a.decimalValue().compareTo(b.decimalValue())
              : a.equals(b) ? 0 : 1;

  /// Longest text that is encoded, decoded or hashed.
  private static final int LONGEST = 10_000;

  /// Most elements of a range.
  private static final int RANGE = 1000;

  private static final Set<String> HASHES = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

  private final String spelling;
  private final int least;
  private final int most;

  Intrinsic(String spelling, int least, int most) {
    this.spelling = spelling;
    this.least = least;
    this.most = most;
  }

  String spelling() {
    return spelling;
  }

  /// Fewest arguments.
  int least() {
    return least;
  }

  /// Most arguments.
  int most() {
    return most;
  }

  /// @throws IllegalArgumentException when there is none of that name
  static Intrinsic named(String spelling) {
    return Arrays.stream(values())
        .filter(function -> function.spelling.equals(spelling))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'" + spelling + "' is neither a path nor an intrinsic function"));
  }

  /// @param arguments as many as the function takes
  /// @throws IllegalArgumentException when it can not be computed of these
  JsonNode of(List<JsonNode> arguments, RandomGenerator random) {
    return switch (this) {
      case ARRAY -> JSON.arrayNode().addAll(arguments);
      case ARRAY_CONTAINS -> JSON.booleanNode(contains(array(arguments, 0), arguments.get(1)));
      case ARRAY_GET_ITEM -> item(array(arguments, 0), whole(arguments, 1));
      case ARRAY_LENGTH -> JSON.numberNode(array(arguments, 0).size());
      case ARRAY_PARTITION -> parts(array(arguments, 0), whole(arguments, 1));
      case ARRAY_RANGE -> range(whole(arguments, 0), whole(arguments, 1), whole(arguments, 2));
      case ARRAY_UNIQUE -> {
        var unique = new LinkedHashSet<JsonNode>();
        array(arguments, 0).forEach(unique::add);
        yield JSON.arrayNode().addAll(unique);
      }
      case BASE64_DECODE ->
          JSON.textNode(
              new String(
                  Base64.getDecoder().decode(shortText(arguments, 0)), StandardCharsets.UTF_8));
      case BASE64_ENCODE ->
          JSON.textNode(
              Base64.getEncoder()
                  .encodeToString(shortText(arguments, 0).getBytes(StandardCharsets.UTF_8)));
      case FORMAT ->
          JSON.textNode(format(text(arguments, 0), arguments.subList(1, arguments.size())));
      case HASH -> JSON.textNode(hash(arguments.get(0), text(arguments, 1)));
      case JSON_MERGE -> merge(arguments.get(0), arguments.get(1), arguments.get(2));
      case JSON_TO_STRING -> JSON.textNode(arguments.get(0).toString());
      case MATH_ADD -> number(Math.addExact(whole(arguments, 0), whole(arguments, 1)));
      case MATH_RANDOM -> {
        var from = whole(arguments, 0);
        var to = whole(arguments, 1);
        if (from >= to) {
          throw new IllegalArgumentException(from + " is not below " + to);
        }
        var source = arguments.size() == 3 ? new SplittableRandom(whole(arguments, 2)) : random;
        yield number(source.nextLong(from, to));
      }
      case STRING_SPLIT -> split(text(arguments, 0), text(arguments, 1));
      case STRING_TO_JSON -> read(text(arguments, 0));
      case UUID_4 -> JSON.textNode(uuid(random));
    };
  }

  /// As small as one that is read, so that equal numbers are equal nodes.
  private static JsonNode number(long value) {
    return value == (int) value ? JSON.numberNode((int) value) : JSON.numberNode(value);
  }

  private static boolean contains(ArrayNode array, JsonNode value) {
    for (var item : array) {
      if (item.equals(BY_VALUE, value)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode item(ArrayNode array, long index) {
    if (index < 0 || index >= array.size()) {
      throw new IllegalArgumentException("there is no element " + index + " among " + array.size());
    }
    return array.get((int) index);
  }

  private static JsonNode parts(ArrayNode array, long size) {
    if (size <= 0) {
      throw new IllegalArgumentException("parts of " + size + " elements");
    }
    var parts = JSON.arrayNode();
    for (var i = 0; i < array.size(); i++) {
      if (i % size == 0) {
        parts.addArray();
      }
      ((ArrayNode) parts.get(parts.size() - 1)).add(array.get(i));
    }
    return parts;
  }

  private static JsonNode range(long first, long last, long step) {
    if (step == 0) {
      throw new IllegalArgumentException("the step of a range is 0");
    }
    var range = JSON.arrayNode();
    for (var value = first; step > 0 ? value <= last : value >= last; value += step) {
      if (range.size() == RANGE) {
        throw new IllegalArgumentException("a range of more than " + RANGE + " elements");
      }
      range.add(number(value));
    }
    return range;
  }

  /// Texts as they are, other values as JSON; `\{` is a brace.
  private static String format(String template, List<JsonNode> values) {
    var text = new StringBuilder();
    var used = 0;
    for (var i = 0; i < template.length(); i++) {
      var c = template.charAt(i);
      if (c == '\\' && i + 1 < template.length() && "{}".indexOf(template.charAt(i + 1)) >= 0) {
        text.append(template.charAt(++i));
      } else if (template.startsWith("{}", i)) {
        if (used == values.size()) {
          throw new IllegalArgumentException("more places than values");
        }
        var value = values.get(used++);
        text.append(value.isTextual() ? value.textValue() : value.toString());
        i++;
      } else {
        text.append(c);
      }
    }
    if (used < values.size()) {
      throw new IllegalArgumentException("more values than places");
    }
    return text.toString();
  }

  private static String hash(JsonNode value, String algorithm) {
    var text = value.isTextual() ? value.textValue() : value.toString();
    if (text.length() > LONGEST || !HASHES.contains(algorithm)) {
      throw new IllegalArgumentException(
          "at most " + LONGEST + " characters, by one of " + HASHES.stream().sorted().toList());
    }
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has no " + algorithm, e);
    }
  }

  private static JsonNode merge(JsonNode a, JsonNode b, JsonNode deep) {
    if (!(a instanceof ObjectNode first) || !(b instanceof ObjectNode second)) {
      throw new IllegalArgumentException("two objects are needed");
    }
    if (!deep.isBoolean() || deep.booleanValue()) {
      throw new IllegalArgumentException("the third argument has to be false");
    }
    var merged = first.objectNode();
    merged.setAll(first);
    merged.setAll(second);
    return merged;
  }

  /// At any of the splitter's characters; empty parts are left out.
  private static JsonNode split(String text, String splitter) {
    var parts = JSON.arrayNode();
    var part = new StringBuilder();
    for (var c : (text + (splitter.isEmpty() ? "" : splitter.charAt(0))).toCharArray()) {
      if (splitter.indexOf(c) < 0) {
        part.append(c);
      } else if (!part.isEmpty()) {
        parts.add(part.toString());
        part.setLength(0);
      }
    }
    if (!part.isEmpty()) {
      parts.add(part.toString());
    }
    return parts;
  }

  private static JsonNode read(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the text is no JSON", e);
    }
  }

  private static String uuid(RandomGenerator random) {
    var high = (random.nextLong() & ~0xF000L) | 0x4000L;
    var low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  private ArrayNode array(List<JsonNode> arguments, int i) {
    if (!(arguments.get(i) instanceof ArrayNode array)) {
      throw new IllegalArgumentException("argument " + (i + 1) + " is no array");
    }
    return array;
  }

  private String text(List<JsonNode> arguments, int i) {
    if (!arguments.get(i).isTextual()) {
      throw new IllegalArgumentException("argument " + (i + 1) + " is no text");
    }
    return arguments.get(i).textValue();
  }

  private String shortText(List<JsonNode> arguments, int i) {
    var text = text(arguments, i);
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("at most " + LONGEST + " characters are taken");
    }
    return text;
  }

  /// Rounded to the nearest whole number, as documented.
  private long whole(List<JsonNode> arguments, int i) {
    var value = arguments.get(i);
    if (!value.isNumber()) {
      throw new IllegalArgumentException("argument " + (i + 1) + " is no number");
    }
    return new BigDecimal(value.asText()).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }
}
