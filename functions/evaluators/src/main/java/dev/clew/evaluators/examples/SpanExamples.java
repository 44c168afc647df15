package dev.clew.evaluators.examples;

import dev.clew.evaluators.Example;
import dev.clew.evaluators.Fields;
import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.ToolCall;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Model calls, retrievals and tool calls of one trace.
///
/// A model call's documents are its own, else those of the retrievals before it in the trace, else
/// what tools gave back before it: what its answer may rest on.
final class SpanExamples {
  /// Roles of instructions.
  private static final List<String> SYSTEM = List.of("system", "developer");

  /// What readers of transcripts put on a call that holds only what was said since the one before.
  private static final String PLACE = "message.index";

  private final Trace trace;

  /// What was said so far, of a transcript.
  private final List<Example.Turn> heard = new ArrayList<>();

  SpanExamples(Trace trace) {
    this.trace = trace;
  }

  List<Example> spans() {
    var examples = new ArrayList<Example>();
    var retrieved = new ArrayList<String>();
    var results = new ArrayList<String>();
    for (var span : trace.spans()) {
      switch (span.kind()) {
        case RETRIEVER, RERANKER -> {
          retrieved.addAll(span.content().documents());
          examples.add(retrieval(span));
        }
        case LLM -> {
          var said = said(span);
          var turns = before(span);
          if (!said.isBlank()) {
            examples.add(answer(span, said, turns, retrieved.isEmpty() ? results : retrieved));
          }
        }
        case TOOL ->
            span.tool()
                .map(ToolCall::result)
                .filter(result -> !result.isBlank())
                .ifPresent(results::add);
        case EMBEDDING, CHAIN, AGENT, GUARDRAIL, EVALUATOR, PROMPT, UNKNOWN -> {}
      }
    }
    return examples;
  }

  List<Example> calls() {
    var schemas = new HashMap<String, String>();
    var examples = new ArrayList<Example>();
    List<String> offered = List.of();
    List<Example.Turn> turns = List.of();
    for (var span : trace.spans()) {
      if (span.kind() == SpanKind.LLM) {
        schemas.putAll(span.content().toolSchemas());
        offered = span.content().offeredTools().isEmpty() ? offered : span.content().offeredTools();
        turns = before(span);
      }
      if (span.kind() == SpanKind.TOOL && span.tool().isPresent()) {
        examples.add(call(span, span.tool().get(), schemas, offered, turns));
      }
    }
    return examples;
  }

  private Example call(
      Span span,
      ToolCall call,
      Map<String, String> schemas,
      List<String> offered,
      List<Example.Turn> turns) {
    var texts = new LinkedHashMap<String, String>();
    var name = call.name().isEmpty() ? span.name() : call.name();
    texts.put(Fields.TOOL, name);
    put(texts, Fields.ARGUMENTS, call.arguments());
    put(texts, Fields.RESULT, call.result());
    put(texts, Fields.OUTPUT, call.result());
    put(texts, Fields.SCHEMA, schemas.getOrDefault(name, ""));
    put(texts, Fields.OFFERED, String.join("\n", offered));
    if (!turns.isEmpty()) {
      texts.put(Fields.CONVERSATION, Conversation.of(turns));
      put(texts, Fields.INPUT, Conversation.last(turns, "user"));
    }
    return new Example(
        id(span),
        place(span),
        texts,
        List.of(),
        turns,
        List.of(new Example.Called(span.spanId(), call, span.status().isError())));
  }

  private Example retrieval(Span span) {
    var texts = new LinkedHashMap<String, String>();
    put(texts, Fields.INPUT, span.content().inputValue());
    documents(texts, span.content().documents());
    return new Example(
        id(span), place(span), texts, span.content().documents(), List.of(), List.of());
  }

  private Example answer(Span span, String said, List<Example.Turn> turns, List<String> retrieved) {
    var input = span.content().input();
    var documents =
        span.content().documents().isEmpty() ? List.copyOf(retrieved) : span.content().documents();
    var texts = new LinkedHashMap<String, String>();
    var asked = Conversation.last(turns, "user");
    put(texts, Fields.INPUT, asked.isBlank() ? span.content().inputValue() : asked);
    texts.put(Fields.OUTPUT, said);
    if (!turns.isEmpty()) {
      texts.put(Fields.CONVERSATION, Conversation.of(turns));
    }
    put(
        texts,
        Fields.SYSTEM,
        input.stream()
            .filter(message -> SYSTEM.contains(message.role()))
            .map(Message::content)
            .collect(Collectors.joining("\n")));
    documents(texts, documents);
    put(texts, Fields.OFFERED, String.join("\n", span.content().offeredTools()));
    Expected.of(span.attributes())
        .or(() -> Expected.of(trace.attributes()))
        .ifPresent(expected -> texts.put(Fields.EXPECTED, expected));
    return new Example(id(span), place(span), texts, documents, turns, List.of());
  }

  private static void documents(Map<String, String> texts, List<String> documents) {
    if (!documents.isEmpty()) {
      texts.put(Fields.DOCUMENTS, String.join("\n\n", documents));
    }
  }

  /// What was said before a call answered.
  private List<Example.Turn> before(Span span) {
    var input = turns(span.content().input());
    if (!span.attributes().containsKey(PLACE)) {
      return input;
    }
    heard.addAll(input);
    var before = List.copyOf(heard);
    heard.addAll(turns(span.content().output()));
    return before;
  }

  private static List<Example.Turn> turns(List<Message> messages) {
    return messages.stream()
        .filter(message -> !SYSTEM.contains(message.role()))
        .map(Conversation::turn)
        .toList();
  }

  /// A model's words: its messages, else its output where that is no list of tool calls.
  private static String said(Span span) {
    var output = span.content().output();
    return output.isEmpty()
        ? span.content().outputValue()
        : output.stream()
            .map(Message::content)
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining("\n"));
  }

  private static void put(Map<String, String> texts, String name, String text) {
    if (!text.isEmpty()) {
      texts.put(name, text);
    }
  }

  private static String id(Span span) {
    return span.traceId() + "/" + span.spanId();
  }

  private static Example.Place place(Span span) {
    return new Example.Place(span.traceId(), span.spanId(), span.session());
  }
}
