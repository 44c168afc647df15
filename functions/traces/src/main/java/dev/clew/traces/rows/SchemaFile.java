package dev.clew.traces.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.evidence.Nearest;
import dev.clew.evidence.Problem;
import dev.clew.traces.rows.Schema.ChunkRule;
import dev.clew.traces.rows.Schema.Files;
import dev.clew.traces.rows.Schema.Order;
import dev.clew.traces.rows.Schema.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A `schema.json` as it stands: what it states, and what it leaves to be inferred. Its JSON Schema
/// is `inference-log.schema.json` beside this class.
///
/// A field that is `null` is stated too: `"timestamp": null` says that there is none.
///
/// @param key where it was read, for messages
/// @param stated the fields it has
public record SchemaFile(
    String key,
    Set<String> stated,
    Optional<String> predictor,
    Optional<Task> task,
    Optional<Order> order,
    Map<String, String> columns,
    Optional<String> positive,
    List<String> features,
    List<String> categorical,
    List<String> tags,
    Map<String, List<String>> embeddings,
    Files files,
    Optional<ChunkRule> chunk,
    long firstRow,
    Map<String, String> scores) {

  /// The name that the file has in a predictor's folder.
  public static final String NAME = "schema.json";

  private static final List<String> COLUMN_FIELDS =
      List.of("timestamp", "id", "prediction", "score", "actual", "group", "rank", "relevance");

  private static final List<String> FIELDS =
      List.of(
          "predictor",
          "task",
          "order",
          "timestamp",
          "id",
          "prediction",
          "score",
          "positive",
          "actual",
          "features",
          "categorical",
          "tags",
          "embeddings",
          "files",
          "chunk",
          "firstRow",
          "group",
          "rank",
          "relevance",
          "scores");

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  public SchemaFile {
    stated = Collections.unmodifiableSet(new LinkedHashSet<>(stated));
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    features = List.copyOf(features);
    categorical = List.copyOf(categorical);
    tags = List.copyOf(tags);
    embeddings = Collections.unmodifiableMap(new LinkedHashMap<>(embeddings));
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
  }

  /// What there is without a file: nothing stated.
  public static SchemaFile none() {
    return new SchemaFile(
        "",
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        new Files(List.of(), List.of(), List.of()),
        Optional.empty(),
        0,
        Map.of());
  }

  public boolean states(String field) {
    return stated.contains(field);
  }

  /// The column that a field names: `column("prediction")`.
  public Optional<String> column(String field) {
    return Optional.ofNullable(columns.get(field));
  }

  /// Every column it names, with the field that does.
  public Map<String, String> namedColumns() {
    var named = new LinkedHashMap<String, String>();
    columns.forEach((field, column) -> named.putIfAbsent(column, field));
    features.forEach(column -> named.putIfAbsent(column, "features"));
    categorical.forEach(column -> named.putIfAbsent(column, "categorical"));
    tags.forEach(column -> named.putIfAbsent(column, "tags"));
    embeddings
        .values()
        .forEach(list -> list.forEach(column -> named.putIfAbsent(column, "embeddings")));
    scores.values().forEach(column -> named.putIfAbsent(column, "scores"));
    return named;
  }

  /// Reads a schema.
  ///
  /// @param key where it comes from, for messages
  /// @throws dev.clew.evidence.ClewException naming the field, what is wrong with it and what to
  ///   write
  public static SchemaFile parse(byte[] json, String key) {
    return new Reading(key, tree(json, key)).read();
  }

  private static JsonNode tree(byte[] json, String key) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      var where = at == null ? key : key + ", line " + at.getLineNr();
      throw new Problem(
              Problem.Kind.DATA,
              "is no JSON: " + e.getOriginalMessage(),
              where,
              "Mend it; a JSON Schema for it is served with Clew")
          .asException();
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
  }

  /// One reading, so that messages need not be handed the key.
  private record Reading(String key, JsonNode root) {

    SchemaFile read() {
      if (!root.isObject()) {
        throw wrong("is no JSON object", "Write {\"files\": {\"current\": [\"*.csv\"]}} at least");
      }
      unknown(root, FIELDS, "");
      if (!root.hasNonNull("files")) {
        throw wrong(
            "has no 'files'", "Add \"files\": {\"current\": [\"*.csv\"]}, with your files' names");
      }
      var columns = new LinkedHashMap<String, String>();
      for (var field : COLUMN_FIELDS) {
        text(root, field).ifPresent(column -> columns.put(field, column));
      }
      var stated = new LinkedHashSet<String>();
      root.fieldNames().forEachRemaining(stated::add);
      return new SchemaFile(
          key,
          stated,
          text(root, "predictor"),
          word("task", Task.values()),
          word("order", Order.values()),
          columns,
          scalar("positive"),
          texts(root, "features", "features"),
          texts(root, "categorical", "categorical"),
          texts(root, "tags", "tags"),
          embeddings(),
          files(),
          chunk(),
          firstRow(),
          scores());
    }

    private RuntimeException wrong(String what, String remedy) {
      return new Problem(Problem.Kind.DATA, what, key, remedy).asException();
    }

    private void unknown(JsonNode object, List<String> known, String within) {
      object
          .fieldNames()
          .forEachRemaining(field -> {
            if (!known.contains(field)) {
              throw wrong(
                  "field '" + within + field + "' is unknown", Nearest.remedy(field, known));
            }
          });
    }

    private Optional<String> text(JsonNode object, String field) {
      var node = object.get(field);
      if (node == null || node.isNull()) {
        return Optional.empty();
      }
      if (!node.isTextual() || node.textValue().isBlank()) {
        throw wrong("field '" + field + "' is " + node, "Write a text, or null for none");
      }
      return Optional.of(node.textValue());
    }

    /// A label, which may stand there as a number or as true: taken as its text.
    private Optional<String> scalar(String field) {
      var node = root.get(field);
      if (node == null || node.isNull()) {
        return Optional.empty();
      }
      if (!node.isValueNode()) {
        throw wrong("field '" + field + "' is " + node, "Write one label, as 1 or \"yes\"");
      }
      return Optional.of(node.isNumber() ? NumberText.plain(node.doubleValue()) : node.asText());
    }

    private <E extends Enum<E>> Optional<E> word(String field, E[] values) {
      return text(root, field)
          .map(text ->
              Stream.of(values)
                  .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(text))
                  .findFirst()
                  .orElseThrow(() -> {
                    var known =
                        Stream.of(values)
                            .map(value -> value.name().toLowerCase(Locale.ROOT))
                            .toList();
                    return wrong(
                        "field '"
                            + field
                            + "' is \""
                            + text
                            + "\", none of "
                            + String.join(", ", known),
                        Nearest.remedy(text, known));
                  }));
    }

    private List<String> texts(JsonNode object, String field, String path) {
      var node = object.get(field);
      if (node == null || node.isNull()) {
        return List.of();
      }
      if (node.isTextual()) {
        return List.of(node.textValue());
      }
      var texts = new ArrayList<String>();
      boolean good = node.isArray();
      for (var one : node) {
        good &= one.isTextual() && !one.textValue().isBlank();
        texts.add(one.asText());
      }
      if (!good) {
        throw wrong("field '" + path + "' is no list of texts", "Write [\"a\", \"b\"]");
      }
      var twice =
          texts.stream()
              .collect(
                  Collectors.groupingBy(text -> text, LinkedHashMap::new, Collectors.counting()))
              .entrySet()
              .stream()
              .filter(entry -> entry.getValue() > 1)
              .findFirst();
      if (twice.isPresent()) {
        throw wrong(
            "field '" + path + "' names '" + twice.get().getKey() + "' twice", "Name it once");
      }
      return texts;
    }

    private Map<String, List<String>> embeddings() {
      var node = root.get("embeddings");
      var embeddings = new LinkedHashMap<String, List<String>>();
      if (node == null || node.isNull()) {
        return embeddings;
      }
      if (!node.isObject()) {
        throw wrong(
            "field 'embeddings' is no object", "Write {\"text\": [\"text_0\", \"text_1\"]}");
      }
      node.fieldNames()
          .forEachRemaining(name -> embeddings.put(name, texts(node, name, "embeddings." + name)));
      return embeddings;
    }

    /// The column of each class's probability.
    private Map<String, String> scores() {
      var node = root.get("scores");
      var scores = new LinkedHashMap<String, String>();
      if (node == null || node.isNull()) {
        return scores;
      }
      var form = "Write {\"cat\": \"p_cat\", \"dog\": \"p_dog\"}: each class and its column";
      if (!node.isObject()) {
        throw wrong("field 'scores' is no object", form);
      }
      for (var one : node.properties()) {
        if (!one.getValue().isTextual() || one.getValue().textValue().isBlank()) {
          throw wrong("field 'scores." + one.getKey() + "' is " + one.getValue(), form);
        }
        var column = one.getValue().textValue();
        if (scores.containsValue(column)) {
          throw wrong("field 'scores' names '" + column + "' twice", "Give each class its own");
        }
        scores.put(one.getKey(), column);
      }
      var task = word("task", Task.values());
      if (task.isPresent() && task.get() != Task.MULTICLASS) {
        throw wrong(
            "field 'scores' is for several classes, and the task is "
                + task.get().name().toLowerCase(Locale.ROOT),
            "Name the one column as 'score', or state the task \"multiclass\"");
      }
      return scores;
    }

    private Files files() {
      var node = root.get("files");
      if (node.isTextual() || node.isArray()) {
        return new Files(List.of(), texts(root, "files", "files"), List.of());
      }
      if (!node.isObject()) {
        throw wrong("field 'files' is " + node, "Write {\"current\": [\"*.csv\"]}");
      }
      unknown(node, List.of("baseline", "current", "actuals"), "files.");
      var files =
          new Files(
              texts(node, "baseline", "files.baseline"),
              texts(node, "current", "files.current"),
              texts(node, "actuals", "files.actuals"));
      if (files.current().isEmpty()) {
        throw wrong("names no current files", "Add \"current\": [\"*.csv\"] to 'files'");
      }
      return files;
    }

    private Optional<ChunkRule> chunk() {
      var node = root.get("chunk");
      if (node == null || node.isNull()) {
        return Optional.empty();
      }
      var form = "Write {\"size\": 5000}, {\"number\": 10} or {\"period\": \"D\"}";
      if (!node.isObject() || node.size() != 1) {
        throw wrong("field 'chunk' is " + node, form);
      }
      unknown(node, List.of("period", "size", "number"), "chunk.");
      var rule = node.fieldNames().next();
      var value = node.get(rule);
      try {
        if (rule.equals("period") && value.isTextual()) {
          return Optional.of(new ChunkRule.Period(value.textValue()));
        }
        if (!rule.equals("period") && value.isInt()) {
          return Optional.of(
              rule.equals("size")
                  ? new ChunkRule.Size(value.intValue())
                  : new ChunkRule.Count(value.intValue()));
        }
      } catch (IllegalArgumentException e) {
        throw wrong("field 'chunk': " + e.getMessage(), form);
      }
      throw wrong("field 'chunk." + rule + "' is " + value, form);
    }

    private long firstRow() {
      var node = root.get("firstRow");
      if (node == null || node.isNull()) {
        return 0;
      }
      if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
        throw wrong(
            "field 'firstRow' is " + node, "Write the number of the first current row, from 0");
      }
      return node.longValue();
    }
  }
}
