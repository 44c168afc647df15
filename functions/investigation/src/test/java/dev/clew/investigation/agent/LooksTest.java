package dev.clew.investigation.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Excerpt;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.StepStatus;
import dev.clew.evidence.Unit;
import dev.clew.evidence.Window;
import dev.clew.evidence.Windows;
import dev.clew.interpretation.voice.Spoken;
import dev.clew.investigation.Question;
import dev.clew.investigation.StepRequest;
import dev.clew.investigation.StepResult;
import dev.clew.investigation.plans.Agenda;
import dev.clew.investigation.plans.Brief;
import dev.clew.investigation.plans.PlannedStep;
import dev.clew.models.ToolCall;
import dev.clew.models.guard.ModelUse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A step that read one long text, and found so many facts that no model is shown them at once.
class LooksTest {
  private static final String LONG =
      "begin " + "lorem ipsum ".repeat(2_000) + "needle " + "dolor ".repeat(2_000) + "end";
  private static final int FACTS = 900;

  private final StepResult result = result();
  private int opened;
  private final Gists gists =
      new Gists(
          step -> Optional.of(Gist.of(step, result)),
          _ -> {
            opened++;
            return Optional.of(result);
          });
  private final Agenda agenda = agenda();
  private final Looks looks = new Looks(SoFar.of(agenda, gists), gists);

  private static StepResult result() {
    var windows = Windows.only(new Window.All(), "all there is");
    var book =
        new Notebook(new Notebook.Author("sample", "1", "travel", windows, Map.of(), List.of()));
    book.computing("read", 1);
    var cited = book.fact("sample.places", 1, Unit.of("times"));
    for (int i = 0; i < FACTS; i++) {
      book.fact("sample.value[field=column " + i + "]", i, Unit.NONE);
    }
    var evidence =
        book.rows("A row", List.of("7"), "As it is.", List.of(new Excerpt("row 7, text", LONG)));
    book.finding(
        "One row",
        Severity.INFO,
        0.9,
        "It stands there {" + cited + "}.",
        List.of(cited),
        List.of(evidence));
    return new StepResult.Measured(
        StepRequest.of("sample", "travel"),
        windows,
        new Measurement.Found(book.results(Coverage.whole(1))),
        0,
        0,
        Duration.ZERO,
        List.of(),
        Spoken.NOTHING);
  }

  private static Agenda agenda() {
    var step =
        new PlannedStep(
            "S1",
            "",
            StepRequest.of("sample", "travel"),
            "what stands there",
            "",
            StepStatus.DONE,
            "");
    return Agenda.of(
        new Brief(
            new Brief.Heading("a1", "s1", Bench.NOW, Bench.NOW.plusSeconds(60)),
            Question.of("What stands in row 7?"),
            List.of(),
            List.of(),
            new Answer.Routing(List.of(), List.of())),
        List.of(step),
        ModelUse.NONE);
  }

  private String read(String path, String grep, String page) throws Refused {
    return looks.at(
        new ToolCall(
            "t",
            "read",
            "{\"step\": \"S1\", \"path\": "
                + path
                + ", \"grep\": "
                + grep
                + ", \"page\": "
                + page
                + "}"));
  }

  @Test
  void whatIsTooLongForThePromptSaysHowToGetTheRest() {
    var shown = Shown.step(agenda.steps().getFirst(), gists, Shown.LONGEST);
    assertTrue(shown.contains("INFO: It stands there"), shown);
    assertTrue(shown.contains((FACTS + 1) + " facts in all"), shown);
    assertTrue(shown.contains("read(step S1) the rest"), shown);
    assertFalse(shown.contains("lorem"), "the excerpt alone is too long");
    assertTrue(shown.length() < Shown.LONGEST);
  }

  @Test
  void aPartIsOpenedByItsPathAndItsPlacesAndPagesAreFound() throws Refused {
    // F1 is the count of places, F2 to F901 the columns' values 0 to 899.
    assertTrue(read("\"$.results.facts[42].value\"", "null", "null").contains("\n41\n"));
    var place = read("\"$.results.facts\"", "\"F901\"", "null");
    assertTrue(place.contains("\"value\":899"), place);
    assertTrue(place.contains("[places: 1]"), place);
    var page = read("\"$.results.facts\"", "null", "1");
    assertTrue(page.contains("[{\"id\":\"F1\""), page);
    assertTrue(page.contains("[page 1 of "), page);
  }

  @Test
  void theDatasOwnWordsAreNotShownToWhoDecides() {
    assertTrue(
        assertThrows(Refused.class, () -> read("null", "\"needle\"", "null"))
            .why()
            .contains("does not stand there"));
  }

  @Test
  void theWholeIsShownAsASkeletonThatGivesThePaths() throws Refused {
    var shown = read("null", "null", "null");
    assertTrue(shown.contains("#/results/"), shown);
    assertTrue(shown.length() <= Shown.LONGEST + 200, "marks and source aside: " + shown.length());
    assertTrue(shown.startsWith("<untrusted source=\"S1 $\""), shown);
  }

  @Test
  void whatOverflowsIsRefusedWithHowToNarrow() {
    var facts =
        assertThrows(
            Refused.class,
            () ->
                looks.at(
                    new ToolCall("t", "facts", "{\"step\": \"S1\", \"name\": \"sample.value*\"}")));
    assertTrue(facts.why().contains(FACTS + " facts"), facts.why());
    assertTrue(facts.why().contains("name fewer, such as sample.value[...=A*]"), facts.why());
    var page = assertThrows(Refused.class, () -> read("\"$.results.facts\"", "null", "99"));
    assertTrue(page.why().contains("there is no page 99; the last is "), page.why());
  }

  @Test
  void whatIsNotThereIsSaidWithWhatThereIs() {
    var place = assertThrows(Refused.class, () -> read("\"$.results.nothing\"", "null", "null"));
    assertTrue(place.why().contains("there are: findings, facts, evidence"), place.why());
    assertTrue(
        assertThrows(Refused.class, () -> read("null", "\"zebra\"", "null"))
            .why()
            .contains("does not stand there"));
    assertTrue(
        assertThrows(Refused.class, () -> looks.at(new ToolCall("t", "read", "{\"step\": \"S7\"}")))
            .why()
            .contains("'S7' is no step that is over"));
  }

  @Test
  void theSameLookIsAnsweredFromMemoryAndNoneIsTakenWithoutEnd() throws Refused {
    var first = read("null", "\"F901\"", "null");
    assertEquals(first, read("null", "\"F901\"", "null"));
    assertEquals(1, opened, "the result is opened once");
    read("null", "\"F901\"", "null");
    assertTrue(
        assertThrows(Refused.class, () -> read("null", "\"F901\"", "null"))
            .why()
            .contains("enough was looked up"));
  }
}
