package dev.clew.evaluators;

import dev.clew.traces.spans.ToolCall;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One thing to be judged: a span, a call, a trace, a session, or a record of a file.
///
/// @param id unique among the examples of its run: what a sample is drawn by
/// @param texts what can be read of it, by name (see [Fields]); a name that is absent is not
///   logged, one that is there may be empty
/// @param documents retrieved documents, best first as the retriever gave them
/// @param turns what was said, in order; empty for a record
/// @param calls tool calls in order, for traces and sessions
public record Example(
    String id,
    Place place,
    Map<String, String> texts,
    List<String> documents,
    List<Turn> turns,
    List<Called> calls) {

  public Example {
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    documents = List.copyOf(documents);
    turns = List.copyOf(turns);
    calls = List.copyOf(calls);
  }

  /// Where it stands in the data.
  ///
  /// @param traceId empty for a session and for a record
  /// @param spanId empty for a trace
  /// @param session empty where none is stated
  public record Place(String traceId, String spanId, String session) {
    /// A record that was read from no trace.
    public static final Place NOWHERE = new Place("", "", "");
  }

  /// One message.
  ///
  /// @param role `user`, `assistant`, `system`, `tool`
  public record Turn(String role, String text) {}

  /// One call of a tool.
  ///
  /// @param spanId where it stands
  /// @param failed whether its span ended in an error
  public record Called(String spanId, ToolCall call, boolean failed) {}

  /// A record of a file: texts alone. What stands under `documents` is one document.
  public static Example of(String id, Map<String, String> texts) {
    var documents = texts.get(Fields.DOCUMENTS);
    return new Example(
        id,
        Place.NOWHERE,
        texts,
        documents == null || documents.isBlank() ? List.of() : List.of(documents),
        List.of(),
        List.of());
  }

  /// A text, where it is logged.
  public Optional<String> text(String name) {
    return Optional.ofNullable(texts.get(name));
  }

  /// A text that says something; empty where it is not logged or blank.
  public Optional<String> said(String name) {
    return text(name).filter(text -> !text.isBlank());
  }
}
