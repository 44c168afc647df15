package dev.clew.investigation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Answer;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Fact;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Problem;
import dev.clew.evidence.StepStatus;
import dev.clew.evidence.Window;
import dev.clew.interpretation.Interpreter;
import dev.clew.interpretation.Statement;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.investigation.samples.SampleCatalogue;
import dev.clew.investigation.samples.SampleData;
import dev.clew.skills.Card;
import dev.clew.skills.Catalogue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InvestigatorTest {
  private static final Catalogue CATALOGUE = SampleCatalogue.load();
  private static final Router ROUTER =
      new Router(CATALOGUE, new Playbook(List.of("sizes", "faults")));

  private final SampleData data = new SampleData();
  private final AtomicInteger id = new AtomicInteger();
  private final AtomicInteger nanos = new AtomicInteger();

  private Investigator investigator(StepExecutor executor) {
    return new Investigator(
        ROUTER,
        executor,
        new Report("1.2.3", new Interpreter()),
        () -> "id" + id.incrementAndGet(),
        () -> nanos.addAndGet(1_000_000));
  }

  private Investigator investigator() {
    return investigator(new SkillRunner(CATALOGUE, data, () -> nanos.addAndGet(1_000_000)));
  }

  private Answer ask(String question) {
    return investigator()
        .answer(Question.of(question), SampleData.targets(), Progress.NONE)
        .answer();
  }

  @Test
  void aQuestionIsAnsweredWithFactsFindingsAndAReceipt() {
    var answer = ask("How many rows does the loans log have?");

    assertEquals(Answer.Status.ANSWERED, answer.status());
    assertEquals(Answer.Mode.PLAYBOOK, answer.mode());
    assertEquals("loans", answer.target());
    assertEquals(List.of("sizes"), answer.routing().chosen());
    assertEquals(
        List.of("F1 rows.current C1", "F2 rows.baseline C1"),
        answer.facts().stream().map(InvestigatorTest::told).toList());
    assertEquals("There are {F1} now and there were {F2} before.", answer.summary());
    assertEquals("C1", answer.receipt().computations().getFirst().id());
    assertEquals("/v1/evidence/" + answer.answerId() + ".E1", answer.evidence().getFirst().href());
    assertEquals(140, answer.coverage().population());
    assertEquals(1, answer.looks());
    assertEquals(1_000, answer.usage().bytesRead());
    assertEquals("1.2.3", answer.versions().clew());
    assertEquals(List.of(), answer.next(), "what would only be answered again is not offered");
    assertTrue(
        answer.plan().steps().getFirst().reason().contains("no clock"),
        "what the reader concluded is said");
  }

  @Test
  void severalAsksRunInTheOrderOfThePlaybookAndTheirIdsAreUnique() {
    var answer = ask("Why do travel's runs fail? And how many rows does loans have?");

    assertEquals(List.of("sizes", "faults"), answer.routing().chosen());
    assertEquals("loans, travel", answer.target());
    assertEquals(
        List.of(
            "F1 rows.current C1",
            "F2 rows.baseline C1",
            "F3 rows.current[skill=faults, target=travel] C2",
            "F4 faults.total C2"),
        answer.facts().stream().map(InvestigatorTest::told).toList());
    var faults = finding(answer, "Traces failed");
    assertEquals("{F4} of {F3} failed.", faults.statement());
    assertEquals(List.of("F3", "F4"), faults.factIds());
    assertEquals(
        "2 of 5 traces failed.", Statement.parse(faults.statement()).filled(answer.facts()));
    assertEquals(3, answer.looks());
    assertEquals(145, answer.coverage().population());
    assertEquals(
        new HashSet<>(List.of("N1", "N2")),
        new HashSet<>(answer.findings().stream().map(Finding::id).toList()));
    assertEquals(List.of("F3", "F4"), answer.plan().steps().getLast().factIds());
  }

  @Test
  void theSameQuestionGivesTheSameFactsEachTime() {
    var question = "Why do travel's runs fail? And how many rows does loans have?";

    assertEquals(ask(question).facts(), ask(question).facts());
  }

  @Test
  void aStepThatFailsMakesTheAnswerPartialAndSaysWhy() {
    var targets = new ArrayList<>(SampleData.targets());
    targets.set(1, TargetNames.of("burnt", Card.Reads.APPLICATION));

    var outcome =
        investigator()
            .answer(
                Question.of("How many rows does loans have? And why do the runs of burnt fail?"),
                targets,
                Progress.NONE);

    assertEquals(Answer.Status.PARTIAL, outcome.answer().status());
    assertTrue(
        outcome
            .answer()
            .summary()
            .endsWith(
                "faults could not be run: traces/burnt: can not be read. look whether it is there."),
        outcome.answer().summary());
    assertEquals(
        List.of(StepStatus.DONE, StepStatus.BLOCKED),
        outcome.answer().plan().steps().stream().map(Answer.Step::status).toList());
    assertEquals(Problem.Kind.DATA, outcome.problems().getFirst().kind());
  }

  @Test
  void anExecutorThatThrowsIsAProblemOfOursAndNoException() {
    var outcome =
        investigator(
                (_, _) -> {
                  throw new IllegalStateException("row 7 says secret");
                })
            .answer(
                Question.of("How many rows does loans have?"), SampleData.targets(), Progress.NONE);

    assertEquals(Answer.Status.UNKNOWN, outcome.answer().status());
    assertEquals(Problem.Kind.BUG, outcome.problems().getFirst().kind());
    assertTrue(!outcome.answer().summary().contains("secret"), "content stays out of messages");
  }

  @Test
  void dataIsReadOnceForStepsOnTheSameTarget() {
    investigator()
        .run(
            Question.of("twice"),
            List.of(StepRequest.of("sizes", "loans"), StepRequest.of("sizes", "loans")),
            List.of(),
            Progress.NONE);

    assertEquals(List.of("loans"), data.loads());
  }

  @Test
  void rowsThatTwoStepsLookedAtCountOnceInTheCoverage() {
    var answer =
        investigator()
            .run(
                Question.of("twice"),
                List.of(StepRequest.of("sizes", "loans"), StepRequest.of("sizes", "loans")),
                List.of(),
                Progress.NONE)
            .answer();

    assertEquals(140, answer.coverage().population());
  }

  @Test
  void windowsAreTakenFromTheQuestionsWords() {
    var step = ask("How many rows does loans have since row 60?").plan().steps().getFirst();

    assertEquals(new Window.Rows(60, 100), step.windows().current());
    assertEquals(new Window.BaselineFiles(), step.windows().baseline());
  }

  @Test
  void windowWordsThatTheDataDoesNotHaveFallBackToTheDefaultsAndSaySo() {
    var answer = ask("How many rows does loans have since 2026-11-01?");

    assertEquals(new Window.CurrentFiles(), answer.windows().current());
    assertTrue(answer.windows().chosen().contains("could not be taken"), answer.windows().chosen());
  }

  @Test
  void aGivenWindowThatTheDataDoesNotHaveIsAnErrorNotADefault() {
    var question =
        new Question(
            "How many rows does loans have?",
            Optional.empty(),
            Optional.empty(),
            Optional.of("500..600"),
            Map.of(),
            Optional.empty());

    var outcome = investigator().answer(question, SampleData.targets(), Progress.NONE);

    assertEquals(Answer.Status.UNKNOWN, outcome.answer().status());
    assertEquals(Problem.Kind.USER, outcome.problems().getFirst().kind());
  }

  @Test
  void parametersAreSaidInWordsOrSetAndCheckedAtTheStep() {
    assertEquals(
        List.of("top=7", "by=region", "columns=income_2"),
        ask("top 7: how many rows does loans have per region, and is INCOME_2 among them?")
            .receipt()
            .computations()
            .getFirst()
            .parameters()
            .entrySet()
            .stream()
            .map(Object::toString)
            .toList());

    var wrong =
        new Question(
            "How many rows does loans have?",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of("topp", "7"),
            Optional.empty());
    var problem =
        investigator().answer(wrong, SampleData.targets(), Progress.NONE).problems().getFirst();
    assertEquals("did you mean 'top'?", problem.remedy());
  }

  @Test
  void aQuestionThatNothingFitsSaysSoInOneSentenceAndWhatToAskInstead() {
    var answer = ask("What is the weather like in Paris?");

    assertEquals(Answer.Status.UNKNOWN, answer.status());
    assertEquals(
        "Clew has no skill that answers this; the data here: predictor loans, application travel,"
            + " application shop.",
        answer.summary());
    assertEquals(
        List.of("How many rows does the log of loans have?", "Why do the runs of travel fail?"),
        answer.next());
    assertEquals(List.of(), answer.facts());
    assertEquals(List.of(), data.loads());
  }

  @Test
  void somethingThatIsNotThereIsNamed() {
    var answer = ask("Why do the runs of the checkout agent fail?");

    assertEquals(Answer.Status.UNKNOWN, answer.status());
    assertTrue(answer.summary().contains("nothing called 'checkout'"), answer.summary());
    assertEquals(List.of("faults"), answer.routing().chosen());
  }

  @Test
  void anEmptyQuestionAndAnUnknownTargetAreErrorsOfUse() {
    assertEquals(
        Problem.Kind.USER, assertThrows(ClewException.class, () -> ask("  \n")).problem().kind());
    var problem =
        assertThrows(
                ClewException.class,
                () ->
                    investigator()
                        .answer(
                            Question.of("How many rows?").about("laons"),
                            SampleData.targets(),
                            Progress.NONE))
            .problem();
    assertEquals("did you mean 'loans'?", problem.remedy());
  }

  @Test
  void progressIsToldInOrderAndACancelledInvestigationRunsNoFurtherStep() {
    var told = new ArrayList<String>();
    var progress =
        new Progress() {
          @Override
          public void on(Event event) {
            told.add(event.getClass().getSimpleName());
          }

          @Override
          public boolean cancelled() {
            return told.contains("StepEnded");
          }
        };

    var answer =
        investigator()
            .answer(
                Question.of("Why do travel's runs fail? And how many rows does loans have?"),
                SampleData.targets(),
                progress)
            .answer();

    assertEquals(List.of("Planned", "StepStarted", "StepEnded", "Answered"), told);
    assertEquals(Answer.Status.PARTIAL, answer.status());
    assertEquals(StepStatus.BLOCKED, answer.plan().steps().getLast().status());
  }

  @Test
  void aPlanIsMadeWithoutReadingData() {
    var plan = investigator().plan(Question.of("Why do travel's runs fail?"), SampleData.targets());

    assertEquals(
        "travel", assertInstanceOf(Routed.Planned.class, plan).steps().getFirst().target());
    assertEquals(List.of(), data.loads());
  }

  private static Finding finding(Answer answer, String title) {
    return answer.findings().stream()
        .filter(one -> one.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private static String told(Fact fact) {
    return fact.id() + " " + fact.name() + " " + fact.computation();
  }
}
