package dev.clew.interpretation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Chart;
import dev.clew.evidence.Chart.Axis;
import dev.clew.evidence.Chart.Mark;
import dev.clew.evidence.Chart.Point;
import dev.clew.evidence.Chart.Scale;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerTextTest {

  @Test
  void theSummaryComesFirstAndEachFindingEndsWithTheCommandThatComputesItAgain() {
    var text = AnswerText.write(Example.answer(), Terminal.plain(), Again.WHOLE);
    int summary = text.indexOf("ROC AUC fell by 0.018 (0.015 to 0.021)");
    int finding = text.indexOf("\u25cf Performance dropped");
    int reading = text.indexOf("Each point is one chunk of rows");
    int again =
        text.indexOf(
            "again: clew run performance-degradation --target employment --current 70000..85000"
                + " --set max-slices=20");
    assertTrue(0 <= summary && summary < finding && finding < reading && reading < again, text);
    assertTrue(text.contains("clew ask 'Which features drift in RELP = 17?'"), text);
    assertTrue(text.contains("inferences/employment/x.csv.gz, byte 512: the gzip is cut"), text);
  }

  @Test
  void anInvestigationLeadsWithItsCausesAndFoldsTheFindingsBehindNone() {
    var text = AnswerText.write(Example.investigated(), Terminal.plain(), Again.WHOLE);

    var order =
        List.of(
            "Causes",
            " 1. the model is worse",
            "    ROC AUC fell by 0.018",
            "Ruled out",
            "  \u2717 the slice is to blame: It holds 4.3% of the rows.",
            "Could not be told",
            "  ? rows come late: It takes a clock.",
            "\u25cf Performance dropped",
            "Also found: One slice explains it.",
            "All 2 findings with their charts: add --html FILE, or --json.");
    int at = 0;
    for (var one : order) {
      int next = text.indexOf(one, at);
      assertTrue(next >= at, one + " does not stand there in\n" + text);
      at = next + one.length();
    }
    assertFalse(text.contains("That is little."), "one sentence for what is ruled out: " + text);
    assertFalse(text.contains("\u25cf One slice explains it"), text);
    var html =
        new String(
            new AnswerHtml(List.of()).write(Example.investigated(), Again.WHOLE),
            StandardCharsets.UTF_8);
    assertTrue(html.contains("One slice explains it") && html.contains("That is little."));
  }

  @Test
  void withoutColourThereIsNoEscapeAndWithItThereIs() {
    assertFalse(
        AnswerText.write(Example.answer(), Terminal.plain(), Again.WHOLE).contains("\u001b"));
    assertTrue(
        AnswerText.write(Example.answer(), new Terminal(80, true), Again.WHOLE)
            .contains("\u001b["));
  }

  @Test
  void linesFitTheTerminalButCommandsStayWhole() {
    AnswerText.write(Example.answer(), new Terminal(60, false), Again.WHOLE)
        .lines()
        .filter(line -> !line.contains("again: ") && !line.contains("clew ask "))
        .forEach(line -> assertTrue(line.length() <= 60, line));
  }

  @Test
  void barsAreAsLongAsTheirValues() {
    var chart =
        new Chart(
            Mark.BAR,
            "t",
            new Axis("tool", Scale.CATEGORY, Unit.NONE),
            new Axis("calls", Scale.NUMBER, Unit.CALLS),
            List.of(Point.of("", "a", 40), Point.of("", "bb", 20), Point.of("", "c", 0)),
            List.of());
    // 40 columns less 2 of names, 8 of values ("40 calls") and 4 of gaps leave 26 for the longest
    // bar.
    assertEquals(
        List.of(
            "a   " + "\u2588".repeat(26) + " 40 calls",
            "bb  " + "\u2588".repeat(13) + " 20 calls",
            "c    0 calls"),
        TextChart.draw(chart, 40));
  }

  @Test
  void aLineRunsFromTheLowestToTheHighestValue() {
    var lines = TextChart.draw(Example.line(), 60);
    assertTrue(lines.getFirst().contains("0.862"), lines.toString());
    assertTrue(lines.get(6).contains("0.838"), lines.toString());
    assertTrue(lines.get(8).contains("60000") && lines.get(8).contains("115000"), lines.toString());
  }

  @Test
  void commandsNameTheDataAndLeaveOutWhatIsTheDefault() {
    var again = new Again("my data", (skill, parameter, value) -> parameter.equals("max-slices"));
    var text = AnswerText.write(Example.answer(), Terminal.plain(), again);
    assertTrue(
        text.contains(
            "again: clew run performance-degradation --data 'my data' --target employment"
                + " --current 70000..85000\n"),
        text);
    assertTrue(
        text.contains("clew ask 'Which features drift in RELP = 17?' --data 'my data'"), text);
  }

  private static Notebook notebook() {
    return new Notebook(
            new Notebook.Author("a-skill", "1", "shop", Example.windows(), Map.of(), List.of()))
        .computing("counting", 10);
  }

  private static String text(Notebook notebook) {
    return AnswerText.write(
        Example.answer(notebook.results(Coverage.whole(10))), Terminal.plain(), Again.WHOLE);
  }

  @Test
  void whatIsOnlyInformationIsFoldedToALineBelowWhatWeighsMore() {
    var notebook = notebook();
    var id = notebook.fact("n", 3, Unit.ROWS);
    notebook.finding("Broken", Severity.HIGH, 1, "In {" + id + "}.", List.of(id), List.of());
    notebook.finding("Alarm", Severity.LOW, 1, "Of {" + id + "}.", List.of(id), List.of());
    var chart = notebook.chart(Example.bars(), "Read the bars.");
    notebook.finding(
        "Background",
        Severity.INFO,
        1,
        "There are {" + id + "}. " + "And more on that. ".repeat(20),
        List.of(id),
        List.of(chart));
    var text = text(notebook);
    var line = text.lines().filter(one -> one.contains("Background")).findFirst().orElseThrow();
    assertTrue(line.startsWith("  \u25cb Background: There are 3 rows. And more on that."), line);
    assertTrue(line.endsWith("\u2026") && line.length() <= 100, line);
    assertFalse(text.contains("Read the bars."), "its chart is folded with it: " + text);
    assertTrue(text.indexOf("\u25cf Alarm") < text.indexOf("\u25cb Background"), text);
  }

  @Test
  void whereNothingWeighsMoreInformationIsTheAnswerAndToldWhole() {
    var notebook = notebook();
    var id = notebook.fact("n", 3, Unit.ROWS);
    notebook.finding(
        "What there is",
        Severity.INFO,
        1,
        "There are {" + id + "}. And more.",
        List.of(id),
        List.of());
    assertTrue(text(notebook).contains("There are 3 rows. And more."), text(notebook));
  }

  @Test
  void ofOneThingLookedAtByItselfNoWindowsAreTold() {
    var whole = Windows.only(new Window.All(), "");
    var found = Example.answer();
    var one =
        new Answer(
            found.answerId(),
            found.sessionId(),
            "Where did trace a1 go wrong?",
            "shop",
            whole,
            found.mode(),
            found.status(),
            found.summary(),
            found.findings(),
            found.facts(),
            found.evidence(),
            found.plan(),
            found.coverage(),
            found.looks(),
            found.dropped(),
            found.routing(),
            found.next(),
            found.usage(),
            found.versions(),
            found.receipt(),
            found.voice());
    var lines = AnswerText.write(one, Terminal.plain(), Again.WHOLE).lines().toList();
    assertEquals(List.of("Where did trace a1 go wrong?", "shop", ""), lines.subList(0, 3));
  }
}
