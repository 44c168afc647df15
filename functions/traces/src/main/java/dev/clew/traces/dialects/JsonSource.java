package dev.clew.traces.dialects;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// JSON in any number of documents: one, concatenated, one a line, or in an array. Each document is
/// OTLP (streamed) or something small enough to be held: a transcript, an export, a single span.
///
/// A document that can not be read is said and left out; reading goes on at the next line that
/// begins a document. Where the broken one may have taken lines after it for its own, everything is
/// to be read again with each piece alone.
final class JsonSource {
  /// How far below a document's top others may lie.
  private static final int DEEPEST = 3;

  /// Where Jackson says it read from; we say it better.
  private static final Pattern SOURCE = Pattern.compile(" ?\\([^()]*\\[Source.*\\)$");

  /// The setting that Jackson names beside a limit; the limit says enough.
  private static final Pattern SETTING = Pattern.compile(", from `[^`]*`");

  private final JsonTrees trees;
  private final OtlpJson otlp;
  private final OtlpLogs logs;
  private final List<DocumentReader> readers;
  private final Transcript transcript;
  private final Harvest harvest;
  private final ObjectNode bareRun = JsonNodeFactory.instance.objectNode();
  private long understood;
  private long strange;
  private long bytesBefore;
  private long linesBefore;

  /// Reads documents of one form.
  interface DocumentReader {
    /// Takes a document that is of this form.
    ///
    /// @return false when the document is of another form
    boolean read(JsonNode document);
  }

  JsonSource(
      JsonTrees trees,
      OtlpJson otlp,
      OtlpLogs logs,
      List<DocumentReader> readers,
      Transcript transcript,
      Harvest harvest) {
    this.trees = trees;
    this.otlp = otlp;
    this.logs = logs;
    this.readers = List.copyOf(readers);
    this.transcript = transcript;
    this.harvest = harvest;
  }

  /// How documents follow each other.
  enum Layout {
    /// One list of them: what comes after an error is found in it.
    LIST,
    /// Each begins a line, most likely.
    LINES,
    /// Each begins a line, and one of them is broken: each is read alone.
    ALONE
  }

  /// The layout that first bytes tell: a list over several lines, or not.
  static Layout layout(byte[] head) {
    int start = 0;
    while (start < head.length && head[start] <= ' ' && head[start] >= 0) {
      start++;
    }
    if (start == head.length || head[start] != '[') {
      return Layout.LINES;
    }
    int end = start;
    while (end < head.length && head[end] != '\n') {
      end++;
    }
    boolean isCut = end == head.length;
    while (end > start && head[end - 1] <= ' ') {
      end--;
    }
    return !isCut && head[end - 1] == ']' ? Layout.LINES : Layout.LIST;
  }

  /// Everything up to the end of the stream.
  ///
  /// @return whether any document was understood
  /// @throws InvalidUtf8 when bytes are no UTF-8: read again, repaired
  /// @throws BrokenLine when a document can not be read and may have taken others with it: read
  ///   again, each alone
  /// @throws IOException when the stream itself fails
  boolean read(InputStream in, Layout layout) throws IOException, InvalidUtf8, BrokenLine {
    if (layout == Layout.ALONE) {
      alone(new JsonLines(in));
    } else {
      Optional<InputStream> rest = Optional.of(in);
      while (rest.isPresent()) {
        rest = documents(rest.get(), layout);
      }
    }
    if (understood == 0) {
      harvest.unread(
          "",
          strange == 0
              ? "not traces: JSON without a document" + ObjectReader.ELSEWHERE
              : "not traces: JSON that holds no spans, observations or chat messages"
                  + ObjectReader.ELSEWHERE);
    } else if (strange > 0) {
      harvest.unread(
          "",
          strange
              + (strange == 1 ? " document is" : " documents are")
              + " not traces: no spans, observations or chat messages in them");
    }
    return understood > 0;
  }

  private static String reason(JsonProcessingException problem, String message) {
    if (problem instanceof StreamConstraintsException) {
      return message.contains("nesting")
          ? "nested deeper than JSON of traces is; the document was left out from here on: flatten it in"
              + " the exporter"
          : "a text longer than one may be ("
              + SETTING.matcher(message).replaceAll("")
              + "); the document was left out from here on: cut such texts in the exporter";
    }
    if (problem instanceof JsonEOFException || message.contains("end-of-input")) {
      return "the JSON ends in the middle: what came before is counted; write the object again";
    }
    return "malformed JSON ("
        + message
        + "): the document was left out from here on; write it again";
  }

  /// Reads documents up to the end, or to one that can not be read.
  ///
  /// @return what comes after that one
  private Optional<InputStream> documents(InputStream in, Layout layout)
      throws IOException, InvalidUtf8, BrokenLine {
    try (JsonParser parser = trees.parser(in)) {
      var messages = new ArrayList<JsonNode>();
      if (isSound(parser, messages, layout == Layout.LINES)) {
        chat(messages);
        return Optional.empty();
      }
      return after(parser, in);
    }
  }

