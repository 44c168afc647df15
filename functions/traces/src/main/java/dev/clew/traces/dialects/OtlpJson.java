package dev.clew.traces.dialects;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.traces.spans.Status;
import java.io.IOException;

/// OTLP in JSON: `resourceSpans` of an ExportTraceServiceRequest or TracesData, streamed. What
/// nobody asked for is skipped without being decoded; fields may come in any order and in camelCase
/// or snake_case.
final class OtlpJson {
  private final OtlpSpans spans;
  private final SpanDraft draft;
  private final JsonTrees trees;

  OtlpJson(OtlpSpans spans, JsonTrees trees) {
    this.spans = spans;
    this.draft = spans.draft;
    this.trees = trees;
  }

  /// The value of `resourceSpans`; the parser stands on it.
  void resourceSpans(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        oneResource(parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void oneResource(JsonParser parser) throws IOException {
    spans.resourceStarts();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "resource" -> {
          resource(parser);
          spans.resourceIsKnown();
        }
        case "scopeSpans",
            "scope_spans",
            "instrumentationLibrarySpans",
            "instrumentation_library_spans" -> {
          if (value == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              scope(parser);
            }
          }
        }
        default -> parser.skipChildren();
      }
    }
    spans.resourceEnds();
  }

  private void resource(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      if (field.equals("attributes")) {
        attributes(parser, spans.resource);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void scope(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    String scopeName = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "spans" -> {
          if (value == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              span(parser, scopeName);
            }
          }
        }
        case "scope", "instrumentationLibrary", "instrumentation_library" -> {
          if (draft.keepsAttributes()) {
            scopeName = Messages.text(trees.read(parser), "name");
          } else {
            parser.skipChildren();
          }
        }
        default -> parser.skipChildren();
      }
    }
  }

  /// One span; the parser stands on its start.
  void span(JsonParser parser, String scopeName) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    spans.spanStarts();
    String traceId = "";
    String spanId = "";
    String parentId = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "traceId", "trace_id" -> traceId = id(parser);
        case "spanId", "span_id" -> spanId = id(parser);
        case "parentSpanId", "parent_span_id" -> parentId = id(parser);
        case "name" -> draft.name = sharedText(parser);
        case "startTimeUnixNano", "start_time_unix_nano" -> draft.startNanos = nanos(parser);
        case "endTimeUnixNano", "end_time_unix_nano" -> draft.endNanos = nanos(parser);
        case "attributes" -> attributes(parser, draft);
        case "status" -> status(parser);
        case "events" -> {
          if (spans.readsEvents() && value == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              event(parser);
            }
          } else {
            parser.skipChildren();
          }
        }
        default -> parser.skipChildren();
      }
    }
    spans.spanEnds(traceId, spanId, parentId, scopeName);
  }

  private void status(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "code" -> draft.statusCode = statusCode(scalar(parser));
        case "message" -> {
          if (value == JsonToken.VALUE_STRING) {
            draft.statusMessage = parser.getText();
          } else {
            parser.skipChildren();
          }
        }
        default -> parser.skipChildren();
      }
    }
  }

  static Status.Code statusCode(String written) {
    return switch (written) {
      case "1", "STATUS_CODE_OK", "OK", "Ok", "ok" -> Status.Code.OK;
      case "2", "STATUS_CODE_ERROR", "ERROR", "Error", "error" -> Status.Code.ERROR;
      default -> Status.Code.UNSET;
    };
  }

  private void event(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    String name = "";
    long nanos = 0;
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "name" -> name = sharedText(parser);
        case "timeUnixNano", "time_unix_nano" -> nanos = nanos(parser);
        case "attributes" -> values = keyValues(trees.read(parser));
        default -> parser.skipChildren();
      }
    }
    spans.event(name, nanos, values);
  }

  private void attributes(JsonParser parser, SpanDraft into) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        // Not OTLP, but some exporters write a plain object.
        trees.read(parser).properties().forEach(e -> into.attribute(e.getKey(), e.getValue()));
      }
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        if (parser instanceof SkippingParser skipping
            && skipping.skipsUnknownText(into.table, into.longestKept())) {
          parser.nextToken();
        } else {
          attribute(parser, into);
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private void attribute(JsonParser parser, SpanDraft into) throws IOException {
    Alias[] meant = null;
    String name = "";
    JsonNode early = MissingNode.getInstance();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken token = parser.nextToken();
      if (field.equals("key") && token == JsonToken.VALUE_STRING) {
        meant =
            into.table.find(
                parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (meant.length == 0 ? into.keepsAttributes() : meant[0].prefix()) {
          name = sharedText(parser);
        }
      } else if (field.equals("value") && token == JsonToken.START_OBJECT) {
        if (meant == null) {
          early = anyValue(trees.read(parser));
        } else {
          value(parser, into, meant, name);
        }
      } else {
        parser.skipChildren();
      }
    }
    if (meant != null && !early.isMissingNode()) {
      for (Alias alias : meant) {
        into.set(alias, name, early);
      }
      if (meant.length == 0) {
        into.keep(name, early);
      }
    }
  }

  /// The AnyValue of an attribute; the parser stands on its start.
  private void value(JsonParser parser, SpanDraft into, Alias[] meant, String name)
      throws IOException {
    if (meant.length == 0 && !into.keepsAttributes()) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String form = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_STRING
          && (form.equals("stringValue") || form.equals("string_value"))) {
        if (meant.length == 0) {
          keepShort(parser, into, name);
        } else if (meant[0].field().isCount()) {
          long count =
              Numbers.digits(
                  parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
          if (count >= 0) {
            into.set(meant[0], count);
          } else {
            into.set(meant[0], name, parser.getText());
          }
        } else {
          String text = sharedText(parser);
          for (Alias alias : meant) {
            into.set(alias, name, text);
          }
        }
      } else {
        JsonNode tree = anyValue(form, trees.read(parser));
        for (Alias alias : meant) {
          into.set(alias, name, tree);
        }
        if (meant.length == 0) {
          into.keep(name, tree);
        }
      }
    }
  }

  private static void keepShort(JsonParser parser, SpanDraft into, String name) throws IOException {
    if (parser.getTextLength() <= into.longestKept()) {
      into.keep(name, parser.getText());
    }
  }

  /// `[{key, value: AnyValue}, ..]` as an object.
  static ObjectNode keyValues(JsonNode list) {
    if (list.isObject()) {
      return (ObjectNode) list;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (JsonNode pair : list) {
      object.set(Messages.text(pair, "key"), anyValue(pair.path("value")));
    }
    return object;
  }

  /// An AnyValue as a plain tree.
  static JsonNode anyValue(JsonNode value) {
    var forms = value.fieldNames();
    if (!value.isObject() || !forms.hasNext()) {
      return JsonNodeFactory.instance.nullNode();
    }
    String form = forms.next();
    return anyValue(form, value.get(form));
  }

  private static JsonNode anyValue(String form, JsonNode value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (form) {
      case "intValue", "int_value" -> {
        var whole = Numbers.whole(value.asText());
        yield whole.isPresent() ? nodes.numberNode(whole.getAsLong()) : nodes.nullNode();
      }
      case "doubleValue", "double_value" -> {
        try {
          yield nodes.numberNode(Double.parseDouble(value.asText()));
        } catch (NumberFormatException _) {
          yield nodes.nullNode();
        }
      }
      case "arrayValue", "array_value" -> {
        ArrayNode array = nodes.arrayNode();
        value.path("values").forEach(element -> array.add(anyValue(element)));
        yield array;
      }
      case "kvlistValue", "kvlist_value" -> keyValues(value.path("values"));
      case "stringValue", "string_value", "boolValue", "bool_value", "bytesValue", "bytes_value" ->
          value;
      default -> nodes.nullNode();
    };
  }

  private String id(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      parser.skipChildren();
      return "";
    }
    return parser.getText();
  }

  private String sharedText(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return scalar(parser);
    }
    return draft.texts.shared(
        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  private static String scalar(JsonParser parser) throws IOException {
    if (parser.currentToken().isStructStart()) {
      parser.skipChildren();
      return "";
    }
    return parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
  }

  private static long nanos(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING ->
          Math.max(
              0,
              Numbers.digits(
                  parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength()));
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? 0
              : Math.max(0, parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> (long) parser.getDoubleValue();
      case START_OBJECT, START_ARRAY -> {
        parser.skipChildren();
        yield 0;
      }
      case VALUE_NULL,
          VALUE_TRUE,
          VALUE_FALSE,
          END_OBJECT,
          END_ARRAY,
          FIELD_NAME,
          NOT_AVAILABLE,
          VALUE_EMBEDDED_OBJECT ->
          0;
    };
  }
}
