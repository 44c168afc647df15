package dev.clew.skills.slices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.skills.Inputs;
import dev.clew.skills.ParameterSchema;
import dev.clew.skills.Parameters;
import dev.clew.skills.TestingApplication;
import dev.clew.skills.TestingSpan;
import dev.clew.skills.predictors.MadePredictor;
import dev.clew.traces.rows.InferenceLog;
import dev.clew.traces.spans.Application;
import dev.clew.traces.spans.Needs;
import dev.clew.traces.spans.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SliceTest {
  private static Slice slice(String filter) {
    return Slice.in(new Parameters(Map.of(ParameterSchema.FILTER, filter))).orElseThrow();
  }

  private static InferenceLog log() {
    return new MadePredictor(2, 4)
        .numbers("age", new double[] {20, 40}, new double[] {18, 24, 25, Double.NaN})
        .log();
  }

  private static InferenceLog cut(String filter) {
    return slice(filter).of(new Inputs.Data.Log(log())) instanceof Inputs.Data.Log(var cut)
        ? cut
        : log();
  }

  /// Four runs: two call `book`, one of these with an error, one calls `search` with an error.
  private static Application runs() {
    return new TestingApplication()
        .run("a", true, Map.of("release", "v1"), TestingSpan.tool("a1", "book"))
        .run(
            "b",
            false,
            Map.of("release", "v2"),
            TestingSpan.tool("b1", "book").failed("full"),
            TestingSpan.llm("b2").model("gpt-4o").tokens(10, 5))
        .run(
            "c",
            false,
            Map.of("release", "v2"),
            TestingSpan.tool("c1", "search").failed("down"),
            TestingSpan.tool("c2", "lookup"))
        .run("d", true, Map.of("release", "v1"), TestingSpan.llm("d1").model("gpt-4o-mini"))
        .made();
  }

  private static Application cutRuns(Slice slice) {
    return slice.of(new Inputs.Data.Traces(runs())) instanceof Inputs.Data.Traces(var cut)
        ? cut
        : runs();
  }

  private static List<String> ids(String filter) {
    return cutRuns(slice(filter)).traces().stream().map(Trace::traceId).toList();
  }

  @Test
  void rowsOfBothFilesAreThoseThatAreMeantAndKeepTheirNumbers() {
    var cut = cut("age < 25");

    assertEquals(2, cut.current().count());
    assertEquals(1, cut.baseline().count());
    assertEquals(0, cut.current().rowNumber(0));
    assertEquals(1, cut("age >= 20").current().rowNumber(0));
    assertEquals(3, cut.coverage().examined());
  }

  /// A row without the value is not meant, and so belongs to the rest.
  @Test
  void theSliceAndTheRestAreAllThereIs() {
    var rest = slice("age < 25").rest().of(new Inputs.Data.Log(log()));

    assertTrue(
        rest instanceof Inputs.Data.Log(var cut)
            && cut.current().count() == 2
            && cut.baseline().count() == 1);
  }

  @Test
  void conditionsOnCallsMeanOneCallOfARun() {
    assertEquals(List.of("a", "b"), ids("tool = 'book'"));
    assertEquals(List.of("b"), ids("tool = 'book' and error = true"));
    assertEquals(List.of(), ids("tool = 'lookup' and error = true"));
    assertEquals(List.of("b"), ids("model = 'gpt-4o'"));
  }

  @Test
  void conditionsOnRunsMeanRuns() {
    assertEquals(List.of("b", "c"), ids("failed = true"));
    assertEquals(List.of("b", "c"), ids("release = 'v2'"));
    assertEquals(List.of("b"), ids("release = 'v2' and tool = 'book'"));
    assertEquals(List.of("c", "d"), ids("not (tool = 'book')"));
    assertEquals(List.of("a", "b", "c"), ids("tool = 'book' or tool = 'search'"));
    assertEquals(List.of("c"), ids("tool_calls > 1"));
  }

  @Test
  void countsOfASliceAreItsOwn() {
    var tally = cutRuns(slice("tool = 'book'")).tally();

    assertEquals(3, tally.spansRead());
    assertEquals(1, tally.llmSpansRead());
    assertEquals(15, tally.tokensRead());
    assertEquals(0, tally.duplicateSpans());
  }

  @Test
  void whatIsNotThereIsSaidWithTheNearest() {
    var problem = assertThrows(ClewException.class, () -> cut("aeg < 25")).problem();

    assertEquals("there is no column 'aeg'", problem.what());
    assertEquals("did you mean 'age'?", problem.remedy());
  }

  @Test
  void onlyWhatTheFilterNamesIsReadBesides() {
    assertEquals(Needs.SKELETON.parts(), slice("tool = 'book'").needs(Needs.SKELETON).parts());
    assertTrue(slice("release = 'v2'").needs(Needs.SKELETON).has(Needs.Part.ATTRIBUTES));
    assertTrue(slice("result contains 'x'").needs(Needs.SKELETON).has(Needs.Part.TOOL_DETAILS));
  }
}
