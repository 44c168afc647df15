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

  private void record(JsonNode record) {
    record(
        Messages.text(record, "eventName", "event_name"),
        Messages.text(record, "traceId", "trace_id"),
        Messages.text(record, "spanId", "span_id"),
        OtlpJson.keyValues(record.path("attributes")),
        OtlpJson.anyValue(record.path("body")));
  }

  boolean isNeeded() {
    return isNeeded;
  }

  /// One record.
  ///
  /// @param stated the event's name, empty where it stands in the attribute `event.name`
  void record(String stated, String traceId, String spanId, ObjectNode attributes, JsonNode body) {
    String event = stated.isEmpty() ? Messages.text(attributes, "event.name") : stated;
    if (!genAi.isMessage(event)) {
      return;
    }
    String trace;
    String span;
    try {
      trace = OtlpIds.parse("trace id", traceId, 16);
      span = OtlpIds.parse("span id", spanId, 8);
    } catch (IllegalArgumentException e) {
      harvest.unread("log record", e.getMessage() + ": its messages were left out");
      return;
    }
    if (!trace.isEmpty() && !span.isEmpty()) {
      GenAiEvents.Said said = genAi.read(event, attributes, body);
      harvest.messages(trace, span, said.input(), said.output());
    }
  }
}
