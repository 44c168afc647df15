package dev.clew.skills.tracediagnosis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.ToolCall;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which model call asked for which tool call: by the call's id, else by the tool's name and
/// arguments. Calls run beside each other and end in any order, so their order says nothing.
///
/// A tool call that fits no open request belongs to nobody here: where it stands in the tree tells
/// whose it is.
final class Requests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Wrappers that frameworks put around arguments.
  private static final Set<String> WRAPPERS = Set.of("input", "args", "arguments", "kwargs");

  private static final class Request {
    final String modelId;
    final ToolCall call;
    boolean answered;

    Request(String modelId, ToolCall call) {
      this.modelId = modelId;
      this.call = call;
    }
  }

  private record Wanted(String tool, JsonNode arguments) {}

  private final Map<String, List<Request>> byId = new HashMap<>();
  private final Map<Wanted, List<Request>> byCall = new HashMap<>();
  private final Map<String, List<Request>> byModel = new HashMap<>();
  private final Map<String, String> askers = new HashMap<>();
  private final Map<String, List<Span>> tools = new HashMap<>();

  private Requests() {}

  /// @param trace spans in order of their start
  static Requests of(Trace trace) {
    var requests = new Requests();
    for (var span : trace.spans()) {
      if (span.kind() == SpanKind.LLM) {
        requests.asks(span);
      } else if (span.kind() == SpanKind.TOOL) {
        span.tool().ifPresent(call -> requests.runs(span, call));
      }
    }
    return requests;
  }

  /// What a model call asked for.
  static List<ToolCall> asked(Span model) {
    return model.content().output().stream().flatMap(one -> one.toolCalls().stream()).toList();
  }

  /// The tool spans that carry out what a model call asked for, in order of their start.
  List<Span> tools(Span model) {
    return tools.getOrDefault(model.spanId(), List.of());
  }

  /// Whether a tool span carries out what another model call asked for.
  boolean isAnothers(Span tool, Span model) {
    var asker = askers.get(tool.spanId());
    return asker != null && !asker.equals(model.spanId());
  }

  /// The calls that a model asked for and no span of a tool carries out.
  List<ToolCall> unanswered(Span model) {
    return byModel.getOrDefault(model.spanId(), List.of()).stream()
        .filter(request -> !request.answered)
        .map(request -> request.call)
        .toList();
  }

  /// Which of the open calls a tool's message without a known id answers: the first of its name,
  /// else the first.
  static Optional<ToolCall> answeredBy(Message message, List<ToolCall> open) {
    return open.stream()
        .filter(call -> !message.name().isEmpty() && call.name().equals(message.name()))
        .findFirst()
        .or(() -> open.stream().findFirst());
  }

  private void asks(Span model) {
    for (var call : asked(model)) {
      var request = new Request(model.spanId(), call);
      byModel.computeIfAbsent(model.spanId(), _ -> new ArrayList<>()).add(request);
      if (!call.id().isEmpty()) {
        byId.computeIfAbsent(call.id(), _ -> new ArrayList<>()).add(request);
      }
      byCall.computeIfAbsent(wanted(call), _ -> new ArrayList<>()).add(request);
    }
  }

  private void runs(Span tool, ToolCall call) {
    var request = call.id().isEmpty() ? Optional.<Request>empty() : latestOpen(byId.get(call.id()));
    if (request.isEmpty() && !call.arguments().isBlank()) {
      request = latestOpen(byCall.get(wanted(call)));
    }
    request.ifPresent(found -> {
      found.answered = true;
      askers.put(tool.spanId(), found.modelId);
      tools.computeIfAbsent(found.modelId, _ -> new ArrayList<>()).add(tool);
    });
  }

  /// Ids and calls come again; the latest one asked is meant, of one model call the first.
  private static Optional<Request> latestOpen(@Nullable List<Request> requests) {
    if (requests == null) {
      return Optional.empty();
    }
    requests.removeIf(request -> request.answered);
    if (requests.isEmpty()) {
      return Optional.empty();
    }
    int at = requests.size() - 1;
    while (at > 0 && requests.get(at - 1).modelId.equals(requests.getLast().modelId)) {
      at--;
    }
    return Optional.of(requests.get(at));
  }

  private static Wanted wanted(ToolCall call) {
    return new Wanted(call.name(), canonical(call.arguments()));
  }

  /// Arguments without their wrapper; what is no JSON as it stands.
  private static JsonNode canonical(String arguments) {
    var text = arguments.strip();
    if (!text.startsWith("{")) {
      return TextNode.valueOf(text);
    }
    try {
      JsonNode tree = JSON.readTree(text);
      var only = tree.size() == 1 ? tree.fieldNames().next() : "";
      if (WRAPPERS.contains(only)) {
        var inner = tree.get(only);
        if (inner.isObject()) {
          return inner;
        }
        if (inner.isTextual() && inner.textValue().startsWith("{")) {
          return canonical(inner.textValue());
        }
      }
      return tree;
    } catch (JsonProcessingException _) {
      return TextNode.valueOf(text);
    }
  }
}
