package dev.clew.investigation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Answer;
import dev.clew.interpretation.AnswerJson;
import dev.clew.interpretation.Interpreter;
import dev.clew.investigation.Verification.Verdict;
import dev.clew.investigation.samples.SampleCatalogue;
import dev.clew.investigation.samples.SampleData;
import dev.clew.skills.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifierTest {
  private static final Catalogue CATALOGUE = SampleCatalogue.load();
  private static final Router ROUTER =
      new Router(CATALOGUE, new Playbook(List.of("sizes", "faults")));

  private final SampleData data = new SampleData();

  private Answer answer() {
    return new Investigator(
            ROUTER, runner(), new Report("1", new Interpreter()), () -> "a", () -> 0)
        .answer(
            Question.of("Why do travel's runs fail? And how many rows does loans have?"),
            SampleData.targets(),
            Progress.NONE)
        .answer();
  }

  private SkillRunner runner() {
    return new SkillRunner(CATALOGUE, data, () -> 0);
  }

  private Verification verify(Answer answer) {
    return new Verifier(CATALOGUE, runner()).verify(answer);
  }

  @Test
  void everythingIsEqualWhereNothingChanged() {
    var verification = verify(answer());

    assertEquals(4, verification.count(Verdict.EQUAL));
    assertTrue(verification.allEqual());
    assertEquals(List.of(), verification.notes());
  }

  @Test
  void anAnswerReadBackFromItsFileIsVerifiedToo() {
    var read = AnswerJson.read(AnswerJson.write(answer()), "answer.json");

    assertTrue(verify(read).allEqual());
  }

  @Test
  void aChangedValueIsChangedAndTheOtherFactsOfThoseBytesAreStale() {
    var answer = answer();
    data.rewriteLoans(101, "a2");

    var verification = verify(answer);

    assertEquals(
        List.of(Verdict.CHANGED, Verdict.STALE, Verdict.EQUAL, Verdict.EQUAL),
        verification.checks().stream().map(Verification.Check::verdict).toList());
    assertEquals(101, verification.checks().getFirst().now().number());
    assertEquals(
        List.of("inferences/loans/c.csv holds other bytes now (1010 instead of 1000)"),
        verification.notes());
  }

  @Test
  void factsOfATargetThatIsGoneAreMissingWithTheReason() {
    var answer = answer();
    var gone =
        new SkillRunner(
            CATALOGUE,
            (target, card) ->
                target.equals("loans") ? data.load("nowhere", card) : data.load(target, card),
            () -> 0);

    var verification = new Verifier(CATALOGUE, gone).verify(answer);

    assertEquals(2, verification.count(Verdict.MISSING));
    assertEquals(2, verification.count(Verdict.EQUAL));
    assertTrue(
        verification.checks().getFirst().why().contains("can not be read"),
        verification.checks().getFirst().why());
  }

  @Test
  void aValueThatWasAlteredInTheAnswersFileIsToldFromOneThatTheDataChanged() {
    var file = AnswerJson.tree(answer());
    var first = (ObjectNode) file.path("facts").get(0);
    first.put("value", first.path("value").asLong() + 1);

    var verification = verify(AnswerJson.read(AnswerJson.bytes(file), "answer.json"));

    assertEquals(1, verification.count(Verdict.EDITED));
    assertEquals(3, verification.count(Verdict.EQUAL));
    var edited = verification.checks().getFirst();
    assertEquals(edited.then().number() - 1, edited.now().number());
    assertTrue(edited.why().contains("was edited"), edited.why());
    assertFalse(verification.allEqual());
  }

  /// A judge that says otherwise now is no fault of the answer's file.
  @Test
  void whatAModelJudgedIsToldAsJudgedWhereItCanNotBeHadAgain() {
    var file = AnswerJson.tree(answer());
    var fact = (ObjectNode) file.path("facts").get(0);
    fact.put("value", fact.path("value").asLong() + 1);
    file.path("receipt")
        .path("computations")
        .forEach(one -> {
          if (one.path("id").asText().equals(fact.path("computation").asText())) {
            ((ObjectNode) one).put("judgedBy", "judge-1");
          }
        });

    var verification = verify(AnswerJson.read(AnswerJson.bytes(file), "answer.json"));

    var judged = verification.checks().getFirst();
    assertEquals(Verdict.JUDGED, judged.verdict());
    assertEquals("a model judged it (judge-1): it is not computed again", judged.why());
    assertEquals(1, verification.count(Verdict.JUDGED));
    assertEquals(3, verification.count(Verdict.EQUAL));
    assertTrue(verification.allEqual());
  }
}
