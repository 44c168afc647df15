package dev.clew.traces.dialects;

import dev.clew.traces.spans.Message;
import dev.clew.traces.spans.Outcome;
import dev.clew.traces.spans.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes what a reader finds in one object, in the object's order.
public interface Harvest {

  /// A span. Duplicates come as they stand in the object.
  void span(Span span);

  /// What the source says of a whole run; may be said before or after its spans, and in parts.
  default void run(String traceId, Optional<Outcome> outcome, Map<String, String> attributes) {}

  /// Messages of a span that stand elsewhere, in log records; empty lists where nothing was said.
  default void messages(String traceId, String spanId, List<Message> input, List<Message> output) {}

  /// Something concluded rather than stated, in words.
  default void inference(String words) {}

  /// Something that could not be read.
  ///
  /// @param where line, byte or span; empty for the whole object
  /// @param reason what was wrong and what to do
  void unread(String where, String reason);

  /// Something that could not be read, and nobody knows how much it held.
  ///
  /// @param where line, byte or span; empty for the whole object
  /// @param reason what was wrong and what to do
  default void lost(String where, String reason) {
    unread(where, reason);
  }
}
