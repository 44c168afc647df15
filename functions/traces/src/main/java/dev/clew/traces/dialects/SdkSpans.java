package dev.clew.traces.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.traces.spans.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Spans one by one, as SDKs print them and platforms hand them out: OpenTelemetry's JavaScript
/// (`spanContext`, times as `[s, ns]`) and Python (`context`, ISO times), Phoenix (nested
/// attributes), MLflow and LangSmith runs, and single OTLP spans.
final class SdkSpans implements JsonSource.DocumentReader {
  private final String key;
  private final SpanDraft draft;
  private final OtlpSpans otlpSpans;
  private final OtlpJson otlp;
  private final Harvest harvest;
  private long ordinal;

  SdkSpans(String key, OtlpSpans otlpSpans, OtlpJson otlp, Harvest harvest) {
    this.key = key;
    this.draft = otlpSpans.draft;
    this.otlpSpans = otlpSpans;
    this.otlp = otlp;
    this.harvest = harvest;
  }

  @Override
  public boolean read(JsonNode span) {
    String traceId = id(span, "traceId", "trace_id");
    String spanId = id(span, "spanId", "span_id");
    if (spanId.isEmpty()) {
      spanId = Messages.text(span, "id");
    }
    JsonNode start =
        Messages.first(
            span,
            "startTime",
            "start_time",
            "start_time_ns",
            "start_time_unix_nano",
            "startTimeUnixNano",
            "timestamp");
    if (traceId.isEmpty() || spanId.isEmpty() || start.isMissingNode() || !span.has("name")) {
      return false;
    }
    if (span.path("attributes").isArray()) {
      single(span);
      return true;
    }
    draft.clear();
    draft.traceId = bare(traceId, 16);
    draft.spanId = bare(spanId, 8);
    draft.parentId = bare(parent(span), 8);
    draft.name = draft.texts.shared(Messages.text(span, "name"));
    draft.startNanos = Times.nanos(start);
    JsonNode end =
        Messages.first(
            span, "endTime", "end_time", "end_time_ns", "end_time_unix_nano", "endTimeUnixNano");
    draft.endNanos =
        end.isMissingNode()
            ? draft.startNanos + span.path("duration").asLong() * 1000
            : Times.nanos(end);
    status(span);
    Flattened.attributes(draft, span.path("attributes"));
    stated(span);
    for (JsonNode event : span.path("events")) {
      otlpSpans.event(
          Messages.text(event, "name"),
          Times.nanos(Messages.first(event, "time", "timestamp", "timeUnixNano", "time_unix_nano")),
          OtlpJson.keyValues(event.path("attributes")));
    }
    Flattened.attributes(draft, span.path("resource").path("attributes"));
    draft.end(harvest, new Origin(key, ordinal++));
    return true;
  }

  /// What stands beside the attributes.
  private void stated(JsonNode span) {
    draft.attribute("openinference.span.kind", span.path("span_kind"));
    draft.attribute("langsmith.span.kind", span.path("run_type"));
    for (String count : new String[] {"prompt_tokens", "completion_tokens", "total_tokens"}) {
      draft.attribute("usage." + count, span.path(count));
    }
    draft.attribute("llm.cost.total", span.path("total_cost"));
    JsonNode input = Messages.first(span, "inputs", "input");
    JsonNode output = Messages.first(span, "outputs", "output");
    draft.fill(Field.INPUT_VALUE, Messages.written(input));
    draft.fill(Field.OUTPUT_VALUE, Messages.written(output));
    JsonNode metadata = span.path("extra").path("metadata");
    draft.fill(Field.MODEL, Messages.text(metadata, "ls_model_name"));
    draft.fill(Field.PROVIDER, Messages.text(metadata, "ls_provider"));
    draft.fill(Field.SESSION, Messages.text(metadata, "session_id", "thread_id"));
  }

  private void status(JsonNode span) {
    JsonNode status = span.path("status");
    String code =
        status.isObject()
            ? Messages.text(status, "code", "status_code")
            : Messages.text(span, "status_code", "status");
    draft.statusCode = OtlpJson.statusCode(code.replace("StatusCode.", ""));
    draft.statusMessage =
        status.isObject()
            ? Messages.text(status, "message", "description")
            : Messages.text(span, "status_message", "error");
  }

  private void single(JsonNode span) {
    try (var parser = span.traverse()) {
      parser.nextToken();
      otlpSpans.resourceStarts();
      otlpSpans.resourceIsKnown();
      otlp.span(parser, "");
    } catch (IOException e) {
      throw new UncheckedIOException("a tree has no stream that could fail", e);
    }
  }

  private static String id(JsonNode span, String camel, String snake) {
    for (String context : new String[] {"spanContext", "context"}) {
      String found = Messages.text(span.path(context), camel, snake);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return Messages.text(span, camel, snake, "context." + snake);
  }

  private static String parent(JsonNode span) {
    String inContext = Messages.text(span.path("parentSpanContext"), "spanId");
    return inContext.isEmpty()
        ? Messages.text(
            span, "parentSpanId", "parent_span_id", "parent_id", "parentId", "parent_run_id")
        : inContext;
  }

  private static String bare(String written, int bytes) {
    try {
      return OtlpIds.parse("id", written, bytes);
    } catch (IllegalArgumentException _) {
      // Not every source has OTLP's ids: kept as they are.
      return written;
    }
  }
}
