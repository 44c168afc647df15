package dev.clew.traces.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.clew.traces.spans.SpanLimits;
import dev.clew.traces.spans.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// OTLP in protobuf: TracesData or ExportTraceServiceRequest, one message, several put together, or
/// several that each begin with their length. What nobody asked for is skipped without being
/// decoded.
///
/// Requests of logs have the same outline; their records are told by their first field.
final class OtlpProtobuf {
  private static final int LENGTH_DELIMITED = WireFormat.WIRETYPE_LENGTH_DELIMITED;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final OtlpSpans spans;
  private final OtlpLogs logs;
  private final SpanLimits limits;
  private final Harvest harvest;
  private char[] name = new char[128];
  private long logRecords;
  private long bytesBefore;

  OtlpProtobuf(OtlpSpans spans, OtlpLogs logs, SpanLimits limits, Harvest harvest) {
    this.spans = spans;
    this.logs = logs;
    this.limits = limits;
    this.harvest = harvest;
  }

  /// How messages follow each other.
  enum Framing {
    /// One message, or several put together, which protobuf reads as one.
    NONE,
    /// Each begins with its length as a varint.
    VARINT,
    /// Each begins with its length in 4 bytes, the highest first.
    FOUR_BYTES
  }

  /// Everything up to the end of the stream.
  ///
  /// @throws IOException when the stream itself fails
  void read(InputStream stream, Framing framing) throws IOException {
    var in = CodedInputStream.newInstance(stream, 1 << 16);
    in.setSizeLimit(Integer.MAX_VALUE);
    try {
      switch (framing) {
        case NONE -> requests(in);
        case VARINT -> {
          while (!in.isAtEnd()) {
            within(in, in.readRawVarint32(), () -> request(in));
          }
        }
        case FOUR_BYTES -> {
          while (!in.isAtEnd()) {
            int length = Integer.reverseBytes(in.readRawLittleEndian32());
            within(in, length, () -> request(in));
          }
        }
      }
    } catch (InvalidProtocolBufferException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      harvest.lost(
          "byte " + (bytesBefore + in.getTotalBytesRead()),
          "malformed protobuf ("
              + e.getMessage()
              + "): what came before is counted; write the object again");
    }
    if (spans.count() == 0 && logRecords == 0) {
      harvest.unread("", "not traces: protobuf without spans");
    }
  }

  private interface Part {
    void take() throws IOException;
  }

  private void within(CodedInputStream in, int length, Part part) throws IOException {
    countAnew(in);
    int outer = in.pushLimit(length);
    part.take();
    in.popLimit(outer);
  }

  private void countAnew(CodedInputStream in) {
    bytesBefore += in.getTotalBytesRead();
    in.resetSizeCounter();
  }

  private static void message(CodedInputStream in, Part part) throws IOException {
    int outer = in.pushLimit(in.readRawVarint32());
    part.take();
    in.popLimit(outer);
  }