  private void alone(JsonLines lines) throws IOException, InvalidUtf8, BrokenLine {
    var messages = new ArrayList<JsonNode>();
    while (lines.next()) {
      bytesBefore = lines.bytesBefore();
      linesBefore = lines.linesBefore();
      try (JsonParser parser = trees.parser(lines.piece())) {
        isSound(parser, messages, false);
      }
    }
    chat(messages);
  }

  /// Reads documents up to the end, or to one that can not be read, which is said.
  ///
  /// @param stops whether such a one is to be thrown instead
  /// @return false when there was one
  private boolean isSound(JsonParser parser, List<JsonNode> messages, boolean stops)
      throws IOException, InvalidUtf8, BrokenLine {
    try {
      documents(parser, messages);
      return true;
    } catch (JsonProcessingException e) {
      String message = String.valueOf(e.getOriginalMessage());
      if (message.startsWith("Invalid UTF-8")) {
        throw new InvalidUtf8();
      }
      if (stops) {
        throw new BrokenLine();
      }
      JsonLocation at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
      say(at, reason(e, SOURCE.matcher(message).replaceAll("")));
    } catch (JsonTrees.DocumentTooLarge e) {
      if (stops) {
        throw new BrokenLine();
      }
      say(parser.currentLocation(), String.valueOf(e.getMessage()));
    }
    return false;
  }

  private void say(JsonLocation at, String reason) {
    understood++;
    harvest.lost(
        "line " + (linesBefore + at.getLineNr()) + ", byte " + (bytesBefore + at.getByteOffset()),
        reason);
  }

  /// The next line that begins a document, and everything after it.
  private Optional<InputStream> after(JsonParser parser, InputStream in) throws IOException {
    var buffered = new ByteArrayOutputStream();
    parser.releaseBuffered(buffered);
    var next =
        new NextDocument(
            new SequenceInputStream(new ByteArrayInputStream(buffered.toByteArray()), in));
    long skipped = next.find();
    if (skipped < 0) {
      return Optional.empty();
    }
    JsonLocation at = parser.currentLocation();
    bytesBefore += at.getByteOffset() + skipped;
    linesBefore += at.getLineNr() - 1 + next.lines();
    return Optional.of(next.stream());
  }

  private void documents(JsonParser parser, List<JsonNode> messages) throws IOException {
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      document(parser, messages);
    }
  }

  /// One value: an object is a document, or a message of the list it stands in; an array holds
  /// such.
  private void document(JsonParser parser, List<JsonNode> messages) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      ObjectNode document = object(parser);
      if (document.isEmpty()) {
        return;
      }
      if (Transcript.isMessage(document)) {
        messages.add(document);
      } else {
        understand(document);
      }
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      var inner = new ArrayList<JsonNode>();
      long start = parser.currentLocation().getByteOffset();
      try {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          document(parser, inner);
          if (!inner.isEmpty()) {
            trees.check(parser, start);
          }
        }
      } finally {
        // A list that was cut off in the middle still holds what came before.
        chat(inner);
      }
    } else {
      strange++;
    }
  }

  private void chat(List<JsonNode> messages) {
    if (!messages.isEmpty()) {
      understood++;
      transcript.run(bareRun, List.copyOf(messages));
    }
  }

  /// Reads an object's OTLP parts as they come and keeps the others; empty when it was all OTLP.
  private ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode others = JsonNodeFactory.instance.objectNode();
    long start = parser.currentLocation().getByteOffset();
    boolean isOtlp = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "resourceSpans", "resource_spans" -> {
          isOtlp = true;
          understood++;
          otlp.resourceSpans(parser);
        }
        case "resourceLogs", "resource_logs" -> {
          isOtlp = true;
          understood++;
          logs.resourceLogs(parser);
        }
        default -> {
          others.set(field, trees.read(parser));
          trees.check(parser, start);
        }
      }
    }
    if (isOtlp) {
      others.removeAll();
    } else if (others.isEmpty()) {
      strange++;
    }
    return others;
  }

  private void understand(ObjectNode document) {
    if (isUnderstood(document, DEEPEST)) {
      understood++;
    } else {
      strange++;
    }
  }

  private boolean isUnderstood(JsonNode document, int depth) {
    for (DocumentReader reader : readers) {
      if (reader.read(document)) {
        return true;
      }
    }
    if (depth == 0) {
      return false;
    }
    // Pages of an API, spans by name, runs below a heading: the documents lie further down.
    boolean any = false;
    for (JsonNode inner : document) {
      if (inner.isObject()) {
        any |= isUnderstood(inner, depth - 1);
      } else if (Transcript.isChat(inner)) {
        transcript.run(bareRun, inner);
        any = true;
      } else if (inner.isArray()) {
        for (JsonNode element : inner) {
          any |= element.isObject() && isUnderstood(element, depth - 1);
        }
      }
    }
    return any;
  }

  /// Bytes that are no UTF-8 were met.
  static final class InvalidUtf8 extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidUtf8() {
      super("invalid UTF-8");
    }
  }

  /// A document that can not be read was met, and may have taken lines after it for its own.
  static final class BrokenLine extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenLine() {
      super("a document that can not be read");
    }
  }
}
