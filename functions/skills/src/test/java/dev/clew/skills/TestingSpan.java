package dev.clew.skills;

import dev.clew.traces.spans.Content;
import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.Origin;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanEvent;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Status;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.Tokens;
import dev.clew.traces.spans.ToolCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// A span made by hand, one word at a time.
public final class TestingSpan {
  private final SpanKind kind;
  private final String id;
  private final List<SpanEvent> events = new ArrayList<>();
  private final Map<String, String> attributes = new HashMap<>();
  private Optional<String> parent = Optional.empty();
  private String name;
  private Timing timing = new Timing.Unknown();
  private Status status = Status.UNSET;
  private String service = "";
  private String model = "";
  private Tokens tokens = Tokens.NONE;
  private OptionalDouble cost = OptionalDouble.empty();
  private Optional<ToolCall> tool = Optional.empty();
  private String session = "";
  private String user = "";
  private String agent = "";
  private final List<Message> input = new ArrayList<>();
  private final List<Message> output = new ArrayList<>();
  private final Map<String, String> offered = new LinkedHashMap<>();
  private String inputValue = "";
  private String outputValue = "";

  private TestingSpan(SpanKind kind, String id) {
    this.kind = kind;
    this.id = id;
    name = id;
  }

  public static TestingSpan of(SpanKind kind, String id) {
    return new TestingSpan(kind, id);
  }

  public static TestingSpan llm(String id) {
    return of(SpanKind.LLM, id).named("chat");
  }

  public static TestingSpan tool(String id, String tool) {
    return of(SpanKind.TOOL, id).named(tool).calling(tool, "", "");
  }

  public TestingSpan under(String parentId) {
    parent = Optional.of(parentId);
    return this;
  }

  public TestingSpan named(String word) {
    name = word;
    return this;
  }

  /// From an instant on, for one second.
  public TestingSpan at(Instant start) {
    long nanos = start.getEpochSecond() * 1_000_000_000L + start.getNano();
    timing = new Timing.Known(nanos, nanos + 1_000_000_000L);
    return this;
  }

  /// From one moment to another, milliseconds since 2026 began.
  public TestingSpan millis(long start, long end) {
    long origin = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    timing = new Timing.Known((origin + start) * 1_000_000L, (origin + end) * 1_000_000L);
    return this;
  }

  public TestingSpan failed(String message) {
    status = new Status(Status.Code.ERROR, message);
    return this;
  }

  public TestingSpan ok() {
    status = new Status(Status.Code.OK, "");
    return this;
  }

  public TestingSpan exception(String type, String message) {
    events.add(
        new SpanEvent(
            "exception", 0, Map.of("exception.type", type, "exception.message", message)));
    return failed(message);
  }

  public TestingSpan service(String word) {
    service = word;
    return this;
  }

  public TestingSpan model(String word) {
    model = word;
    return this;
  }

  public TestingSpan tokens(long prompt, long completion) {
    return tokens(prompt, completion, 0, 0);
  }

  public TestingSpan tokens(long prompt, long completion, long cached, long reasoning) {
    tokens =
        new Tokens(
            OptionalLong.of(prompt),
            OptionalLong.of(completion),
            OptionalLong.empty(),
            cached == 0 ? OptionalLong.empty() : OptionalLong.of(cached),
            OptionalLong.empty(),
            reasoning == 0 ? OptionalLong.empty() : OptionalLong.of(reasoning));
    return this;
  }

  public TestingSpan counts(Tokens stated) {
    tokens = stated;
    return this;
  }

  public TestingSpan cost(double usd) {
    cost = OptionalDouble.of(usd);
    return this;
  }

  public TestingSpan calling(String toolName, String arguments, String result) {
    tool = Optional.of(new ToolCall("", toolName, arguments, result));
    return this;
  }

  /// As [#calling(String, String, String)], in answer to the call of an id.
  public TestingSpan answering(String callId, String toolName, String arguments, String result) {
    tool = Optional.of(new ToolCall(callId, toolName, arguments, result));
    return this;
  }

  public TestingSpan session(String word) {
    session = word;
    return this;
  }

  public TestingSpan user(String word) {
    user = word;
    return this;
  }

  public TestingSpan agent(String word) {
    agent = word;
    return this;
  }

  /// A message that the model was given.
  public TestingSpan given(String role, String words) {
    input.add(new Message(role, "", words, List.of()));
    return this;
  }

  /// What a tool gave back for the call of an id, as the model was given it.
  public TestingSpan givenResult(String callId, String words) {
    input.add(new Message("tool", "", words, List.of(), callId));
    return this;
  }

  /// What the model said.
  public TestingSpan saying(String words) {
    output.add(new Message("assistant", "", words, List.of()));
    return this;
  }

  /// A tool that the model called.
  public TestingSpan asking(String toolName, String arguments) {
    return asking("", toolName, arguments);
  }

  /// A tool that the model called, with the call's id.
  public TestingSpan asking(String callId, String toolName, String arguments) {
    output.add(
        new Message("assistant", "", "", List.of(new ToolCall(callId, toolName, arguments, ""))));
    return this;
  }

  /// A tool that the model was offered.
  ///
  /// @param schema of its arguments; empty when none is stated
  public TestingSpan offered(String toolName, String schema) {
    offered.put(toolName, schema);
    return this;
  }

  public TestingSpan into(String text) {
    inputValue = text;
    return this;
  }

  public TestingSpan outOf(String text) {
    outputValue = text;
    return this;
  }

  private Content content() {
    var schemas = new LinkedHashMap<>(offered);
    schemas.values().removeIf(String::isEmpty);
    return new Content(
        input, output, inputValue, outputValue, List.of(), List.copyOf(offered.keySet()), schemas);
  }

  public TestingSpan with(String key, String value) {
    attributes.put(key, value);
    return this;
  }

  /// The span, as the `ordinal`th of its object.
  Span in(String traceId, long ordinal) {
    return new Span(
        traceId,
        id,
        parent,
        name,
        kind,
        timing,
        status,
        service,
        "",
        "",
        model,
        tokens,
        cost,
        tool,
        session,
        user,
        agent,
        content(),
        events,
        attributes,
        new Origin("made by hand", ordinal));
  }
}
