package dev.clew.interpretation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimCheckTest {
  /// F1 rises, F2 falls; F3 to F4 falls; F5 is a ratio above one; F6 words of the data.
  private final List<Fact> facts =
      List.of(
          Example.fact("F1", "recall.change", 0.02, Unit.POINTS),
          Example.fact("F2", "auc.change", -0.03, Unit.CHANGE),
          Example.fact("F3", "auc[window=baseline]", 0.90, Unit.NONE),
          Example.fact("F4", "auc[window=current]", 0.87, Unit.NONE),
          Example.fact("F5", "tokens.growth", 2.4, Unit.RATIO),
          Example.fact(
              "F6", "message", new FactValue.Text("HTTP status 503 from flight_7"), Unit.NONE),
          Example.fact("F7", "error.rate.change", 0.05, Unit.POINTS));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AUC fell by {F2}.",
        "AUC dropped from {F3} to {F4}.",
        "AUC dropped from {F3} to {F4}, a change of {F2}.",
        "AUC fell by {F2}, while recall rose by {F1}.",
        "AUC got worse by {F2}.",
        "Errors got worse by {F7}.",
        "Recall is {F1} higher.",
        "Tokens grew {F5}.",
        "The F1 score and the p95 changed by {F2}.",
        "NDCG@10 changed by {F2}.",
        "The tool answers \u201cHTTP status 503 from flight_7\u201d.",
        "AUC did not drop: it changed by {F1}.",
        "More than half of the change is {F2}.",
      })
  void aSentenceThatAgreesWithItsFactsIsKept(String sentence) {
    assertEquals(List.of(), ClaimCheck.check(sentence, facts).refusals());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AUC rose by {F2}.",
        "AUC rose from {F3} to {F4}.",
        "Recall is {F1} lower.",
        "AUC improved by {F2}.",
        "Errors improved by {F7}.",
        "AUC fell by {F1}, while recall rose by {F1}.",
        "Tokens shrank {F5}.",
        "It failed 13 times.",
        "It failed {F9} times.",
        "It failed {n} times.",
        "The tool answers \u201cHTTP status 404\u201d.",
        "About 40% of AUC is {F3}.",
      })
  void aSentenceThatDoesNotIsRefused(String sentence) {
    var checked = ClaimCheck.check(sentence, facts);
    assertEquals(1, checked.refusals().size());
    assertEquals("", checked.kept());
  }

  @Test
  void onlyTheFalseSentenceGoes() {
    var checked =
        ClaimCheck.check(
            "AUC fell by {F2}. It fails 13 times, e.g. Mondays. Recall rose by {F1}.", facts);
    assertEquals("AUC fell by {F2}. Recall rose by {F1}.", checked.kept());
    assertTrue(checked.refusals().getFirst().reason().contains("comes from no fact"));
  }

  @Test
  void theReasonNamesTheFact() {
    var reason = ClaimCheck.wrong("AUC rose by {F2}.", facts).orElseThrow();
    assertTrue(reason.contains("auc.change"), reason);
    assertFalse(ClaimCheck.wrong("AUC fell by {F2}.", facts).isPresent());
  }
}
