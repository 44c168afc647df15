package dev.clew.traces.spans;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// One canonical span. Texts are empty when absent or not asked for; names are interned by the
/// readers.
///
/// @param traceId 32 hex digits in lower case for OTLP; other sources keep their own ids
/// @param spanId 16 hex digits in lower case for OTLP
/// @param parentId as written: the parent may be missing from the data
/// @param service `service.name` of the resource
/// @param operation `gen_ai.operation.name` or what corresponds to it
/// @param provider who serves the model
/// @param model the model that answered, else the one that was asked for
/// @param tokens as this span states them; whether they count towards a total is [TokenRule]'s
///   matter
/// @param costUsd as stated by the source; never computed here
/// @param tool on TOOL spans
/// @param session `session.id`, `gen_ai.conversation.id`; empty when none
/// @param user `user.id`
/// @param agent name of the agent that ran or spoke
/// @param attributes scalar attributes that have no place of their own, long ones left out
public record Span(
    String traceId,
    String spanId,
    Optional<String> parentId,
    String name,
    SpanKind kind,
    Timing timing,
    Status status,
    String service,
    String operation,
    String provider,
    String model,
    Tokens tokens,
    OptionalDouble costUsd,
    Optional<ToolCall> tool,
    String session,
    String user,
    String agent,
    Content content,
    List<SpanEvent> events,
    Map<String, String> attributes,
    Origin origin) {

  public Span {
    if (traceId.isEmpty() || spanId.isEmpty()) {
      throw new IllegalArgumentException(
          "a span needs trace id and span id, got '" + traceId + "' and '" + spanId + "'");
    }
    events = List.copyOf(events);
    attributes = Map.copyOf(attributes);
  }

  /// The same span with other content.
  public Span withContent(Content other) {
    return new Span(
        traceId,
        spanId,
        parentId,
        name,
        kind,
        timing,
        status,
        service,
        operation,
        provider,
        model,
        tokens,
        costUsd,
        tool,
        session,
        user,
        agent,
        other,
        events,
        attributes,
        origin);
  }

  /// The same span with other attributes.
  public Span withAttributes(Map<String, String> others) {
    return new Span(
        traceId, spanId, parentId, name, kind, timing, status, service, operation, provider, model,
        tokens, costUsd, tool, session, user, agent, content, events, others, origin);
  }

  /// The same span, taken for something else.
  public Span as(
      SpanKind otherKind, Optional<ToolCall> call, Status otherStatus, Content otherContent) {
    return new Span(
        traceId,
        spanId,
        parentId,
        name,
        otherKind,
        timing,
        otherStatus,
        service,
        operation,
        provider,
        model,
        tokens,
        costUsd,
        call,
        session,
        user,
        agent,
        otherContent,
        events,
        attributes,
        origin);
  }

  /// The same span, read elsewhere.
  public Span withOrigin(Origin other) {
    return new Span(
        traceId,
        spanId,
        parentId,
        name,
        kind,
        timing,
        status,
        service,
        operation,
        provider,
        model,
        tokens,
        costUsd,
        tool,
        session,
        user,
        agent,
        content,
        events,
        attributes,
        other);
  }
}
