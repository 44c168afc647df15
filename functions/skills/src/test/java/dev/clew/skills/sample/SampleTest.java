package dev.clew.skills.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Evidence;
import dev.clew.evidence.Excerpt;
import dev.clew.evidence.Problem;
import dev.clew.evidence.SpanRef;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.skills.TestingApplication;
import dev.clew.skills.TestingApplication.Run;
import dev.clew.skills.TestingSpan;
import dev.clew.skills.exploration.ToolText;
import dev.clew.skills.exploration.TraceFields;
import dev.clew.skills.predictors.MadePredictor;
import dev.clew.traces.spans.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {
  private static final Windows ALL = Windows.only(new Window.All(), "all");

  /// Forty runs, every fourth failed.
  private static TestingApplication planted() {
    var made = new TestingApplication();
    for (int i = 0; i < 40; i++) {
      made.run(
          "run" + i,
          i % 4 != 0,
          Map.of("task", "t" + i),
          TestingSpan.llm("m" + i).given("user", "please book flight " + i).saying("done " + i));
    }
    return made;
  }

  private static Map<String, String> map(String... parameters) {
    var map = new LinkedHashMap<String, String>();
    for (int i = 0; i < parameters.length; i += 2) {
      map.put(parameters[i], parameters[i + 1]);
    }
    return map;
  }

  private static Run run(List<Trace> traces, String... parameters) {
    return TestingApplication.run(
        new Sample(), "sample", TestingApplication.of(traces), ALL, map(parameters));
  }

  private static Run run(TestingApplication application, String... parameters) {
    return run(application.traces(), parameters);
  }

  private static List<String> drawn(Run run) {
    return run.results().evidence().getFirst().spans().stream().map(SpanRef::traceId).toList();
  }

  private static List<Excerpt> excerpts(Run run) {
    return run.results().evidence().stream().map(Evidence::excerpts).flatMap(List::stream).toList();
  }

  @Test
  void onlyThePlantedFailuresAreDrawn() {
    var found = run(planted(), "where", "failed = true", "n", "3");

    assertEquals(10, found.number("sample.matched"));
    assertEquals(3, found.number("sample.shown"));
    for (var id : drawn(found)) {
      assertEquals(0, Integer.parseInt(id.substring(3)) % 4, id);
      assertTrue(found.text("sample.thing[id=" + id + "]").contains("failed = true"));
    }
    assertTrue(
        excerpts(found).stream().anyMatch(one -> one.text().startsWith("please book flight")));
  }

  @Test
  void aCleanTwinHasNoneToDraw() {
    var found =
        run(
            new TestingApplication().run("a", true, Map.of(), TestingSpan.llm("a1")),
            "where",
            "failed = true");

    assertEquals(0, found.number("sample.shown"));
    assertTrue(found.results().evidence().isEmpty());
  }

  @Test
  void theSameSeedDrawsTheSameWhateverTheOrderAndWhoElseIsThere() {
    var first = drawn(run(planted(), "n", "7"));
    var shuffled = new ArrayList<>(planted().traces());
    Collections.shuffle(shuffled, new Random(3));
    var again = new ArrayList<>(drawn(run(shuffled, "n", "7")));

    assertEquals(first.size(), 7);
    assertEquals(first.stream().sorted().toList(), again.stream().sorted().toList());
    assertNotEquals(first, drawn(run(planted(), "n", "7", "seed", "2")));
    var fewer =
        planted().traces().stream().filter(trace -> !trace.traceId().equals("run39")).toList();
    assertTrue(
        drawn(run(fewer, "n", "8"))
            .containsAll(first.stream().filter(id -> !id.equals("run39")).toList()));
  }

  /// Each of forty should be drawn about 1,000 times in 8,000 draws of five; a deviation of more
  /// than 150 has a chance under one in a million for a fair draw.
  @Test
  void everyThingIsAsLikelyToBeDrawn() {
    var counts = new LinkedHashMap<String, Integer>();
    var things = TraceFields.of(planted().traces());
    var all = IntStream.range(0, 40).toArray();
    for (int seed = 0; seed < 8_000; seed++) {
      for (int thing : Draw.of(things, all, 5, "random", seed)) {
        counts.merge(things.id(thing), 1, Integer::sum);
      }
    }
    counts.forEach((id, count) -> assertEquals(1_000, count, 150, id));
    assertEquals(40, counts.size());
  }

  @Test
  void theFirstAndTheLastAreThoseOfTheData() {
    assertEquals(List.of("run0", "run1"), drawn(run(planted(), "n", "2", "order", "first")));
    assertEquals(List.of("run38", "run39"), drawn(run(planted(), "n", "2", "order", "last")));
  }

  @Test
  void onlyTheFieldsThatAreNamedAreShown() {
    var found = run(planted(), "order", "first", "n", "1", "fields", "task,failed");

    assertEquals("task = t0; failed = true", found.text("sample.thing[id=run0]"));
    assertEquals(
        "there is no field of spans 'taskk'",
        assertThrows(ClewException.class, () -> run(planted(), "fields", "taskk"))
            .problem()
            .what());
  }

  @Test
  void rowsAreDrawnWithTheirColumns() {
    var found =
        new Run(
            new MadePredictor(0, 3)
                .numbers("age", new double[0], new double[] {61, 20, 70.5})
                .categories("city", new String[0], new String[] {"Rome", "Oslo", ""})
                .set("where", "age > 60")
                .measure(new Sample(), "sample"));

    assertEquals("age = 61; city = Rome", found.text("sample.thing[id=0]"));
    assertEquals("age = 70.5", found.text("sample.thing[id=2]"));
    assertEquals(List.of("0", "2"), found.results().evidence().getFirst().rowIds());
  }

  private static TestingApplication longOne() {
    var made = TestingSpan.llm("s1");
    for (int i = 0; i < 30; i++) {
      made.given(i % 2 == 0 ? "user" : "assistant", "message " + i + " " + "blah ".repeat(800));
    }
    return new TestingApplication()
        .trace(
            "long",
            made.model("m1").tokens(100, 20),
            TestingSpan.tool("s2", "find")
                .calling("find", "{\"q\": [1, {\"deep\": \"x\"}]}", "none"));
  }

  @Test
  void oneIsOpenedByItsIdAndItsFieldsAreFacts() {
    var found = run(longOne(), "id", "long/s1");

    assertEquals("m1", found.text("sample.value[field=model]"));
    assertEquals(120, found.number("sample.value[field=tokens]"));
    assertNotEquals("full", found.text("sample.detail"));
    assertTrue(excerpts(found).getFirst().text().contains("open #/input"), "says how to open");
    assertTrue(ToolText.of(found.results()).length() <= ToolText.MOST);
  }

  @Test
  void aPathOrAPointerOpensAPart() {
    var path = excerpts(run(longOne(), "id", "long/s1", "path", "$.input[3].role"));
    var pointer = excerpts(run(longOne(), "id", "long/s1", "path", "#/input/3/role"));

    assertEquals("assistant", path.getFirst().text());
    assertEquals(path.getFirst().text(), pointer.getFirst().text());
    assertEquals(
        "x",
        excerpts(run(longOne(), "id", "long/s2", "path", "$.tool.arguments.q[1]['deep']"))
            .getFirst()
            .text());
    var problem =
        assertThrows(
                ClewException.class,
                () -> run(longOne(), "id", "long/s1", "path", "$.input[99].role"))
            .problem();
    assertEquals(
        "sample, parameter path: there is no '99' at $.input. elements are 0 to 29",
        problem.toString());
    for (var bad : List.of("$..x", "$.input[*]", "$.input[?(@.x)]", "$.input[-1]")) {
      assertEquals(
          Problem.Kind.USER,
          assertThrows(ClewException.class, () -> run(longOne(), "id", "long/s1", "path", bad), bad)
              .problem()
              .kind());
    }
  }

  @Test
  void pagesTogetherAreTheWholeText() {
    var first = run(longOne(), "id", "long/s1", "page", "1");
    int pages = (int) first.number("sample.pages");
    var whole = new StringBuilder();
    for (int page = 1; page <= pages; page++) {
      var one = run(longOne(), "id", "long/s1", "page", String.valueOf(page));
      assertTrue(ToolText.of(one.results()).length() <= ToolText.MOST);
      whole.append(excerpts(one).getFirst().text());
    }

    assertEquals(first.number("sample.characters"), whole.length());
    for (int i = 0; i < 30; i++) {
      assertTrue(whole.indexOf("message " + i + " ") >= 0);
    }
    assertThrows(
        ClewException.class,
        () -> run(longOne(), "id", "long/s1", "page", String.valueOf(pages + 1)));
  }

  @Test
  void wordsAreFoundWithinOne() {
    var found = run(longOne(), "id", "long/s1", "grep", "MESSAGE 17");

    assertEquals(1, found.number("sample.places"));
    assertTrue(excerpts(found).getFirst().text().contains("message 17 blah"));
  }

  @Test
  void aTraceIsOpenedByTheBeginningOfItsId() {
    assertEquals("long", run(longOne(), "id", "lon").text("sample.id"));
    assertTrue(
        assertThrows(ClewException.class, () -> run(planted(), "id", "run"))
            .problem()
            .what()
            .startsWith("40 traces begin"));
    assertFalse(
        assertThrows(ClewException.class, () -> run(planted(), "id", "zzz"))
            .problem()
            .remedy()
            .isEmpty());
  }

  @Test
  void aPathWithoutAnIdIsRefused() {
    assertEquals(
        "give its id too",
        assertThrows(ClewException.class, () -> run(planted(), "path", "$.x")).problem().remedy());
  }
}