  /// Streams may be larger than the 2 GB that one message may have: counting starts anew with each
  /// part.
  private void requests(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (is(tag, 1, LENGTH_DELIMITED)) {
        countAnew(in);
        message(in, () -> resourceSpans(in));
      } else {
        skip(in, tag);
      }
    }
  }

  private void request(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (is(tag, 1, LENGTH_DELIMITED)) {
        message(in, () -> resourceSpans(in));
      } else {
        skip(in, tag);
      }
    }
  }

  private void resourceSpans(CodedInputStream in) throws IOException {
    spans.resourceStarts();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (is(tag, 1, LENGTH_DELIMITED)) {
        message(in, () -> resource(in));
        spans.resourceIsKnown();
      } else if (is(tag, 2, LENGTH_DELIMITED) || is(tag, 1000, LENGTH_DELIMITED)) {
        message(in, () -> scopeSpans(in));
      } else {
        skip(in, tag);
      }
    }
    spans.resourceEnds();
  }

  private void resource(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (is(tag, 1, LENGTH_DELIMITED)) {
        message(in, () -> attribute(in, spans.resource));
      } else {
        skip(in, tag);
      }
    }
  }

  private void scopeSpans(CodedInputStream in) throws IOException {
    String scopeName = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (is(tag, 1, LENGTH_DELIMITED) && spans.draft.keepsAttributes()) {
        int outer = in.pushLimit(in.readRawVarint32());
        scopeName = scopeName(in);
        in.popLimit(outer);
      } else if (is(tag, 2, LENGTH_DELIMITED)) {
        int outer = in.pushLimit(in.readRawVarint32());
        int first = in.readTag();
        if (is(first, 1, LENGTH_DELIMITED)) {
          span(in, first, scopeName);
        } else {
          logRecord(in, first);
        }
        in.popLimit(outer);
      } else {
        skip(in, tag);
      }
    }
  }

  private String scopeName(CodedInputStream in) throws IOException {
    String found = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (is(tag, 1, LENGTH_DELIMITED)) {
        found = text(in);
      } else {
        skip(in, tag);
      }
    }
    return found;
  }

  private void span(CodedInputStream in, int first, String scopeName) throws IOException {
    SpanDraft draft = spans.spanStarts();
    String traceId = "";
    String spanId = "";
    String parentId = "";
    for (int tag = first; tag != 0; tag = in.readTag()) {
      switch (tag) {
        case (1 << 3) | LENGTH_DELIMITED -> traceId = id(in);
        case (2 << 3) | LENGTH_DELIMITED -> spanId = id(in);
        case (4 << 3) | LENGTH_DELIMITED -> parentId = id(in);
        case (5 << 3) | LENGTH_DELIMITED -> draft.name = draft.texts.shared(text(in));
        case (7 << 3) | WireFormat.WIRETYPE_FIXED64 ->
            draft.startNanos = Math.max(0, in.readFixed64());
        case (8 << 3) | WireFormat.WIRETYPE_FIXED64 ->
            draft.endNanos = Math.max(0, in.readFixed64());
        case (9 << 3) | LENGTH_DELIMITED -> message(in, () -> attribute(in, draft));
        case (11 << 3) | LENGTH_DELIMITED -> {
          if (spans.readsEvents()) {
            message(in, () -> event(in));
          } else {
            skip(in, tag);
          }
        }
        case (15 << 3) | LENGTH_DELIMITED -> message(in, () -> status(in));
        default -> skip(in, tag);
      }
    }
    if (traceId.length() != 32 && spanId.length() != 16 && draft.startNanos == 0) {
      // A metric has the same outline: its name stands where a span's trace id does.
      spans.spanIsNone();
    } else {
      spans.spanEnds(traceId, spanId, parentId, scopeName);
    }
  }

  private void status(CodedInputStream in) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (is(tag, 2, LENGTH_DELIMITED)) {
        spans.draft.statusMessage = text(in);
      } else if (is(tag, 3, WireFormat.WIRETYPE_VARINT)) {
        spans.draft.statusCode =
            switch (in.readEnum()) {
              case 1 -> Status.Code.OK;
              case 2 -> Status.Code.ERROR;
              default -> Status.Code.UNSET;
            };
      } else {
        skip(in, tag);
      }
    }
  }

  private void event(CodedInputStream in) throws IOException {
    String name = "";
    long nanos = 0;
    ObjectNode attributes = NODES.objectNode();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case (1 << 3) | WireFormat.WIRETYPE_FIXED64 -> nanos = Math.max(0, in.readFixed64());
        case (2 << 3) | LENGTH_DELIMITED -> name = spans.draft.texts.shared(text(in));
        case (3 << 3) | LENGTH_DELIMITED -> message(in, () -> pair(in, attributes, 0));
        default -> skip(in, tag);
      }
    }
    spans.event(name, nanos, attributes);
  }

  private void logRecord(CodedInputStream in, int first) throws IOException {
    logRecords++;
    String traceId = "";
    String spanId = "";
    String eventName = "";
    JsonNode body = NODES.missingNode();
    ObjectNode attributes = NODES.objectNode();
    for (int tag = first; tag != 0; tag = in.readTag()) {
      if (!logs.isNeeded()) {
        skip(in, tag);
        continue;
      }
      switch (tag) {
        case (5 << 3) | LENGTH_DELIMITED -> {
          int outer = in.pushLimit(in.readRawVarint32());
          body = anyValue(in, 0);
          in.popLimit(outer);
        }
        case (6 << 3) | LENGTH_DELIMITED -> message(in, () -> pair(in, attributes, 0));
        case (9 << 3) | LENGTH_DELIMITED -> traceId = id(in);
        case (10 << 3) | LENGTH_DELIMITED -> spanId = id(in);
        case (12 << 3) | LENGTH_DELIMITED -> eventName = text(in);
        default -> skip(in, tag);
      }
    }
    if (logs.isNeeded()) {
      logs.record(eventName, traceId, spanId, attributes, body);
    }
  }

  private void attribute(CodedInputStream in, SpanDraft into) throws IOException {
    Alias[] meant = {};
    String key = "";
    boolean knowsKey = false;
    ByteString early = ByteString.EMPTY;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (is(tag, 1, LENGTH_DELIMITED)) {
        key = text(in);
        meant = meaning(into, key);
        knowsKey = true;
      } else if (!is(tag, 2, LENGTH_DELIMITED)) {
        skip(in, tag);
      } else if (!knowsKey) {
        early = in.readBytes();
      } else if (meant.length == 0 && !into.keepsAttributes()) {
        skip(in, tag);
      } else {
        int outer = in.pushLimit(in.readRawVarint32());
        set(into, meant, key, anyValue(in, 0));
        in.popLimit(outer);
      }
    }
    if (!early.isEmpty() && knowsKey) {
      set(into, meant, key, anyValue(early.newCodedInput(), 0));
    }
  }

  private Alias[] meaning(SpanDraft into, String key) {
    int length = key.length();
    if (length > name.length) {
      name = new char[length];
    }
    key.getChars(0, length, name, 0);
    return into.table.find(name, 0, length);
  }

  private static void set(SpanDraft into, Alias[] meant, String key, JsonNode value) {
    for (Alias alias : meant) {
      into.set(alias, key, value);
    }
    if (meant.length == 0) {
      into.keep(into.texts.shared(key), value);
    }
  }

  private void pair(CodedInputStream in, ObjectNode into, int depth) throws IOException {
    String key = "";
    JsonNode value = NODES.nullNode();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (is(tag, 1, LENGTH_DELIMITED)) {
        key = text(in);
      } else if (is(tag, 2, LENGTH_DELIMITED)) {
        int outer = in.pushLimit(in.readRawVarint32());
        value = anyValue(in, depth + 1);
        in.popLimit(outer);
      } else {
        skip(in, tag);
      }
    }
    into.set(key, value);
  }

  private JsonNode anyValue(CodedInputStream in, int depth) throws IOException {
    if (depth > limits.maxNesting()) {
      throw new InvalidProtocolBufferException(
          "a value nests deeper than " + limits.maxNesting() + " levels");
    }
    JsonNode value = NODES.nullNode();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case (1 << 3) | LENGTH_DELIMITED -> value = NODES.textNode(text(in));
        case (2 << 3) | WireFormat.WIRETYPE_VARINT -> value = NODES.booleanNode(in.readBool());
        case (3 << 3) | WireFormat.WIRETYPE_VARINT -> value = NODES.numberNode(in.readInt64());
        case (4 << 3) | WireFormat.WIRETYPE_FIXED64 -> value = NODES.numberNode(in.readDouble());
        case (5 << 3) | LENGTH_DELIMITED -> {
          ArrayNode array = NODES.arrayNode();
          message(in, () -> elements(in, array, depth));
          value = array;
        }
        case (6 << 3) | LENGTH_DELIMITED -> {
          ObjectNode object = NODES.objectNode();
          message(in, () -> pairs(in, object, depth));
          value = object;
        }
        case (7 << 3) | LENGTH_DELIMITED ->
            value = NODES.textNode(NODES.binaryNode(in.readByteArray()).asText());
        default -> skip(in, tag);
      }
    }
    return value;
  }

  private void elements(CodedInputStream in, ArrayNode into, int depth) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (is(tag, 1, LENGTH_DELIMITED)) {
        int outer = in.pushLimit(in.readRawVarint32());
        into.add(anyValue(in, depth + 1));
        in.popLimit(outer);
      } else {
        skip(in, tag);
      }
    }
  }

  private void pairs(CodedInputStream in, ObjectNode into, int depth) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (is(tag, 1, LENGTH_DELIMITED)) {
        message(in, () -> pair(in, into, depth));
      } else {
        skip(in, tag);
      }
    }
  }

  /// Text up to the longest that one may be; bytes that are no UTF-8 become U+FFFD.
  private String text(CodedInputStream in) throws IOException {
    int length = in.readRawVarint32();
    if (length > limits.maxTextCharacters()) {
      throw new InvalidProtocolBufferException(
          "a text of " + length + " bytes is longer than one may be");
    }
    if (length < 0) {
      throw new InvalidProtocolBufferException("a text of negative length");
    }
    return new String(in.readRawBytes(length), StandardCharsets.UTF_8);
  }

  private static String id(CodedInputStream in) throws IOException {
    int length = in.readRawVarint32();
    if (length < 0 || length > 64) {
      throw new InvalidProtocolBufferException("an id of " + length + " bytes");
    }
    return OtlpIds.hex(in.readRawBytes(length));
  }

  private static boolean is(int tag, int field, int wireType) {
    return tag == ((field << 3) | wireType);
  }

  private static void skip(CodedInputStream in, int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new InvalidProtocolBufferException("a group ends that never began");
    }
  }
}
