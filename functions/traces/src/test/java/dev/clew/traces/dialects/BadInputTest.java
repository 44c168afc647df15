package dev.clew.traces.dialects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Coverage.Unread;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanLimits;
import dev.clew.traces.store.Limits;
import dev.clew.traces.store.MemoryStore;
import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.store.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Objects that are broken, each beside one that is not: the good one is always counted.
class BadInputTest {
  private static final String GOOD = Reads.span("00000000000000aa", "", "");

  private static Application beside(byte[] bad) {
    return Reads.application(new MemoryStore().put("bad", bad).put("good.json", GOOD));
  }

  private static Application beside(String bad) {
    return beside(bad.getBytes(UTF_8));
  }

  private static Unread note(Application application) {
    assertTrue(
        Reads.spans(application).stream().anyMatch(span -> span.origin().key().equals("good.json")),
        "the good object was not counted");
    assertEquals(1, application.coverage().unread().size(), application.coverage().toString());
    Unread note = application.coverage().unread().getFirst();
    assertEquals("bad", note.key());
    return note;
  }

  private static long fromBad(Application application) {
    return Reads.spans(application).stream()
        .filter(span -> span.origin().key().equals("bad"))
        .count();
  }

  private static String lines(int from, int to) {
    var lines = new StringBuilder();
    for (int i = from; i < to; i++) {
      lines.append(Reads.span("b%015x".formatted(i), "", ""));
    }
    return lines.toString();
  }

  @Test
  void ofATruncatedGzipWhatCameBeforeTheCutIsCounted() {
    // Random ids, so that there is something to compress badly.
    byte[] whole = Reads.gzip(lines(0, 5_000));
    Application application = beside(Arrays.copyOf(whole, whole.length / 2));

    Unread note = note(application);
    assertTrue(note.reason().contains("end in the middle"), note.reason());
    assertTrue(note.reason().contains("write the object again"), note.reason());
    assertTrue(note.where().startsWith("after "), note.where());
    assertTrue(fromBad(application) > 1_000, "spans before the cut: " + fromBad(application));
    assertTrue(fromBad(application) < 5_000);
    // Its bytes are part of what the figures rest on.
    assertEquals(
        List.of("bad", "good.json"),
        application.objects().stream().map(object -> object.key()).toList());
  }

  @Test
  void ofATruncatedDocumentWhatCameBeforeTheCutIsCounted() {
    String whole = "[" + lines(0, 10).strip().replace("\n", ",") + "]";
    Application application = beside(whole.substring(0, whole.length() * 3 / 4));

    Unread note = note(application);
    assertTrue(note.reason().contains("ends in the middle"), note.reason());
    assertEquals(7, fromBad(application));
  }

  @Test
  void aLineOfAGigabyteTakesNoMoreMemoryThanAllowed() {
    // In the deep run the line is larger than the heap of the tests.
    long characters = Boolean.getBoolean("clew.deep") ? 1L << 30 : 1L << 26;
    Application application =
        Reads.application(new OneLongLine(characters), Needs.of(Needs.Part.CONTENT), Reads.LIMITS);

    assertEquals(
        List.of("00000000000000aa", "00000000000000cc"),
        Reads.spans(application).stream().map(Span::spanId).toList());
    Unread note = application.coverage().unread().getFirst();
    assertTrue(note.reason().contains("a text longer than one may be"), note.reason());
    assertTrue(note.where().startsWith("line 2, byte "), note.where());
  }

  @Test
  void aLongTextThatNobodyAskedForIsSkipped() {
    Application application =
        Reads.application(new OneLongLine(8L << 20), Needs.SKELETON, Reads.LIMITS);

    assertEquals(3, application.spanCount());
    assertEquals(List.of(), application.coverage().unread());
  }

  /// A good line, a line whose span holds one text of so many characters, and a good line.
  private record OneLongLine(long characters) implements ObjectStore {
    @Override
    public List<StoredObject> list(String prefix) {
      return List.of(new StoredObject("long.json", characters, ""));
    }

