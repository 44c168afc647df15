package dev.clew.traces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.clew.evidence.Window;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.Needs.Part;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.SpanLimits;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.TokenRule;
import dev.clew.traces.spans.ToolCall;
import dev.clew.traces.spans.Trace;
import dev.clew.traces.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Figures counted over the files themselves with Python 3.12's json and gzip modules.
class RealTracesTest {

  private static Application read(String folder, Needs needs) throws IOException {
    String data = System.getenv("CLEW_DATA");
    assumeTrue(
        data != null && !data.isBlank(), "set CLEW_DATA to the folder of real data to run this");
    var store = DirectoryStore.of(Path.of(data, folder));
    return new Applications(
            store, SpanLimits.forHeap(512L << 20, 2), Path.of(System.getProperty("java.io.tmpdir")))
        .read("real", "", needs, new Window.All());
  }

  private static Stream<Span> spans(Application application) {
    return application.traces().stream().flatMap(trace -> trace.spans().stream());
  }

  @Test
  void theBenchmarksTracesAreCountedExactly() throws IOException {
    Application application = read("trail/otlp", Needs.of(Part.EVENTS));

    assertEquals(66, application.traces().size());
    assertEquals(1_789, application.tally().spansRead());
    assertEquals(1, application.tally().duplicateSpans());
    assertEquals(1_788, application.spanCount());
    assertEquals(759, application.tally().llmSpansRead());
    assertEquals(7, application.tally().orphanSpans());
    assertEquals(65, application.tally().rootSpans());
    assertEquals(0, application.tally().endBeforeStart());
    assertEquals(144, spans(application).filter(span -> span.status().isError()).count());
    assertEquals(
        144,
        spans(application)
            .flatMap(span -> span.events().stream())
            .filter(event -> event.isException())
            .count());
    assertEquals(66, application.objects().size());
    assertTrue(application.coverage().unread().isEmpty());
  }

  @Test
  void theBenchmarksTokensAreNotCountedTwice() throws IOException {
    Application application = read("trail/otlp", Needs.SKELETON);

    assertEquals(12_545_683, application.tally().tokensOfEverySpan());
    assertEquals(6_969_548, application.tally().tokensRead());
    // The one span that stands twice in its object states 8,032 tokens.
    assertEquals(
        6_969_548 - 8_032,
        application.traces().stream().mapToLong(trace -> TokenRule.reckon(trace).tokens()).sum());
  }

  @Test
  void airlineRunsHaveTheirRewardsAndFailedBookings() throws IOException {
    Application application =
        read("tau_bench", Needs.of(Part.TOOL_DETAILS, Part.CONTENT, Part.ATTRIBUTES));

    assertEquals(56, application.traces().size());
    assertEquals(
        22,
        application.traces().stream()
            .filter(trace -> trace.outcome().orElseThrow().reward().orElse(0) == 1.0)
            .filter(trace -> !trace.outcome().orElseThrow().failed())
            .count());
    Map<String, Long> failed =
        spans(application)
            .filter(span -> span.kind() == SpanKind.TOOL && span.status().isError())
            .collect(
                Collectors.groupingBy(
                    span -> span.tool().map(ToolCall::name).orElse(""), Collectors.counting()));
    assertEquals(Map.of("book_reservation", 13L), failed);
    assertEquals(
        19,
        spans(application)
            .filter(
                span -> span.tool().map(tool -> tool.name()).orElse("").equals("book_reservation"))
            .count());
    // 387 + 314 assistant messages, 314 tool results, 56 roots.
    assertEquals(701, spans(application).filter(span -> span.kind() == SpanKind.LLM).count());
    assertEquals(314, spans(application).filter(span -> span.kind() == SpanKind.TOOL).count());
    assertEquals(56 + 701 + 314, application.spanCount());
    assertTrue(spans(application).allMatch(span -> span.timing() instanceof Timing.Unknown));
  }

  @Test
  void whatABenchmarkExpectsOfARunIsNotRead() throws IOException {
    for (String folder : List.of("tau_bench", "who_and_when", "agentrx/tau_trajectories.json")) {
      Application application =
          read(folder, Needs.of(Part.TOOL_DETAILS, Part.CONTENT, Part.ATTRIBUTES, Part.EVENTS));
      for (Trace trace : application.traces()) {
        for (String name : trace.attributes().keySet()) {
          assertFalse(
              name.matches("(?i).*(mistake|ground_truth|actions|instruction|label).*"), name);
        }
        String everything = trace.toString();
        assertFalse(everything.contains("mistake_"), trace.traceId());
        assertFalse(everything.contains("gt_data_hash"), trace.traceId());
      }
    }
  }
}
