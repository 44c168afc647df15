package dev.clew.traces.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.traces.spans.Origin;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Langfuse: a trace with its observations as its pages and API hand it out, and observations and
/// scores one by one as its exports write them, in camelCase or snake_case.
///
/// Usage counts are buckets beside each other unless the stated total says otherwise
/// ([StatedCounts]). Scores become attributes `score.NAME` of what they judge; one that says right
/// or wrong about a whole trace is its outcome, unless a model gave it (source `EVAL`): that is an
/// opinion about the run, not how it ended.
final class Langfuse implements JsonSource.DocumentReader {
  private static final int LONGEST_ATTRIBUTE = 256;

  private final String key;
  private final SpanDraft draft;
  private final JsonTrees trees;
  private final TranscriptFields fields;
  private final Harvest harvest;
  private long ordinal;

  Langfuse(String key, SpanDraft draft, JsonTrees trees, TranscriptFields fields, Harvest harvest) {
    this.key = key;
    this.draft = draft;
    this.trees = trees;
    this.fields = fields;
    this.harvest = harvest;
  }

  @Override
  public boolean read(JsonNode document) {
    JsonNode trace = document.path("trace").isObject() ? document.get("trace") : document;
    JsonNode observations =
        document.path("observations").isArray()
            ? document.get("observations")
            : trace.path("observations");
    if (observations.isArray() && trace.has("id")) {
      trace(trace, observations);
      return true;
    }
    if (isObservation(document)) {
      observation(document, JsonNodeFactory.instance.objectNode(), Map.of());
      return true;
    }
    if (isScore(document)) {
      score(document);
      return true;
    }
    return false;
  }

  private static boolean isObservation(JsonNode document) {
    return document.has("id")
        && !text(document, "traceId", "trace_id").isEmpty()
        && document.has("type")
        && (document.has("startTime") || document.has("start_time"))
        && !document.has("run_type");
  }

  private static boolean isScore(JsonNode document) {
    return !text(document, "traceId", "trace_id").isEmpty()
        && document.has("name")
        && (document.has("dataType") || document.has("data_type"))
        && (document.has("value") || document.has("stringValue") || document.has("string_value"));
  }

  private void trace(JsonNode trace, JsonNode observations) {
    Map<String, Map<String, String>> judged = new HashMap<>();
    var attributes = new LinkedHashMap<String, String>();
    Optional<Outcome> outcome = Optional.empty();
    for (JsonNode score : trace.path("scores")) {
      String observation = text(score, "observationId", "observation_id");
      var target =
          observation.isEmpty()
              ? attributes
              : judged.computeIfAbsent(observation, id -> new LinkedHashMap<>());
      target.put("score." + text(score, "name"), scoreValue(score).asText());
      if (observation.isEmpty()) {
        outcome = outcome.or(() -> outcome(score));
      }
    }
    for (String field : List.of("name", "environment", "release", "version")) {
      addShort(attributes, field, trace.path(field));
    }
    addTags(attributes, trace.path("tags"));
    for (JsonNode observation : observations) {
      observation(observation, trace, judged.getOrDefault(text(observation, "id"), Map.of()));
    }
    harvest.run(text(trace, "id"), outcome, attributes);
  }

  private void score(JsonNode score) {
    if (text(score, "observationId", "observation_id").isEmpty()) {
      harvest.run(
          text(score, "traceId", "trace_id"),
          outcome(score),
          Map.of("score." + text(score, "name"), scoreValue(score).asText()));
    }
  }

  /// Scores of models are shades; only one that is plainly right or wrong tells how the run ended.
  private Optional<Outcome> outcome(JsonNode score) {
    String name = text(score, "name");
    JsonNode value = scoreValue(score);
    boolean isPlain =
        value.isBoolean()
            || (value.isNumber() && (value.doubleValue() == 0 || value.doubleValue() == 1));
    boolean isOpinion = text(score, "source").equals("EVAL");
    return isPlain && !isOpinion && fields.plays("outcome", name)
        ? Outcomes.of(name, value)
        : Optional.empty();
  }

  private static JsonNode scoreValue(JsonNode score) {
    return Messages.first(score, "stringValue", "string_value", "value");
  }

