package dev.clew.traces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.traces.spans.Content;
import dev.clew.traces.spans.Origin;
import dev.clew.traces.spans.Span;
import dev.clew.traces.spans.SpanKind;
import dev.clew.traces.spans.Status;
import dev.clew.traces.spans.Timing;
import dev.clew.traces.spans.Tokens;
import dev.clew.traces.spans.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StagedCallsTest {
  private static Span span(SpanKind kind, String name, String output, Status status) {
    return new Span(
        "t",
        name,
        Optional.empty(),
        name,
        kind,
        new Timing.Unknown(),
        status,
        "",
        "",
        "",
        "",
        Tokens.NONE,
        OptionalDouble.empty(),
        kind == SpanKind.TOOL ? Optional.of(new ToolCall("", name, "", "")) : Optional.empty(),
        "",
        "",
        "",
        new Content(List.of(), List.of(), "", output, List.of(), List.of(), Map.of()),
        List.of(),
        Map.of(),
        new Origin("made", 0));
  }

  private static Span tool(String name, String output) {
    return span(SpanKind.TOOL, name, output, Status.UNSET);
  }

  private static long calls(List<Span> spans) {
    return spans.stream().filter(one -> one.kind() == SpanKind.TOOL).count();
  }

  @Test
  void startFinishAndSuccessAreOneCallWithItsResult() {
    var folded =
        StagedCalls.folded(
            List.of(
                tool("tool.search.wikipedia.start-12", ""),
                tool("tool.search.wikipedia.success-12", "Barcelona is a city"),
                tool("tool.search.wikipedia.finish-12", "")));
    assertEquals(3, folded.size(), "the events stay in the trace");
    assertEquals(1, calls(folded));
    var call = folded.getFirst().tool().orElseThrow();
    assertEquals("tool.search.wikipedia", call.name());
    assertEquals("Barcelona is a city", call.result());
  }

  @Test
  void anErrorThatALaterStageTellsIsTheCalls() {
    var folded =
        StagedCalls.folded(
            List.of(
                tool("search/start", ""),
                span(
                    SpanKind.TOOL,
                    "search/error",
                    "",
                    new Status(Status.Code.ERROR, "no such page"))));
    assertEquals("no such page", folded.getFirst().status().message());
    assertTrue(folded.getFirst().status().isError());
  }

  @Test
  void equalNumbersBelongTogetherHoweverTheyAreMixed() {
    var folded =
        StagedCalls.folded(
            List.of(
                tool("get.start-1", ""),
                tool("get.start-2", ""),
                tool("get.success-2", "two"),
                tool("get.success-1", "one")));
    assertEquals(2, calls(folded));
    assertEquals("one", folded.get(0).tool().orElseThrow().result());
    assertEquals("two", folded.get(1).tool().orElseThrow().result());
  }

  @Test
  void withoutNumbersAnEndBelongsToTheLastStart() {
    var folded =
        StagedCalls.folded(
            List.of(
                tool("get.start", ""),
                tool("get.end", "one"),
                tool("get.start", ""),
                tool("get.end", "two")));
    assertEquals(2, calls(folded));
    assertEquals("one", folded.get(0).tool().orElseThrow().result());
    assertEquals("two", folded.get(2).tool().orElseThrow().result());
  }

  @Test
  void toolsThatAreOnlyNamedLikeStagesStayCalls() {
    var spans =
        List.of(
            tool("workflow.start", ""),
            tool("job.end", ""),
            tool("restart", ""),
            tool("search", ""));
    assertSame(spans, StagedCalls.folded(spans));
  }
}
