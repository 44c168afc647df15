package dev.clew.traces.dialects;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.clew.traces.spans.Needs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The oracle is Jackson's own parser: same tokens, same places, same complaints, whatever the
/// bytes and however they arrive.
class SkippingParserTest {
  private static final AliasTable TABLE = AliasTable.bundled().only(Needs.SKELETON);
  private static final String[] PIECES = {
    "a",
    "plain text of more than eight bytes ",
    "\\\"",
    "\\\\",
    "\\n",
    "\\/",
    "\\u00e9",
    "\\uD83E\\uDDF5",
    "é",
    "東京",
    "🧵",
    "\\u12",
    "\\x",
    "\u0001",
    "\n",
    "\u007f",
    "12345678",
    "{\\\"a\\\": [1]}",
    "'"
  };

  @Test
  void textsAreSkippedExactlyAsJacksonSkipsThem() throws IOException {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 4_000; i++) {
      byte[] json =
          damaged(("[" + text(random) + "," + text(random) + ",1]").getBytes(UTF_8), random);
      int block = 1 + random.nextInt(40);
      assertEquals(
          walk(plain(json, block)),
          walk(skipping(json, block)),
          () -> "of " + new String(json, UTF_8) + " in blocks of " + block);
    }
  }

  @Test
  void attributesArePassedOverExactlyAsJacksonPassesOverThem() throws IOException {
    var random = new SplittableRandom(2);
    long passed = 0;
    for (int i = 0; i < 4_000; i++) {
      var list = new StringBuilder("[");
      int attributes = 1 + random.nextInt(40);
      for (int a = 0; a < attributes; a++) {
        list.append(a == 0 ? "" : ",").append(attribute(random));
      }
      byte[] whole = list.append("]").toString().getBytes(UTF_8);
      byte[] json = random.nextInt(3) == 0 ? whole : damaged(whole, random);
      int block = 1 + random.nextInt(1500);
      int longest = random.nextInt(3) * 20 - 1;
      var expected = attributes(plain(json, block), longest);
      var found = attributes(skipping(json, block), longest);
      assertEquals(
          expected.end(),
          found.end(),
          () -> "of " + new String(json, UTF_8) + " in blocks of " + block);
      assertTrue(expected.known().equals(found.known()), () -> new String(json, UTF_8));
      passed += found.passed();
    }
    assertTrue(passed > 2_000, passed + " attributes were passed over: too few to show anything");
  }

  @Test
  void attributesThatAreKnownAreNeverPassedOver() throws IOException {
    String rest = " ".repeat(1000);
    String known = "[{\"key\":\"llm.model_name\",\"value\":{\"stringValue\":\"m\"}}]" + rest;
    assertEquals(0, attributes(skipping(known.getBytes(UTF_8), 2000), -1).passed());
    String unknown = known.replace("llm.model_name", "input.value");
    assertEquals(1, attributes(skipping(unknown.getBytes(UTF_8), 2000), -1).passed());
    String spaced = unknown.replace(",", ", ").replace(":", ": ");
    assertEquals(1, attributes(skipping(spaced.getBytes(UTF_8), 2000), -1).passed());
    assertEquals(List.of("m"), attributes(skipping(unknown.getBytes(UTF_8), 2000), 1).known());
    assertEquals(1, attributes(skipping(unknown.getBytes(UTF_8), 2000), 0).passed());
  }

  @Test
  void otherEncodingsAreLeftToJackson() throws IOException {
    var factory = new SkippingFactory((JsonFactoryBuilder) JsonFactory.builder());
    for (byte[] json :
        List.of("[1]".getBytes(UTF_16LE), "\uFEFF[1]".getBytes(UTF_8), "[1]".getBytes(UTF_8))) {
      try (JsonParser parser = factory.createParser(new ByteArrayInputStream(json))) {
        assertEquals(JsonToken.START_ARRAY, parser.nextToken());
        assertEquals(1, parser.nextIntValue(0));
      }
    }
    try (JsonParser parser = factory.createParser(new ByteArrayInputStream("{}".getBytes(UTF_8)))) {
      assertInstanceOf(SkippingParser.class, parser);
    }
  }

  private static String text(SplittableRandom random) {
    var text = new StringBuilder("\"");
    int pieces = random.nextInt(12);
    for (int i = 0; i < pieces; i++) {
      // What is malformed comes seldom, so that most texts reach their end.
      int last = random.nextInt(8) == 0 ? PIECES.length : 11;
      text.append(PIECES[random.nextInt(last)]);
    }
    return text.append('"').toString();
  }

  private static String attribute(SplittableRandom random) {
    String key =
        switch (random.nextInt(6)) {
          case 0 -> "\"llm.model_name\"";
          case 1 -> text(random);
          default -> "\"input.value." + random.nextInt(100) + "\"";
        };
    String value =
        switch (random.nextInt(8)) {
          case 0 -> "{\"intValue\":\"12\"}";
          case 1 -> "{\"stringValue\":\"a\",\"more\":[" + text(random) + "]}";
          default -> "{\"stringValue\":" + text(random) + "}";
        };
    String more = random.nextInt(10) == 0 ? ",\"more\":1}" : "}";
    String written = "{\"key\":" + key + ",\"value\":" + value + more;
    return switch (random.nextInt(4)) {
      case 0 -> written.replace("\":", "\": ").replace(",\"", ", \"");
      case 1 -> written.replace("{", "{ ");
      default -> written;
    };
  }

  /// With a byte changed, or the end cut off, or neither.
  private static byte[] damaged(byte[] json, SplittableRandom random) {
    byte[] changed = json.clone();
    switch (random.nextInt(4)) {
      case 0 -> changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      case 1 -> changed = Arrays.copyOf(changed, random.nextInt(1, changed.length));
      default -> {}
    }
    return changed;
  }

  /// Every token but texts, which are skipped, with its place; then the end or the complaint.
  private static List<String> walk(JsonParser parser) throws IOException {
    var seen = new ArrayList<String>();
    try (parser) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        seen.add(token + " at " + parser.currentTokenLocation().getByteOffset());
      }
      seen.add("end at " + parser.currentLocation().getByteOffset());
    } catch (JsonProcessingException e) {
      seen.add(complaint(e));
    }
    return seen;
  }

  private record Passed(String end, List<String> known, int passed) {}

  /// Walks a list of attributes and keeps the names that are in the table, and short texts.
  ///
  /// @param longest most characters of a short text; -1 to keep none
  private static Passed attributes(JsonParser parser, int longest) throws IOException {
    var known = new ArrayList<String>();
    int passed = 0;
    try (parser) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        if (parser instanceof SkippingParser skipping
            && skipping.skipsUnknownText(TABLE, longest)) {
          parser.nextToken();
          passed++;
          continue;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean isKey = parser.currentName().equals("key");
          parser.nextToken();
          if (isKey
              && parser.currentToken() == JsonToken.VALUE_STRING
              && TABLE.find(parser.getText()).length > 0) {
            known.add(parser.getText());
          }
          if (parser.currentToken() == JsonToken.START_OBJECT) {
            value(parser, longest, known);
          } else {
            parser.skipChildren();
          }
        }
      }
      return new Passed(
          parser.currentToken() + " at " + parser.currentLocation().getByteOffset(), known, passed);
    } catch (JsonProcessingException e) {
      return new Passed(complaint(e), known, passed);
    }
  }

  /// Takes texts that are short enough, for which it decodes all of them.
  private static void value(JsonParser parser, int longest, List<String> known) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      if (parser.nextToken() == JsonToken.VALUE_STRING && longest >= 0) {
        if (parser.getTextLength() <= longest) {
          known.add(parser.getText());
        }
      } else {
        parser.skipChildren();
      }
    }
  }

  private static String complaint(JsonProcessingException e) {
    return e.getOriginalMessage()
        + " at line "
        + e.getLocation().getLineNr()
        + ", byte "
        + e.getLocation().getByteOffset();
  }

  private static JsonParser plain(byte[] json, int block) throws IOException {
    return builder().build().createParser(new Blocks(json, block));
  }

  private static JsonParser skipping(byte[] json, int block) throws IOException {
    return new SkippingFactory(builder()).createParser(new Blocks(json, block));
  }

  private static JsonFactoryBuilder builder() {
    return (JsonFactoryBuilder)
        JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(5).build());
  }

  /// Hands out few bytes at a time, so that everything is cut somewhere.
  private static final class Blocks extends InputStream {
    private final InputStream in;
    private final int most;

    Blocks(byte[] bytes, int most) {
      this.in = new ByteArrayInputStream(bytes);
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return in.read(into, offset, Math.min(length, most));
    }
  }
}