  private void observation(JsonNode observation, JsonNode trace, Map<String, String> scores) {
    draft.clear();
    String traceId = text(observation, "traceId", "trace_id");
    draft.traceId = traceId.isEmpty() ? text(trace, "id") : traceId;
    draft.spanId = text(observation, "id");
    draft.parentId = text(observation, "parentObservationId", "parent_observation_id");
    draft.name = draft.texts.shared(text(observation, "name"));
    draft.startNanos = Times.nanos(Messages.first(observation, "startTime", "start_time"));
    draft.endNanos = Times.nanos(Messages.first(observation, "endTime", "end_time"));
    String level = text(observation, "level");
    String message = text(observation, "statusMessage", "status_message");
    draft.statusMessage = message;
    draft.statusCode = level.equals("ERROR") ? Status.Code.ERROR : Status.Code.UNSET;
    draft.put(Field.SESSION, either(observation, trace, "sessionId", "session_id"));
    draft.put(Field.USER, either(observation, trace, "userId", "user_id"));
    draft.put(
        Field.MODEL,
        draft.texts.shared(text(observation, "model", "provided_model_name", "providedModelName")));
    draft.put(Field.INPUT_VALUE, value(observation.path("input")));
    draft.put(Field.OUTPUT_VALUE, value(observation.path("output")));
    boolean hasUsage = usage(observation);
    metadata(parsed(observation.path("metadata")), hasUsage);
    draft.attribute("langfuse.observation.type", observation.path("type"));
    for (String field : List.of("environment", "version", "promptName", "prompt_name", "release")) {
      JsonNode value = observation.path(field);
      if (value.isValueNode() && !value.isNull()) {
        draft.keep(field, value.asText());
      }
    }
    JsonNode firstToken = Messages.first(observation, "timeToFirstToken", "time_to_first_token");
    if (firstToken.isNumber()) {
      draft.keep("time_to_first_token", firstToken.asText());
    }
    scores.forEach(draft::keep);
    if (draft.traceId.isEmpty() || draft.spanId.isEmpty()) {
      harvest.unread("observation " + ordinal++, "has no id or no trace id: it was left out");
      return;
    }
    draft.end(harvest, new Origin(key, ordinal++));
  }

  /// Whether the observation states tokens.
  private boolean usage(JsonNode observation) {
    boolean stated = false;
    for (String name : List.of("usageDetails", "usage_details", "usage")) {
      for (var entry : parsed(observation.path(name)).properties()) {
        if (entry.getValue().isNumber() || entry.getValue().isTextual()) {
          draft.attribute("usageDetails." + entry.getKey(), entry.getValue());
          stated = true;
        }
      }
      if (stated) {
        break;
      }
    }
    JsonNode cost = Messages.first(observation, "totalCost", "total_cost", "calculatedTotalCost");
    JsonNode details = parsed(Messages.first(observation, "costDetails", "cost_details"));
    if (details.path("total").isNumber()) {
      cost = details.get("total");
    }
    // 0 is what spans without a price have.
    double amount = Numbers.real(cost.asText("")).orElse(0);
    if (amount > 0) {
      draft.attribute("llm.cost.total", JsonNodeFactory.instance.numberNode(amount));
    }
    return stated;
  }

  /// `metadata.attributes` are those of the OpenTelemetry span that the observation was made from.
  /// Its counts are what Langfuse made its own usage of: reading both would mix two habits of
  /// counting.
  private void metadata(JsonNode metadata, boolean hasUsage) {
    for (var entry : parsed(metadata.path("attributes")).properties()) {
      Alias[] meant = draft.table.find(entry.getKey());
      boolean isUsage =
          meant.length > 0 && (meant[0].field().isCount() || meant[0].field().isMoney());
      if (!(isUsage && hasUsage)) {
        draft.attribute(entry.getKey(), entry.getValue());
      }
    }
    Flattened.attributes(draft, parsed(metadata.path("resourceAttributes")));
    for (var entry : metadata.properties()) {
      draft.keep("metadata." + entry.getKey(), entry.getValue());
    }
  }

  private JsonNode parsed(JsonNode node) {
    return node.isTextual() ? trees.parse(node.textValue()) : node;
  }

  /// Content as text. JSON that was written into a text twice over is taken out once.
  private String value(JsonNode content) {
    String written = Messages.written(content);
    if (written.startsWith("\"") && written.endsWith("\"") && written.length() > 1) {
      JsonNode inner = trees.parse(written);
      return inner.isTextual() ? inner.textValue() : written;
    }
    return written;
  }

  private static void addShort(Map<String, String> into, String field, JsonNode value) {
    if (value.isValueNode() && !value.isNull() && value.asText().length() <= LONGEST_ATTRIBUTE) {
      into.put(field, value.asText());
    }
  }

  private static void addTags(Map<String, String> into, JsonNode tags) {
    var names = new ArrayList<String>();
    tags.forEach(tag -> names.add(tag.asText()));
    String joined = String.join(",", names);
    if (!joined.isEmpty() && joined.length() <= LONGEST_ATTRIBUTE) {
      into.put("tags", joined);
    }
  }

  private static String either(JsonNode observation, JsonNode trace, String camel, String snake) {
    String own = text(observation, camel, snake);
    return own.isEmpty() ? text(trace, camel, snake) : own;
  }

  private static String text(JsonNode node, String... names) {
    return Messages.text(node, names);
  }
}
