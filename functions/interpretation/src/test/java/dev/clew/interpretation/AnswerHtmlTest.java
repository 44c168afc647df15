package dev.clew.interpretation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Chart;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AnswerHtmlTest {
  private static final String ATTACK = "</script><img src=x onerror=alert(1)>\"'";

  private static String page(Answer answer) {
    return new String(
        new AnswerHtml(List.of("window.one=1", "window.two=2")).write(answer, Again.WHOLE),
        StandardCharsets.UTF_8);
  }

  @Test
  void everyFigureLinksToItsFactAndEachFactToItsComputation() {
    var page = page(Example.answer());
    assertTrue(
        page.contains("<a class=\"fact\" href=\"#F3\">0.018 (0.015 to 0.021)</a>"), "figure");
    assertTrue(page.contains("<tr id=\"F3\">"), "fact");
    assertTrue(
        page.contains("<a href=\"#C1\">C1</a> ROC AUC, interval after DeLong (1988)"),
        "computation");
    assertTrue(page.contains("<tr id=\"C1\">"), "receipt");
    var links = Pattern.compile("href=\"#([^\"]+)\"").matcher(page);
    while (links.find()) {
      assertTrue(page.contains("id=\"" + links.group(1) + "\""), links.group());
    }
  }

  @Test
  void nothingIsRequestedFromAnywhere() {
    var page = page(Example.answer());
    assertTrue(page.contains("default-src 'none'"));
    assertFalse(Pattern.compile("<link|<img|<iframe|@import|url\\(").matcher(page).find());
    var outside = Pattern.compile("(?:src|href)=\"(?!#)[^\"]*\"").matcher(page);
    assertFalse(outside.find(), () -> outside.group());
  }

  @Test
  void thePolicyAllowsExactlyThePagesOwnScripts() throws Exception {
    var page = page(Example.answer());
    var scripts = Pattern.compile("(?s)<script>(.*?)</script>").matcher(page);
    int seen = 0;
    while (scripts.find()) {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
      assertTrue(page.contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'"));
      seen++;
    }
    assertEquals(3, seen);
  }

  @Test
  void textFromTheDataIsNeverMarkup() {
    var notebook =
        new Notebook(
                new Notebook.Author(
                    "failure-patterns",
                    "1",
                    ATTACK,
                    Example.windows(),
                    Map.of("like", ATTACK),
                    List.of()))
            .computing(ATTACK, 1);
    var message = notebook.fact("message[" + ATTACK + "]", ATTACK);
    var chart =
        notebook.chart(
            new Chart(
                Chart.Mark.BAR,
                ATTACK,
                Example.bars().x(),
                Example.bars().y(),
                List.of(Chart.Point.of(ATTACK, ATTACK, 1)),
                List.of()),
            ATTACK);
    var rows = notebook.rows(ATTACK, List.of(ATTACK), ATTACK);
    notebook.finding(
        "It fails",
        Severity.HIGH,
        1,
        "It says {" + message + "}.",
        List.of(message),
        List.of(chart, rows));
    var results = notebook.next(ATTACK).results(Coverage.whole(1));
    var page = page(Example.answer(results));
    assertFalse(page.contains("<img"), "markup from the data");
    assertFalse(page.contains("</script><"), "a script element ended by the data");
    assertTrue(page.contains("&lt;img src=x onerror=alert(1)&gt;"));
    assertEquals(new Interpreter().interpret(new Measurement.Found(results)).findings().size(), 1);
  }

  @Test
  void eachPieceOfEvidenceStandsOnThePageOnceAndNoneIsLeftOut() {
    var notebook =
        new Notebook(new Notebook.Author("drift", "1", "t", Example.windows(), Map.of(), List.of()))
            .computing("counting", 1);
    var fact = notebook.fact("n", 3, Unit.ROWS);
    var twice = notebook.chart(Example.line(), "Look.");
    var never = notebook.chart(Example.bars(), "Look.");
    for (int i = 0; i < 2; i++) {
      notebook.finding(
          "Finding", Severity.LOW, 1, "It is {" + fact + "}.", List.of(fact), List.of(twice));
    }
    var page = page(Example.answer(notebook.results(Coverage.whole(1))));
    assertEquals(2, page.split("id=\"chart-" + twice + "\"", -1).length);
    assertEquals(2, page.split("id=\"chart-" + never + "\"", -1).length);
    assertTrue(page.contains("<a href=\"#" + twice + "\">"));
  }
}
