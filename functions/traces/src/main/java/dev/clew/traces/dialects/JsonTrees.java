package dev.clew.traces.dialects;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.traces.spans.SpanLimits;
import java.io.IOException;
import java.io.InputStream;

/// JSON as this module reads it: streamed where it is large, as trees of bounded size where it is
/// small. `NaN` and infinities are let through as numbers and then count as absent.
final class JsonTrees {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonFactory texts;
  private final JsonFactory streams;
  private final SpanLimits limits;

  JsonTrees(SpanLimits limits) {
    this.limits = limits;
    this.texts = builder(limits).build();
    this.streams = new SkippingFactory(builder(limits).recyclerPool(new ReadBlocks()));
  }

  private static JsonFactoryBuilder builder(SpanLimits limits) {
    return (JsonFactoryBuilder)
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.maxNesting())
                    .maxStringLength(limits.maxTextCharacters())
                    .maxNumberLength(1000)
                    .maxNameLength(50_000)
                    .build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            // The object's bytes are still to be counted and hashed after a document that is
            // broken.
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE);
  }

  /// A parser over a stream, which it reads in large blocks and does not close.
  JsonParser parser(InputStream in) throws IOException {
    return streams.createParser(in);
  }

  JsonNode text(String value) {
    return NODES.textNode(value);
  }

  /// The tree that a text holds; missing when it holds none.
  JsonNode parse(String text) {
    if (text.isEmpty()) {
      return MissingNode.getInstance();
    }
    try (JsonParser parser = texts.createParser(text)) {
      parser.nextToken();
      return parser.currentToken() == null ? MissingNode.getInstance() : read(parser);
    } catch (IOException _) {
      // Text that only looks like JSON is text: the caller keeps it as such.
      return MissingNode.getInstance();
    }
  }

  /// The value that the parser stands on, up to its end.
  ///
  /// @throws DocumentTooLarge when it takes more bytes than a document may
  JsonNode read(JsonParser parser) throws IOException {
    return read(parser, parser.currentTokenLocation().getByteOffset());
  }

  private JsonNode read(JsonParser parser, long start) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          object.set(name, read(parser, start));
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(read(parser, start));
        }
        check(parser, start);
        yield array;
      }
      case VALUE_STRING -> {
        check(parser, start);
        yield NODES.textNode(parser.getText());
      }
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT, LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getDoubleValue());
          };
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case FIELD_NAME, END_OBJECT, END_ARRAY, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value at " + parser.currentToken());
    };
  }

  /// @throws DocumentTooLarge when more bytes than a document may have lie behind
  void check(JsonParser parser, long start) throws DocumentTooLarge {
    if (parser.currentLocation().getByteOffset() - start > limits.maxDocumentBytes()) {
      throw new DocumentTooLarge(limits.maxDocumentBytes());
    }
  }

  /// A document that must be held whole and is larger than one may be.
  static final class DocumentTooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    DocumentTooLarge(int maxBytes) {
      super(
          "a document of more than "
              + (maxBytes >> 20)
              + " MB; write it as JSON lines, one run a line, or give the process more memory");
    }
  }
}
