package dev.clew.traces.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What kind of table an object is, by its first bytes; its name only helps where these leave it
/// open.
public enum TableFormat {
  CSV,
  JSON,
  PARQUET,
  /// No table.
  NONE;

  /// Lists and objects that make a JSON object a trace or a transcript rather than a row.
  private static final Set<String> TRACE_LISTS =
      Set.of(
          "resourceSpans",
          "resource_spans",
          "scopeSpans",
          "resourceLogs",
          "spanContext",
          "span_context",
          "spans",
          "observations",
          "messages",
          "history",
          "traj",
          "trajectory");

  /// Fields that make a JSON object a span when it has a trace id, too.
  private static final Set<String> SPAN_FIELDS =
      Set.of(
          "spanId",
          "span_id",
          "parentSpanId",
          "parent_span_id",
          "parent_id",
          "parentObservationId",
          "parent_observation_id");

  private static final JsonFactory JSON_FACTORY = new JsonFactory();

  /// What the bytes are.
  ///
  /// @param head the first decompressed bytes, some thousands if there are as many
  public static TableFormat of(String key, byte[] head) {
    if (startsWith(head, "PAR1")) {
      return PARQUET;
    }
    if (head.length == 0) {
      return named(key, ".csv", ".tsv", ".psv") ? CSV : NONE;
    }
    boolean wide = (head[0] & 0xff) >= 0xfe;
    int first = firstVisible(head);
    if (first == '{' || first == '[') {
      return rows(head) ? JSON : NONE;
    }
    if ((!wide && binary(head)) || first == '<') {
      return NONE;
    }
    if (named(key, ".csv", ".tsv", ".psv") || named(key, ".csv.gz", ".csv.zst", ".tsv.gz")) {
      return CSV;
    }
    if (named(key, ".md", ".html", ".xml", ".yaml", ".yml", ".log", ".py", ".json", ".jsonl")) {
      return NONE;
    }
    return separated(head) ? CSV : NONE;
  }

  private static boolean startsWith(byte[] head, String magic) {
    return head.length >= magic.length()
        && new String(head, 0, magic.length(), StandardCharsets.ISO_8859_1).equals(magic);
  }

  private static boolean named(String key, String... endings) {
    var name = key.toLowerCase(Locale.ROOT);
    for (var ending : endings) {
      if (name.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  private static int firstVisible(byte[] head) {
    int at = startsWith(head, "\u00ef\u00bb\u00bf") ? 3 : 0;
    while (at < head.length && (head[at] == ' ' || head[at] == '\n' || head[at] == '\r')) {
      at++;
    }
    return at < head.length ? head[at] : -1;
  }

  private static boolean binary(byte[] head) {
    for (byte one : head) {
      if (one == 0 || (one > 0 && one < ' ' && one != '\t' && one != '\n' && one != '\r')) {
        return true;
      }
    }
    return false;
  }

  /// Whether the text is cut into at least two columns, the same number in its first three lines.
  private static boolean separated(byte[] head) {
    var lines = new String(head, StandardCharsets.UTF_8).split("\n", 5);
    if (lines.length < 3) {
      return false;
    }
    for (char delimiter : new char[] {',', ';', '\t', '|'}) {
      long first = lines[0].chars().filter(c -> c == delimiter).count();
      if (first > 0
          && lines[1].chars().filter(c -> c == delimiter).count() == first
          && (lines.length == 3 || lines[2].chars().filter(c -> c == delimiter).count() == first)) {
        return true;
      }
    }
    return false;
  }

  /// Whether these columns or fields are those of spans or observations: a trace's id, and a place
  /// in it.
  public static boolean ofSpans(Collection<String> fields) {
    boolean traced =
        fields.contains("traceId") || fields.contains("trace_id") || fields.contains("context");
    return traced && fields.stream().anyMatch(SPAN_FIELDS::contains);
  }

  /// Whether the bytes begin JSON that holds a trace, a span or a transcript.
  public static boolean traces(byte[] head) {
    int first = firstVisible(head);
    return (first == '{' || first == '[') && traces(firstObject(head));
  }

  private static boolean traces(Map<String, JsonToken> fields) {
    return fields.entrySet().stream()
            .anyMatch(
                field -> TRACE_LISTS.contains(field.getKey()) && field.getValue().isStructStart())
        || ofSpans(fields.keySet())
        || (fields.containsKey("role") && fields.containsKey("content"));
  }

  /// The names of the fields of the first JSON object, as far as the bytes reach.
  public static List<String> fields(byte[] head) {
    return List.copyOf(firstObject(head).keySet());
  }

  /// Whether the first JSON object is a row: it has scalars and nothing that traces have.
  private static boolean rows(byte[] head) {
    var fields = firstObject(head);
    return fields.values().stream().anyMatch(JsonToken::isScalarValue) && !traces(fields);
  }

  /// The fields of the first object, as far as the bytes reach.
  private static Map<String, JsonToken> firstObject(byte[] head) {
    var fields = new LinkedHashMap<String, JsonToken>();
    try (var parser = JSON_FACTORY.createParser(head)) {
      var token = parser.nextToken();
      while (token == JsonToken.START_ARRAY) {
        token = parser.nextToken();
      }
      if (token != JsonToken.START_OBJECT) {
        return fields;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var name = parser.currentName();
        fields.put(name, parser.nextToken());
        parser.skipChildren();
      }
    } catch (IOException e) {
      // The sample ends within the object, or it is no JSON: what came before says enough.
    }
    fields.values().removeIf(Objects::isNull);
    return fields;
  }
}