    @Override
    public InputStream open(String key) {
      String line =
          Reads.span(
              "00000000000000bb",
              "",
              "{\"key\":\"input.value\",\"value\":{\"stringValue\":\"@\"}}");
      int at = line.indexOf('@');
      InputStream text =
          new InputStream() {
            private long left = characters;

            @Override
            public int read() {
              return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
              if (left <= 0) {
                return -1;
              }
              int count = (int) Math.min(left, length);
              Arrays.fill(into, offset, offset + count, (byte) 'x');
              left -= count;
              return count;
            }
          };
      return new SequenceInputStream(
          new SequenceInputStream(bytes(GOOD + line.substring(0, at)), text),
          bytes(line.substring(at + 1) + Reads.span("00000000000000cc", "", "")));
    }

    private static InputStream bytes(String text) {
      return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    @Override
    public Path local(String key, Path scratch) {
      throw new UnsupportedOperationException("not a table");
    }

    @Override
    public String describe() {
      return "made";
    }
  }

  @Test
  void bytesThatAreNoUtf8AreReplacedAndSaid() {
    byte[] bad =
        (Reads.span(
                    "00000000000000bb",
                    "",
                    "{\"key\":\"session.id\",\"value\":{\"stringValue\":\"caf@!\"}}")
                + lines(0, 1))
            .getBytes(UTF_8);
    for (int i = 0; i < bad.length; i++) {
      if (bad[i] == '@') {
        bad[i] = (byte) 0xe9;
      }
    }
    Application application = beside(bad);

    assertTrue(note(application).reason().contains("no UTF-8"));
    assertEquals(2, fromBad(application));
    assertTrue(
        Reads.spans(application).stream().anyMatch(span -> span.session().equals("caf\ufffd!")));
  }

  @Test
  void countsThatAreNaNAreLeftOutAndTheSpanIsKept() {
    Application application =
        beside(
            Reads.span(
                "00000000000000bb",
                "",
                "{\"key\":\"llm.token_count.total\",\"value\":{\"doubleValue\":NaN}}"));

    assertTrue(note(application).reason().startsWith("'llm.token_count.total' is 'NaN'"));
    assertEquals(1, fromBad(application));
    assertEquals(0, application.tally().tokensRead());
  }

  @Test
  void nestingAHundredThousandDeepIsRefused() {
    String deep = "[".repeat(100_000);
    for (String bad :
        List.of(
            deep,
            "{\"a\":" + deep,
            "{\"resourceSpans\":" + deep,
            "{\"a\":".repeat(100_000),
            Reads.otlp("openinference.span.kind=LLM", "input.value=" + deep).strip())) {
      Application application = beside(bad + "\n" + lines(0, 1));
      assertTrue(fromBad(application) >= 1, bad.substring(0, 20));
      for (Unread note : application.coverage().unread()) {
        assertTrue(note.reason().contains("nested deeper"), note.reason());
      }
    }
  }

  @Test
  void anEmptyObjectIsSaid() {
    assertEquals("empty: no bytes in it; write it again, or delete it", note(beside("")).reason());
    assertEquals(
        "empty: no bytes in it; write it again, or delete it",
        note(beside(Reads.gzip(""))).reason());
    assertTrue(note(beside(" \n\n ")).reason().contains("nothing but white space"));
  }

  @Test
  void objectsOfAnotherKindAreSaidWithTheirKind() {
    assertEquals(
        "not traces: plain text; keep it outside of the traces' folder",
        note(beside("# Read me\n")).reason());
    assertEquals(
        "not traces: a CSV table; keep it outside of the traces' folder",
        note(beside("a,b,c\n1,2,3\n")).reason());
    assertEquals(
        "not traces: a PNG image; keep it outside of the traces' folder",
        note(beside(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0})).reason());
    assertEquals(
        "not traces: JSON that holds no spans, observations or chat messages; keep it outside of the traces' folder",
        note(beside("{\"predictor\":\"x\",\"files\":{\"current\":[\"a.csv\"]}}")).reason());
    assertEquals(
        "not traces: JSON that holds no spans, observations or chat messages; keep it outside of the traces' folder",
        note(beside("[{\"step\":1,\"category\":\"x\"}]")).reason());
    assertEquals(
        "not traces: JSON without a document; keep it outside of the traces' folder",
        note(beside("[]")).reason());
    assertFalse(
        beside("# Read me\n").objects().stream().anyMatch(object -> object.key().equals("bad")));
  }

