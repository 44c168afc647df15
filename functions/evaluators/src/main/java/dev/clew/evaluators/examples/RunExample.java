package dev.clew.evaluators.examples;

import dev.clew.evaluators.Example;
import dev.clew.evaluators.Fields;
import dev.clew.traces.spans.Dialogue;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A trace, or the traces of a session, as one example.
final class RunExample {
  private RunExample() {}

  static String session(Trace trace) {
    return trace.spans().stream()
        .map(Span::session)
        .filter(session -> !session.isEmpty())
        .findFirst()
        .orElse("");
  }

  /// @param session empty for a trace alone
  static Example of(String id, String session, List<Trace> traces) {
    var turns = new ArrayList<Example.Turn>();
    var calls = new ArrayList<Example.Called>();
    var documents = new ArrayList<String>();
    for (var trace : traces) {
      turns.addAll(turns(trace));
      for (var span : trace.spans()) {
        if (span.kind() == SpanKind.TOOL) {
          span.tool()
              .ifPresent(call ->
                  calls.add(new Example.Called(span.spanId(), call, span.status().isError())));
        }
        documents.addAll(span.content().documents());
      }
    }
    var first = traces.getFirst();
    var texts = new LinkedHashMap<String, String>();
    if (!turns.isEmpty()) {
      texts.put(Fields.CONVERSATION, Conversation.of(turns));
    }
    var whole = first.spans().getFirst().content();
    var asked = Conversation.first(turns, "user");
    put(texts, Fields.INPUT, asked.isEmpty() ? whole.inputValue() : asked);
    var answered = Conversation.last(turns, "assistant");
    put(texts, Fields.OUTPUT, answered.isEmpty() ? whole.outputValue() : answered);
    texts.put(
        Fields.CALLS,
        calls.stream().map(one -> Conversation.call(one.call())).collect(Collectors.joining("\n")));
    put(texts, Fields.DOCUMENTS, String.join("\n\n", documents));
    if (traces.size() == 1) {
      first
          .outcome()
          .ifPresent(outcome ->
              texts.put(
                  Fields.OUTCOME,
                  (outcome.failed() ? "failed" : "passed") + " by " + outcome.source()));
      Expected.of(first.attributes()).ifPresent(text -> texts.put(Fields.EXPECTED, text));
    }
    return new Example(
        id,
        new Example.Place(
            session.isEmpty() ? first.traceId() : "",
            "",
            session.isEmpty() ? session(first) : session),
        texts,
        documents,
        turns,
        calls);
  }

  private static List<Example.Turn> turns(Trace trace) {
    return Dialogue.of(trace).turns().stream()
        .filter(turn -> !turn.role().equals("system") && !turn.role().equals("developer"))
        .map(turn -> new Example.Turn(turn.role(), text(turn)))
        .toList();
  }

  private static String text(Dialogue.Turn turn) {
    var calls =
        turn.calls().stream().map(name -> "[calls " + name + "]").collect(Collectors.joining("\n"));
    return turn.content().isEmpty()
        ? calls
        : calls.isEmpty() ? turn.content() : turn.content() + "\n" + calls;
  }

  private static void put(Map<String, String> texts, String name, String text) {
    if (!text.isEmpty()) {
      texts.put(name, text);
    }
  }
}
