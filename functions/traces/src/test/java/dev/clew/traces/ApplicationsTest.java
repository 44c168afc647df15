package dev.clew.traces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Coverage.Unread;
import dev.clew.evidence.Window;
import dev.clew.traces.dialects.Reads;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.Progress;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanLimits;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.Trace;
import dev.clew.traces.store.Limits;
import dev.clew.traces.store.MemoryStore;
import dev.clew.traces.store.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ApplicationsTest {
  private static final String TRACE = "5b8efff798038103d269b633813fc60c";

  private static SpanLimits limits(long spans, long bytes, int readers) {
    return new SpanLimits(spans, bytes, 1 << 20, 1 << 20, 500, readers, Limits.DEFAULT);
  }

  private static Application read(MemoryStore store, SpanLimits limits, Window window)
      throws IOException {
    return read(store, store.list(""), limits, window, Progress.SILENT);
  }

  private static Application read(
      MemoryStore store,
      List<StoredObject> objects,
      SpanLimits limits,
      Window window,
      Progress progress)
      throws IOException {
    return new Applications(store, limits, Path.of(System.getProperty("java.io.tmpdir")))
        .read("made", objects, Reads.EVERYTHING, window, progress);
  }

  /// A span of a trace; both ids are numbers.
  private static String span(int trace, int span, int parent, long startSeconds) {
    return Reads.span("%016x".formatted(span), parent == 0 ? "" : "%016x".formatted(parent), "")
        .replace(TRACE, "%032x".formatted(trace))
        .replace("1544712660", Long.toString(startSeconds))
        .replace("1544712661", Long.toString(startSeconds + 1));
  }

  private static List<String> ids(Application application) {
    return application.traces().stream()
        .map(trace ->
            trace.traceId().substring(28)
                + trace.spans().stream().map(span -> "/" + span.spanId().substring(14)).toList())
        .toList();
  }

  @Test
  void aTraceThatIsSpreadOverObjectsIsOneTraceInTheOrderOfTime() throws IOException {
    var store =
        new MemoryStore()
            .put("a.json", span(1, 3, 1, 1_700_000_003) + span(2, 9, 0, 1_600_000_000))
            .put("b/c.json", span(1, 1, 0, 1_700_000_001))
            .put("d.json", span(1, 2, 1, 1_700_000_002));
    Application application = read(store, Reads.LIMITS, new Window.All());

    assertEquals(List.of("0002[/09]", "0001[/01, /02, /03]"), ids(application));
    assertEquals(4, application.tally().spansRead());
    assertEquals(2, application.tally().rootSpans());
    assertEquals(2, application.tally().outsideParent());
    assertEquals(4, application.coverage().examined());
  }

  @Test
  void theOrderAndNumberOfReadsDoNotChangeTheResult() throws IOException {
    var store = new MemoryStore();
    var random = new Random(11);
    for (int object = 0; object < 40; object++) {
      var lines = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        int id = 1 + random.nextInt(300);
        lines.append(
            span(id % 17 + 1, id, random.nextInt(300), 1_700_000_000 + random.nextInt(50)));
      }
      store.put("k" + object + ".json", object % 3 == 0 ? lines + "{]" : lines.toString());
    }
    Application expected = read(store, limits(10_000, 1 << 24, 1), new Window.All());
    assertTrue(expected.tally().duplicateSpans() > 100);
    for (int readers = 1; readers <= 4; readers++) {
      for (long held : List.of(1L << 24, 150_000L)) {
        Application alone = read(store, limits(10_000, held, 1), new Window.All());
        var objects = new ArrayList<>(store.list(""));
        Collections.shuffle(objects, random);
        assertEquals(
            alone,
            read(store, objects, limits(10_000, held, readers), new Window.All(), Progress.SILENT),
            readers + " readers, " + held + " bytes");
      }
    }
  }

  @Test
  void readingALargeObjectAheadChangesNothing() throws IOException {
    var random = new Random(1);
    var lines = new StringBuilder();
    for (int i = 1; i <= 800; i++) {
      // Digits at random, which gzip can not make small.
      var text = new StringBuilder();
      while (text.length() < 12_000) {
        text.append(Long.toString(random.nextLong(), 36));
      }
      String attribute = "{\"key\":\"output.value\",\"value\":{\"stringValue\":\"" + text + "\"}}";
      lines.append(Reads.span("%016x".formatted(i), "", attribute));
    }
    byte[] whole = Reads.gzip(lines.toString());
    assertTrue(whole.length > 4 << 20, whole.length + " bytes are not large");
    var store =
        new MemoryStore()
            .put("plain", lines.toString())
            .put("whole.gz", whole)
            .put("cut.gz", Arrays.copyOf(whole, whole.length / 2));
    Application alone = read(store, limits(10_000, 1 << 28, 1), new Window.All());
    assertEquals(800, alone.spanCount());
    assertTrue(alone.tally().spansRead() > 1_900, "half of the spans lie before the cut");
    assertEquals(List.of("cut.gz"), alone.coverage().unread().stream().map(Unread::key).toList());
    assertEquals(alone, read(store, limits(10_000, 1 << 28, 2), new Window.All()));
  }

  @Test
  void farObjectsAreFetchedAtTheSameTime() throws IOException {
    var near = new MemoryStore();
    for (int i = 1; i <= 20; i++) {
      near.put("%02d.json".formatted(i), span(1, i, 0, 100 + i));
    }
    near.lock("07.json");
    var limits = limits(1000, 1 << 24, 2);
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    var far = new FarStore(near, 16);
    Application expected =
        new Applications(near, limits, scratch)
            .read("made", "", Reads.EVERYTHING, new Window.All());
    assertEquals(
        expected,
        new Applications(far, limits, scratch)
            .read("made", "", Reads.EVERYTHING, new Window.All()));
    assertEquals(19, expected.spanCount());
  }

  @Test
  void theMoreCompleteOfTwoSpansWithTheSameIdsIsKeptAndTheClashSaid() throws IOException {
    String started = span(1, 1, 0, 1_700_000_000);
    String ended =
        started.replace("\"attributes\":[]", "\"status\":{\"code\":1},\"attributes\":[]");
    for (var store :
        List.of(
            new MemoryStore().put("a.json", started).put("b.json", ended),
            new MemoryStore().put("a.json", ended).put("b.json", started))) {
      Application application = read(store, Reads.LIMITS, new Window.All());
      Span kept = Reads.only(application);

      assertEquals("OK", kept.status().code().name());
      assertEquals(1, application.tally().duplicateSpans());
      assertTrue(
          Reads.reasons(application).getFirst().contains("the same ids stand for different"));
    }
    // Alike in everything: delivered twice, which is no clash.
    Application twice =
        read(
            new MemoryStore().put("a.json", started).put("b.json", started),
            Reads.LIMITS,
            new Window.All());
    assertEquals(List.of(), twice.coverage().unread());
    assertEquals(1, twice.tally().duplicateSpans());
  }

  @Test
  void aStretchOfTimeTakesTheTracesThatStartInIt() throws IOException {
    var store =
        new MemoryStore()
            .put(
                "a.json",
                span(1, 1, 0, 1_700_000_000)
                    + span(1, 2, 1, 1_700_000_500)
                    + span(2, 3, 0, 1_700_000_100)
                    + span(3, 4, 0, 1_700_000_200))
            .put("b.json", "[{\"role\":\"assistant\",\"content\":\"no clock\"}]");
    Application application =
        read(
            store,
            Reads.LIMITS,
            new Window.Time(
                Instant.ofEpochSecond(1_700_000_000), Instant.ofEpochSecond(1_700_000_200)));

    assertEquals(List.of("0001[/01, /02]", "0002[/03]"), ids(application));
    assertEquals(3, application.coverage().population());
    assertEquals(
        List.of("1 traces have no clock and lie in no stretch of time"), application.inferences());

    Application rows = read(store, Reads.LIMITS, new Window.Rows(1, 3));
    assertEquals(List.of("0002[/03]", "0003[/04]"), ids(rows));
  }

  @Test
  void spansBeyondTheLimitsAreCountedAndSaid() throws IOException {
    var store = new MemoryStore();
    for (int object = 0; object < 10; object++) {
      var lines = new StringBuilder();
      for (int i = 1; i <= 10; i++) {
        lines.append(span(object + 1, object * 10 + i, 0, 1_700_000_000 + object));
      }
      store.put("k" + object + ".json", lines.toString());
    }
    for (int readers : List.of(1, 3)) {
      Application application = read(store, limits(25, 1 << 24, readers), new Window.All());

      assertEquals(25, application.spanCount());
      assertEquals(100, application.coverage().population());
      assertEquals(25, application.coverage().examined());
      assertEquals("k2.json", application.coverage().unread().getFirst().key());
      assertTrue(
          Reads.reasons(application)
              .getFirst()
              .startsWith("5 spans were counted and not examined"));
      assertEquals(8, application.coverage().unread().size());
    }
    // A span takes about 600 bytes.
    Application little = read(store, limits(1000, 30_000, 2), new Window.All());
    assertTrue(little.spanCount() < 80 && little.spanCount() > 20, "held " + little.spanCount());
    assertEquals(100, little.coverage().population());
  }

  @Test
  void objectsAreNamedWithTheHashOfTheirStoredBytes() throws Exception {
    String content = span(1, 1, 0, 1_700_000_000);
    byte[] gzip = Reads.gzip(content);
    Application application =
        read(new MemoryStore().put("a.json.gz", gzip), Reads.LIMITS, new Window.All());

    var object = application.objects().getFirst();
    assertEquals(gzip.length, object.sizeBytes());
    assertEquals(
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(gzip)),
        object.sha256());
    assertEquals(gzip.length, application.tally().bytesRead());
  }

  @Test
  void aSkewedChildIsSaidAndMovesNeitherItsRunsPlaceNorItsStart() throws IOException {
    // Run 1 begins at 1,700,000,000; its child's clock is 3 hours early. Run 2 begins a minute
    // later.
    String skewed =
        span(1, 1, 0, 1_700_000_000)
            + "\n"
            + span(1, 2, 1, 1_700_000_000 - 3 * 3_600)
            + "\n"
            + span(2, 1, 0, 1_700_000_060)
            + "\n"
            + span(2, 2, 1, 1_700_000_060);
    var store = new MemoryStore().put("a.json", skewed);
    Application application = read(store, Reads.LIMITS, new Window.All());

    assertEquals(1, application.tally().beforeParent());
    assertEquals(
        List.of(
            "clocks disagree: 1 of 4 spans begins before the span that called it, by up to 3.0 hours;"
                + " when a run began and ended is taken from its first spans, not from these"),
        application.inferences());
    assertEquals(
        new Timing.Known(1_700_000_000_000_000_000L, 1_700_000_001_000_000_000L),
        application.traces().getFirst().timing());
    var hour =
        new Window.Time(Instant.ofEpochSecond(1_700_000_000), Instant.ofEpochSecond(1_700_000_030));
    assertEquals(1, read(store, Reads.LIMITS, hour).traces().size());
  }

  @Test
  void aChildThatOutlivesItsParentIsNoSkew() throws IOException {
    String late = span(1, 1, 0, 1_700_000_000) + "\n" + span(1, 2, 1, 1_700_000_000 + 60);
    Application application =
        read(new MemoryStore().put("a.json", late), Reads.LIMITS, new Window.All());

    assertEquals(List.of(), application.inferences());
  }

  @Test
  void aRunWithoutAFirstSpanLastsAsLongAsWhatIsLeftOfIt() throws IOException {
    String orphans = span(1, 2, 9, 1_700_000_000) + "\n" + span(1, 3, 9, 1_700_000_060);
    Application application =
        read(new MemoryStore().put("a.json", orphans), Reads.LIMITS, new Window.All());

    assertEquals(
        new Timing.Known(1_700_000_000_000_000_000L, 1_700_000_061_000_000_000L),
        application.traces().getFirst().timing());
  }

  @Test
  void spansWhoseClockRunsBackwardsAreKeptAndCounted() throws IOException {
    String backwards = span(1, 1, 0, 1_700_000_000).replace("1700000001", "1600000000");
    Application application =
        read(new MemoryStore().put("a.json", backwards), Reads.LIMITS, new Window.All());

    assertEquals(1, application.tally().endBeforeStart());
    assertEquals(1, application.spanCount());
  }

  @Test
  void progressIsToldAfterEachObject() throws IOException {
    var store = new MemoryStore().put("a.json", span(1, 1, 0, 1)).put("b.json", span(1, 2, 0, 1));
    var told = new ArrayList<String>();
    read(
        store,
        store.list(""),
        Reads.LIMITS,
        new Window.All(),
        (done, total, spans) -> told.add(done + "/" + total + " " + spans));

    assertEquals(List.of("1/2 1", "2/2 2"), told);
  }

  @Test
  void anEmptyFolderIsAnApplicationWithoutTraces() throws IOException {
    Application application = read(new MemoryStore(), Reads.LIMITS, new Window.All());

    assertEquals(List.<Trace>of(), application.traces());
    assertEquals(0, application.coverage().population());
  }

  @Test
  void namesAreReadAsTheyAreWritten() throws IOException {
    String content = span(1, 1, 0, 1).replace("\"name\":\"made\"", "\"name\":\"naïve 🙂 \\u00e9\"");
    Application application =
        new Applications(
                new MemoryStore().put("a.json", content.getBytes(StandardCharsets.UTF_8)),
                Reads.LIMITS,
                Path.of(System.getProperty("java.io.tmpdir")))
            .read("made", "", Needs.SKELETON, new Window.All());
    assertEquals("naïve 🙂 é", Reads.only(application).name());
  }
}