  @Test
  void aGzipBombIsStopped() {
    byte[] bomb = Reads.gzip(" ".repeat(4 << 20) + lines(0, 1));
    var limits = new SpanLimits(1000, 1 << 20, 1 << 20, 1 << 20, 500, 1, new Limits(1 << 20, 500));
    Application application =
        Reads.application(
            new MemoryStore().put("bad", bomb).put("good.json", GOOD), Needs.SKELETON, limits);

    assertTrue(note(application).reason().contains("expands to more than 1048576 bytes"));
  }

  @Test
  void badProtobufIsSaidWithItsPlace() {
    byte[] good = ProtobufTest.request(3).toByteArray();
    byte[] cut = Arrays.copyOf(good, good.length - 5);
    Application truncated = beside(cut);
    assertTrue(note(truncated).reason().startsWith("malformed protobuf"));
    assertTrue(note(truncated).where().startsWith("byte "));
    assertEquals(2, fromBad(truncated));

    byte[] broken = good.clone();
    Arrays.fill(broken, good.length / 2, good.length, (byte) 0xff);
    assertTrue(note(beside(broken)).reason().startsWith("malformed protobuf"));
  }

  @Test
  void aBrokenLineIsLeftOutAndReadingGoesOn() {
    Application application = beside(lines(0, 2) + "{\"resourceSpans\": [{]}\n" + lines(2, 5));

    Unread note = note(application);
    assertTrue(note.reason().startsWith("malformed JSON"), note.reason());
    assertTrue(note.where().startsWith("line 3, byte "), note.where());
    assertEquals(5, fromBad(application));
  }

  @Test
  void twoBrokenLinesAreNumberedFromTheTop() {
    Application application = beside(lines(0, 1) + "{]\n" + lines(1, 3) + "{]\n" + lines(3, 4));

    assertEquals(4, fromBad(application));
    Unread note = note(application);
    assertTrue(note.where().startsWith("line 2, "), note.where());
    assertTrue(note.reason().contains("2 times"), note.reason());
  }

  @Test
  void aLineThatWasCutTakesNothingOfTheLinesAfterIt() {
    String line = lines(7, 8).strip();
    // Within a text, after a comma, a bracket, a colon, a name, and of all but its last bracket.
    for (int cut :
        new int[] {
          line.indexOf("made"),
          line.indexOf("\"scopeSpans\""),
          line.indexOf("[{\"traceId") + 1,
          line.indexOf("[{\"traceId"),
          line.indexOf(":"),
          line.length() - 1,
          1
        }) {
      Application application =
          beside(lines(0, 3) + line.substring(0, cut) + "\n" + lines(3, 5) + lines(5, 6));

      // Of the line itself what stood before the cut may be there.
      assertTrue(fromBad(application) >= 6 && fromBad(application) <= 7, line.substring(0, cut));
      Unread note = note(application);
      assertTrue(note.where().startsWith("line 4, "), note + " of " + line.substring(0, cut));
      assertTrue(note.uncounted());
      assertFalse(application.coverage().exact());
    }
  }

  @Test
  void aCutLastLineAndACutFirstLineCostThemselves() {
    String line = lines(7, 8).strip();
    String cut = line.substring(0, line.indexOf("\"scopeSpans\""));
    assertEquals(3, fromBad(beside(lines(0, 3) + cut)));
    Application application = beside(cut + "\r\n" + lines(0, 3));
    assertEquals(3, fromBad(application));
    assertTrue(note(application).where().startsWith("line 1, "), note(application).where());
  }

  @Test
  void documentsOverSeveralLinesAreReadBesideABrokenOne() {
    String printed = lines(0, 1).strip().replace("{\"", "{\n  \"").replace("},", "},\n  ");
    Application application = beside(printed + "\n{\"resourceSpans\": [\n" + printed + "\n");
    assertEquals(1, fromBad(application));
    assertEquals(1, application.coverage().objectsInPart());
  }

  @Test
  void anObjectThatCanNotBeOpenedIsSaid() {
    var store = new MemoryStore().put("bad", GOOD).put("good.json", GOOD).lock("bad");
    Application application = Reads.application(store);

    assertTrue(note(application).reason().contains("could not be read from memory"));
    assertEquals(1, application.spanCount());
  }
}
