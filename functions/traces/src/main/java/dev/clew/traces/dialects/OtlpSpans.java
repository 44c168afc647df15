package dev.clew.traces.dialects;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.traces.spans.Needs.Part;
import dev.clew.traces.spans.Origin;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What OTLP in JSON and in protobuf have in common: spans below the resource that made them,
/// whatever comes first; ids that must be ids; events that are messages.
final class OtlpSpans {
  final SpanDraft draft;
  final SpanDraft resource;
  private final String key;
  private final Harvest harvest;
  private final GenAiEvents genAi;
  private final List<Span> unowned = new ArrayList<>();
  private boolean knowsResource;
  private long ordinal;

  OtlpSpans(String key, SpanDraft draft, SpanDraft resource, Harvest harvest) {
    this.key = key;
    this.draft = draft;
    this.resource = resource;
    this.harvest = harvest;
    this.genAi = new GenAiEvents(draft.messages());
  }

  boolean readsEvents() {
    return draft.needs.has(Part.EVENTS) || draft.needs.has(Part.CONTENT);
  }

  /// How many spans were met, the ones left out included.
  long count() {
    return ordinal;
  }

  void resourceStarts() {
    resource.clear();
    knowsResource = false;
  }

  /// The resource's attributes are in its draft.
  void resourceIsKnown() {
    knowsResource = true;
  }

  /// Spans that came before their resource get it now.
  void resourceEnds() {
    for (Span span : unowned) {
      harvest.span(owned(span));
    }
    unowned.clear();
  }

  SpanDraft spanStarts() {
    ordinal++;
    return draft.clear();
  }

  /// What was begun is no span.
  void spanIsNone() {
    ordinal--;
  }

  /// Ends the span in the draft.
  ///
  /// @param traceId as written, like the other ids
  void spanEnds(String traceId, String spanId, String parentId, String scopeName) {
    long place = ordinal - 1;
    try {
      draft.traceId = OtlpIds.parse("trace id", traceId, 16);
      draft.spanId = OtlpIds.parse("span id", spanId, 8);
      if (draft.traceId.isEmpty() || draft.spanId.isEmpty()) {
        throw new IllegalArgumentException(
            "trace id '" + traceId + "' and span id '" + spanId + "' name no span");
      }
    } catch (IllegalArgumentException e) {
      harvest.unread(
          "span " + place,
          e.getMessage() + ": the span was left out; see how the exporter writes ids");
      return;
    }
    draft.parentId = parent(parentId);
    if (!scopeName.isEmpty()) {
      draft.keep("otel.scope.name", scopeName);
    }
    if (knowsResource) {
      draft.inherit(resource);
      draft.end(harvest, new Origin(key, place));
    } else {
      if (!draft.complaint().isEmpty()) {
        harvest.unread("span " + place, draft.complaint());
      }
      unowned.add(draft.span(new Origin(key, place)));
    }
  }

  /// An event of the span in the draft: messages go to its content, everything else is an event.
  void event(String name, long nanos, ObjectNode attributes) {
    if (genAi.isMessage(name)) {
      if (draft.needs.has(Part.CONTENT)) {
        genAi.apply(draft, name, attributes, MissingNode.getInstance());
      }
    } else if (draft.needs.has(Part.EVENTS)) {
      var texts = new LinkedHashMap<String, String>();
      for (var entry : attributes.properties()) {
        texts.put(entry.getKey(), draft.texts.cut(Messages.written(entry.getValue())));
      }
      draft.event(new SpanEvent(name, nanos, texts));
    }
  }

  /// A parent's id that is no id is kept as written: its span then counts as an orphan.
  private static String parent(String written) {
    try {
      return OtlpIds.parse("parent span id", written, 8);
    } catch (IllegalArgumentException _) {
      return written;
    }
  }

  private Span owned(Span span) {
    Map<String, String> attributes = new LinkedHashMap<>(resource.attributes());
    attributes.putAll(span.attributes());
    return new Span(
        span.traceId(),
        span.spanId(),
        span.parentId(),
        span.name(),
        span.kind(),
        span.timing(),
        span.status(),
        either(span.service(), Field.SERVICE),
        span.operation(),
        span.provider(),
        span.model(),
        span.tokens(),
        span.costUsd(),
        span.tool(),
        either(span.session(), Field.SESSION),
        either(span.user(), Field.USER),
        span.agent(),
        span.content(),
        span.events(),
        attributes,
        span.origin());
  }

  private String either(String stated, Field ofResource) {
    return stated.isEmpty() ? resource.value(ofResource) : stated;
  }
}
