package dev.clew.skills.searchtext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.skills.TestingApplication;
import dev.clew.skills.TestingApplication.Run;
import dev.clew.skills.TestingSpan;
import dev.clew.skills.exploration.ToolText;
import dev.clew.skills.predictors.MadePredictor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchTextTest {
  private static final Windows ALL = Windows.only(new Window.All(), "all");

  /// `refund` stands in two of three runs: said by a user and repeated by the next call, and given
  /// by a tool. All are told of refunds by their instructions.
  private static TestingApplication planted() {
    return new TestingApplication()
        .run(
            "a",
            false,
            Map.of(),
            TestingSpan.llm("a1")
                .given("system", "never refund")
                .given("user", "I want a Refund, a full REFUND"),
            TestingSpan.llm("a2")
                .given("system", "never refund")
                .given("user", "I want a Refund, a full REFUND")
                .saying("no"))
        .run(
            "b",
            true,
            Map.of(),
            TestingSpan.llm("b1").given("system", "never refund").given("user", "hello"),
            TestingSpan.tool("b2", "pay").calling("pay", "{\"sum\": 3}", "refunded 3"))
        .run(
            "c",
            true,
            Map.of(),
            TestingSpan.llm("c1").given("system", "never refund").given("user", "prerefund"));
  }

  private static Run run(TestingApplication application, String... parameters) {
    var map = new LinkedHashMap<String, String>();
    for (int i = 0; i < parameters.length; i += 2) {
      map.put(parameters[i], parameters[i + 1]);
    }
    return TestingApplication.run(new SearchText(), "search-text", application.made(), ALL, map);
  }

  @Test
  void thePlantedWordsAreFoundWhereTheyStandFirst() {
    var found = run(planted(), "words", "refund");

    assertEquals(2, found.number("search.found"));
    assertEquals(3, found.number("search.looked"));
    assertEquals(2, found.number("search.texts"));
    assertEquals(3, found.number("search.times"));
    assertEquals(1, found.number("search.texts[in=input user]"));
    assertEquals(1, found.number("search.texts[in=result]"));
    var places = found.results().evidence().getLast();
    assertEquals(
        List.of("a/a1 input[1] user", "b/b2 result"),
        places.excerpts().stream().map(one -> one.where()).toList());
    assertEquals("I want a Refund, a full REFUND", places.excerpts().getFirst().text());
  }

  @Test
  void aCleanTwinHoldsNothing() {
    var found =
        run(
            new TestingApplication().trace("a", TestingSpan.llm("a1").given("user", "hi")),
            "words",
            "refund");

    assertEquals(0, found.number("search.found"));
    assertTrue(found.results().evidence().isEmpty());
  }

  @Test
  void anApplicationsOwnInstructionsAreSearchedWhenAskedFor() {
    assertEquals(3, run(planted(), "words", "refund", "in", "input system").number("search.found"));
  }

  @Test
  void aPlaceAndAFilterNarrow() {
    assertEquals(1, run(planted(), "words", "refund", "in", "result").number("search.found"));
    assertEquals(
        1, run(planted(), "words", "refund", "where", "failed = true").number("search.found"));
    assertEquals(1, run(planted(), "words", "refund", "level", "tool").number("search.looked"));
  }

  @Test
  void aPatternIsThatOfRe2() {
    assertEquals(1, run(planted(), "regex", "refunded \\d+").number("search.found"));
    assertEquals(0, run(planted(), "regex", "REFUNDED").number("search.found"));
    var problem =
        assertThrows(ClewException.class, () -> run(planted(), "regex", "(?<=re)fund")).problem();
    assertEquals(Problem.Kind.USER, problem.kind());
    assertTrue(problem.remedy().contains("look-around"));
  }

  /// A backtracking matcher takes 2^5,000 steps for this.
  @Test
  void aPatternThatBringsOthersDownIsHarmless() {
    var text = "a".repeat(5_000) + "!";
    var found =
        run(
            new TestingApplication().trace("a", TestingSpan.llm("a1").given("user", text)),
            "regex",
            "(a+)+$");

    assertEquals(0, found.number("search.found"));
  }

  @Test
  void cellsOfRowsAreSearched() {
    var found =
        new Run(
            new MadePredictor(0, 4)
                .categories(
                    "note", new String[0], new String[] {"no refund", "", "ok", "no refund"})
                .numbers("x", new double[0], new double[] {1, 2, 3, 4})
                .set("words", "refund")
                .measure(new SearchText(), "search-text"));

    assertEquals(2, found.number("search.found"));
    assertEquals(List.of("0", "3"), found.results().evidence().getLast().rowIds());
    assertEquals(2, found.number("search.texts[in=note]"));
  }

  @Test
  void aLongTextIsShownAroundTheWordsOnly() {
    var text = "x ".repeat(100_000) + "refund" + " y".repeat(100_000);
    var found =
        run(
            new TestingApplication().trace("a", TestingSpan.llm("a1").given("user", text)),
            "words",
            "refund",
            "context",
            "10");

    assertEquals(
        "…x x x x x refund y y y y y…",
        found.results().evidence().getLast().excerpts().getFirst().text());
    assertTrue(ToolText.of(found.results()).length() < 1_000);
  }

  @Test
  void withoutWordsItSaysHowToGiveThem() {
    assertTrue(
        run(planted()).measurement() instanceof Measurement.NotApplicable(var _, var remedy)
            && remedy.contains("words=refund"));
    assertFalse(
        run(planted(), "words", "a", "regex", "b").measurement() instanceof Measurement.Found);
  }
}
