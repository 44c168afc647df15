package dev.clew.interpretation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Answer.Status;
import dev.clew.evidence.Coverage;
import dev.clew.evidence.Measurement;
import dev.clew.evidence.Notebook;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.interpretation.voice.Spoken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterpreterTest {
  private final Interpreter interpreter = new Interpreter();
  private final Notebook notebook =
      new Notebook(new Notebook.Author("a-skill", "1", "t", Example.windows(), Map.of(), List.of()))
          .computing("counting", 10);

  @Test
  void theWeightiestFindingLeads() {
    var few = notebook.fact("few", 2, Unit.ROWS);
    var many = notebook.fact("many", 9, Unit.ROWS);
    notebook.finding(
        "Small", Severity.LOW, 1, "Small thing in {" + few + "}.", List.of(few), List.of());
    notebook.finding(
        "Big",
        Severity.HIGH,
        0.5,
        "Big thing in {" + many + "}. More on it.",
        List.of(many),
        List.of());
    var words = interpreter.interpret(new Measurement.Found(notebook.results(Coverage.whole(10))));
    assertEquals(Status.ANSWERED, words.status());
    assertEquals("Big thing in {F2}. Small thing in {F1}.", words.summary());
    assertEquals(List.of("Big", "Small"), words.findings().stream().map(f -> f.title()).toList());
  }

  @Test
  void findingsBeyondTheThirdAreNamedByTitle() {
    for (int i = 0; i < 5; i++) {
      var id = notebook.fact("n" + (char) ('a' + i), i, Unit.ROWS);
      notebook.finding(
          "Thing " + (char) ('a' + i),
          Severity.LOW,
          0.9 - 0.1 * i,
          "It is {" + id + "}.",
          List.of(id),
          List.of());
    }
    var words = interpreter.interpret(new Measurement.Found(notebook.results(Coverage.whole(10))));
    assertEquals("It is {F1}. It is {F2}. It is {F3}. Also: Thing d; Thing e.", words.summary());
  }

  @Test
  void aRefusedSentenceIsDroppedAndCountedAndAFindingWithoutSentencesGoes() {
    var id = notebook.fact("rate.change", -0.1, Unit.POINTS);
    notebook.finding(
        "Half true", Severity.LOW, 1, "It fell by {F1}. It rose by {F1}.", List.of(id), List.of());
    notebook.finding("Wrong", Severity.HIGH, 1, "It failed 12 times.", List.of(id), List.of());
    var words = interpreter.interpret(new Measurement.Found(notebook.results(Coverage.whole(10))));
    assertEquals(2, words.refusals().size());
    assertEquals(1, words.findings().size());
    assertEquals("It fell by {F1}.", words.findings().getFirst().statement());
  }

  @Test
  void allWellIsAnAnswer() {
    var words = interpreter.interpret(new Measurement.Clean(notebook.results(Coverage.whole(10))));
    assertEquals(Status.ANSWERED, words.status());
    assertEquals("Nothing wrong was found in what was looked at.", words.summary());
  }

  @Test
  void tooLittleDataSaysWhatThereIsAndWhatItTakes() {
    var words =
        interpreter.interpret(
            new Measurement.TooLittleData(
                1, 500, Unit.ROWS, "whether AUC changed", notebook.results(Coverage.whole(1))));
    assertEquals(Status.UNKNOWN, words.status());
    assertEquals(
        "Too little data to tell whether AUC changed: there is 1 row, and it takes at least 500 rows.",
        words.summary());
  }

  @Test
  void notApplicableSaysWhyAndWhatWouldHelp() {
    var words =
        interpreter.interpret(
            new Measurement.NotApplicable(
                "the log has no actuals", "name them in schema.json {here}"));
    assertEquals(Status.UNKNOWN, words.status());
    assertEquals("The log has no actuals. Name them in schema.json (here).", words.summary());
    assertTrue(words.findings().isEmpty());
  }

  @Test
  void severalMeasurementsAreToldInTurn() {
    var id = notebook.fact("n", 3, Unit.ROWS);
    notebook.finding("A", Severity.LOW, 1, "There are {" + id + "}.", List.of(id), List.of());
    var words =
        interpreter.interpretAll(
            List.of(
                new Measurement.Found(notebook.results(Coverage.whole(10))),
                new Measurement.NotApplicable("the log has no actuals", "")),
            "what is there?");
    assertEquals(Status.PARTIAL, words.status());
    assertEquals("There are {F1}. The log has no actuals.", words.summary());
  }

  @Test
  void theFindingThatSpeaksOfTheQuestionLeadsEvenWhereAnotherIsWorse() {
    var rows = notebook.fact("rows", 2, Unit.ROWS);
    var tokens = notebook.fact("tokens", 9, Unit.TOKENS);
    notebook.finding(
        "Worse", Severity.HIGH, 1, "Worse is {" + rows + "}.", List.of(rows), List.of());
    notebook.finding(
        "Where the tokens go, by model",
        Severity.INFO,
        1,
        "One model takes {" + tokens + "}.",
        List.of(tokens),
        List.of());
    var words =
        interpreter.interpretAll(
            List.of(new Measurement.Found(notebook.results(Coverage.whole(10)))),
            "Which models burn the tokens?");
    assertEquals("One model takes {F2}. Worse is {F1}.", words.summary());
    assertEquals("Where the tokens go, by model", words.findings().getFirst().title());
  }

  @Test
  void whatASkillOpensWithComesBeforeEveryFinding() {
    var all = notebook.fact("tokens", 90, Unit.TOKENS);
    var one = notebook.fact("tokens.largest", 60, Unit.TOKENS);
    notebook.opens("{" + all + "} were used.");
    notebook.finding(
        "Where tokens go by model",
        Severity.INFO,
        1,
        "{" + one + "} by one.",
        List.of(one),
        List.of());
    notebook.finding("Waste", Severity.LOW, 1, "Of {" + all + "} much.", List.of(all), List.of());
    var words =
        interpreter.interpretAll(
            List.of(new Measurement.Found(notebook.results(Coverage.whole(10)))),
            "where do tokens go by model?");
    assertEquals("{F1} were used. Of {F1} much.", words.summary());
  }

  @Test
  void whatDoesNotHoldIsNotOpenedWith() {
    var all = notebook.fact("tokens", 90, Unit.TOKENS);
    notebook.opens("There are 91 of them. There are {" + all + "}.");
    var words = interpreter.interpret(new Measurement.Clean(notebook.results(Coverage.whole(1))));
    assertEquals("There are {F1}.", words.summary());
    assertEquals(1, words.refusals().size());
  }

  @Test
  void aWorseFindingComesBeforeASurerOne() {
    var id = notebook.fact("n", 1, Unit.ROWS);
    notebook.finding("Sure", Severity.MEDIUM, 1, "Sure of {" + id + "}.", List.of(id), List.of());
    notebook.finding("Bad", Severity.HIGH, 0.3, "Bad in {" + id + "}.", List.of(id), List.of());
    notebook.finding("Surer", Severity.MEDIUM, 0.5, "On {" + id + "}.", List.of(id), List.of());
    var words = interpreter.interpret(new Measurement.Found(notebook.results(Coverage.whole(1))));
    assertEquals(
        List.of("Bad", "Sure", "Surer"), words.findings().stream().map(f -> f.title()).toList());
  }

  @Test
  void aSummaryFitsEightLinesHoweverLongItsFindings() {
    var id = notebook.fact("n", 1, Unit.ROWS);
    var told = new ArrayList<Interpreter.Told>();
    for (int target = 0; target < 5; target++) {
      for (int i = 0; i < 6; i++) {
        notebook.finding(
            "A title of some length " + (char) ('a' + target) + (char) ('a' + i),
            Severity.LOW,
            0.9,
            "Of {" + id + "} it says " + "word ".repeat(30) + "x" + (char) ('a' + i) + ".",
            List.of(id),
            List.of());
      }
      told.add(
          new Interpreter.Told(
              "target" + (char) ('a' + target),
              new Measurement.Found(notebook.results(Coverage.whole(1))),
              Spoken.NOTHING));
    }
    var one = interpreter.tell(told.subList(0, 1), "").summary();
    assertTrue(one.length() <= 760, one);
    var five = interpreter.tell(told, "").summary();
    assertTrue(five.contains("targeta: ") && five.contains("targete: "), five);
    // A first sentence of each is told however little room there is.
    assertTrue(five.length() <= 5 * 200, five);
  }

  @Test
  void whoAsksSinceWhenReadsWhenItBegan() {
    var id = notebook.fact("n", 1, Unit.ROWS);
    notebook.finding(
        "Worse",
        Severity.HIGH,
        1,
        "It is worse in {" + id + "}. More on that. It began at about {" + id + "}.",
        List.of(id),
        List.of());
    var found = List.<Measurement>of(new Measurement.Found(notebook.results(Coverage.whole(1))));
    assertEquals(
        "It is worse in {F1}. It began at about {F1}.",
        interpreter.interpretAll(found, "did it get worse, since when?").summary());
    assertEquals("It is worse in {F1}.", interpreter.interpretAll(found, "is it worse?").summary());
  }

  /// What was found comes first, wherever it was found; what could not be looked at is a note.
  @Test
  void aSummaryOfSeveralTargetsIsAboutWhatWasFound() {
    var id = notebook.fact("few", 2, Unit.ROWS);
    notebook.finding("Small", Severity.LOW, 1, "Thing in {" + id + "}.", List.of(id), List.of());
    var found = new Measurement.Found(notebook.results(Coverage.whole(10)));
    var nothing =
        new Measurement.TooLittleData(
            0,
            1,
            Unit.SPANS,
            "what it costs: no span says tokens",
            new Notebook(
                    new Notebook.Author(
                        "b-skill", "1", "t", Example.windows(), Map.of(), List.of()))
                .results(Coverage.whole(0)));
    var unfit = new Measurement.NotApplicable("it has no tools. It never had", "log them");
    var words =
        interpreter.tell(
            List.of(
                new Interpreter.Told("a", nothing, Spoken.NOTHING),
                new Interpreter.Told("b", unfit, Spoken.NOTHING),
                new Interpreter.Told("c", found, Spoken.NOTHING),
                new Interpreter.Told("d", nothing, Spoken.NOTHING)),
            "");
    assertEquals(
        "c: Thing in {F1}. Nothing to tell of a, d (no span says tokens); b (it has no tools).",
        words.summary());
    assertEquals(Status.PARTIAL, words.status());
  }
}
