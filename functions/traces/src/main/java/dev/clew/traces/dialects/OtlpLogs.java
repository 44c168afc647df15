package dev.clew.traces.dialects;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/// OTLP log records, of which those matter that hold GenAI messages: they belong to the span they
/// name.
final class OtlpLogs {
  private final JsonTrees trees;
  private final GenAiEvents genAi;
  private final boolean isNeeded;
  private final Harvest harvest;

  OtlpLogs(JsonTrees trees, GenAiEvents genAi, boolean isNeeded, Harvest harvest) {
    this.trees = trees;
    this.genAi = genAi;
    this.isNeeded = isNeeded;
    this.harvest = harvest;
  }

  /// The value of `resourceLogs`; the parser stands on it.
  void resourceLogs(JsonParser parser) throws IOException {
    if (!isNeeded) {
      parser.skipChildren();
      return;
    }
    lists(
        parser,
        "scopeLogs",
        "scope_logs",
        () -> lists(parser, "logRecords", "log_records", () -> records(parser)));
  }

  private interface Step {
    void take() throws IOException;
  }

  /// Takes the elements of a field of each object of a list.
  private static void lists(JsonParser parser, String field, String otherwise, Step step)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        parser.skipChildren();
        continue;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals(field) || name.equals(otherwise)) {
          step.take();
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  private void records(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      record(trees.read(parser));
    }
  }

  void record(JsonNode record) {
    ObjectNode attributes = OtlpJson.keyValues(record.path("attributes"));
    String event = Messages.text(record, "eventName", "event_name");
    if (event.isEmpty()) {
      event = Messages.text(attributes, "event.name");
    }
    if (!genAi.isMessage(event)) {
      return;
    }
    String traceId;
    String spanId;
    try {
      traceId = OtlpIds.parse("trace id", Messages.text(record, "traceId", "trace_id"), 16);
      spanId = OtlpIds.parse("span id", Messages.text(record, "spanId", "span_id"), 8);
    } catch (IllegalArgumentException e) {
      harvest.unread("log record", e.getMessage() + ": its messages were left out");
      return;
    }
    if (traceId.isEmpty() || spanId.isEmpty()) {
      return;
    }
    GenAiEvents.Said said = genAi.read(event, attributes, OtlpJson.anyValue(record.path("body")));
    harvest.messages(traceId, spanId, said.input(), said.output());
  }
}
