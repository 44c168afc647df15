package dev.clew.skills.exploration;

import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanEvent;
import dev.clew.traces.spans.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The texts of a span, each with its place, in a fixed order: messages in and out, input and
/// output, what a tool was given and gave, errors, retrieved documents, attributes.
public final class SpanTexts {
  private SpanTexts() {}

  /// A text and where in its span it stands: `input[3] user`, `arguments`.
  ///
  /// @param part what kind of place it is, without numbers: `input user`
  public record Placed(String place, String part, String text) {}

  /// All texts that are not empty.
  public static List<Placed> of(Span span) {
    var texts = new ArrayList<Placed>();
    messages(texts, "input", span.content().input());
    messages(texts, "output", span.content().output());
    if (span.content().input().isEmpty()) {
      add(texts, "input", "input", span.content().inputValue());
    }
    if (span.content().output().isEmpty()) {
      add(texts, "output", "output", span.content().outputValue());
    }
    span.tool()
        .ifPresent(tool -> {
          add(texts, "arguments", "arguments", tool.arguments());
          add(texts, "result", "result", tool.result());
        });
    add(texts, "error.message", "error.message", span.status().message());
    for (var event : span.events()) {
      if (event.isException()) {
        add(texts, "exception", "exception", exception(event));
      }
    }
    for (int i = 0; i < span.content().documents().size(); i++) {
      add(texts, "document[" + i + "]", "document", span.content().documents().get(i));
    }
    new TreeMap<>(span.attributes()).forEach((name, value) -> add(texts, name, name, value));
    return texts;
  }

  private static String exception(SpanEvent event) {
    return (event.attributes().getOrDefault("exception.type", "")
            + " "
            + event.attributes().getOrDefault("exception.message", ""))
        .strip();
  }

  private static void messages(List<Placed> texts, String part, List<Message> messages) {
    for (int i = 0; i < messages.size(); i++) {
      var message = messages.get(i);
      var place = part + "[" + i + "] " + message.role();
      var kind = part + " " + message.role();
      add(texts, place, kind, message.content());
      for (ToolCall call : message.toolCalls()) {
        add(
            texts,
            place + " call of " + call.name(),
            part + " tool call",
            call.name() + " " + call.arguments());
      }
    }
  }

  private static void add(List<Placed> texts, String place, String part, String text) {
    if (!text.isBlank()) {
      texts.add(new Placed(place, part, text));
    }
  }
}
