package dev.clew.traces;

import dev.clew.evidence.Coverage.Unread;
import dev.clew.traces.dialects.Harvest;
import dev.clew.traces.spans.Content;
import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// What one object held, up to what may be held.
final class ObjectSpans implements Harvest {
  private static final int MOST_NOTES = 20;

  final String key;
  final List<Span> spans = new ArrayList<>();
  final List<Run> runs = new ArrayList<>();
  final List<Said> said = new ArrayList<>();
  final List<String> inferences = new ArrayList<>();
  private final Map<String, Note> notes = new LinkedHashMap<>();
  private final long maxSpans;
  private final AtomicLong budgetBytes;

  /// Spans met, those beyond the limits included.
  long met;

  /// A limit was reached: what followed was counted and not held.
  boolean isCut;

  /// Something was too much to be held: a span, or messages from a log record.
  boolean isFull;

  /// What was taken from the budget.
  long takenBytes;

  record Run(String traceId, Optional<Outcome> outcome, Map<String, String> attributes) {}

  record Said(String traceId, String spanId, List<Message> input, List<Message> output) {}

  private record Note(String where, String reason, boolean uncounted, long times) {}

  /// @param budgetBytes what may still be held; taken from while reading, by several readers at
  ///   once
  ObjectSpans(String key, long maxSpans, AtomicLong budgetBytes) {
    this.key = key;
    this.maxSpans = maxSpans;
    this.budgetBytes = budgetBytes;
  }

  @Override
  public void span(Span span) {
    met++;
    if (isCut || spans.size() >= maxSpans || !takes(weight(span))) {
      isCut = true;
      isFull = true;
      return;
    }
    spans.add(span);
  }

  private boolean takes(long bytes) {
    takenBytes += bytes;
    return budgetBytes.addAndGet(-bytes) >= 0;
  }

  @Override
  public void run(String traceId, Optional<Outcome> outcome, Map<String, String> attributes) {
    if (!isCut) {
      runs.add(new Run(traceId, outcome, attributes));
    }
  }

  @Override
  public void messages(String traceId, String spanId, List<Message> input, List<Message> output) {
    if (!isCut && takes(64 + weight(input) + weight(output))) {
      said.add(new Said(traceId, spanId, input, output));
    } else {
      isFull = true;
    }
  }

  @Override
  public void inference(String words) {
    if (!inferences.contains(words)) {
      inferences.add(words);
    }
  }

  @Override
  public void unread(String where, String reason) {
    note(where, reason, false);
  }

  @Override
  public void lost(String where, String reason) {
    note(where, reason, true);
  }

  /// Notes of one kind are told once, with their number: a broken exporter breaks every span.
  private void note(String where, String reason, boolean uncounted) {
    String kind = reason.replaceAll("'[^']*'", "''");
    Note known = notes.get(kind);
    if (known != null) {
      notes.put(kind, new Note(known.where, known.reason, known.uncounted, known.times + 1));
    } else if (notes.size() < MOST_NOTES || uncounted) {
      notes.put(kind, new Note(where, reason, uncounted, 1));
    }
  }

  List<Unread> unread() {
    return notes.values().stream()
        .map(note ->
            new Unread(
                key,
                note.where,
                note.times == 1
                    ? note.reason
                    : note.reason + " (" + note.times + " times; the first is given)",
                note.uncounted))
        .toList();
  }

  /// What a span takes in memory, about: one byte a character, more for the objects around them.
  private static long weight(Span span) {
    long weight = 400L + span.status().message().length() + 120L * span.attributes().size();
    for (var attribute : span.attributes().entrySet()) {
      weight += attribute.getValue().length();
    }
    for (var event : span.events()) {
      weight += 100;
      for (var value : event.attributes().values()) {
        weight += 60L + value.length();
      }
    }
    if (span.tool().isPresent()) {
      weight += 80L + span.tool().get().arguments().length() + span.tool().get().result().length();
    }
    Content content = span.content();
    weight += 100L + content.inputValue().length() + content.outputValue().length();
    weight += weight(content.input()) + weight(content.output());
    for (String document : content.documents()) {
      weight += 40L + document.length();
    }
    return weight;
  }

  private static long weight(List<Message> messages) {
    long weight = 0;
    for (Message message : messages) {
      weight += 80L + message.content().length();
      for (var call : message.toolCalls()) {
        weight += 100L + call.arguments().length();
      }
    }
    return weight;
  }
}
