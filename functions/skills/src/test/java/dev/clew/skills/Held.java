package dev.clew.skills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.clew.evidence.Measurement;
import dev.clew.evidence.Results;
import dev.clew.interpretation.ClaimCheck;
import java.util.List;
import java.util.Optional;

/// What every run of every skill must hold, whatever it was planted for: each case that a test
/// plants comes through here.
public final class Held {

  private Held() {}

  /// Runs a skill, and holds what came of it against its card and against the claim check.
  public static Measurement measured(Skill skill, Inputs inputs) {
    var measurement = skill.measure(inputs);
    assertEquals(
        Optional.empty(), inputs.card().broken(measurement), "a fact that the card promises");
    measurement.shown().ifPresent(Held::told);
    return measurement;
  }

  /// No sentence of a template is dropped, and no finding is left without one.
  private static void told(Results results) {
    assertEquals(
        List.of(),
        ClaimCheck.check(results.opening(), results.facts()).refusals(),
        "dropped by the claim check, of the opening");
    for (var finding : results.findings()) {
      assertFalse(finding.statement().isBlank(), finding.title() + " says nothing");
      for (var text : List.of(finding.title(), finding.statement())) {
        assertEquals(
            List.of(),
            ClaimCheck.check(text, results.facts()).refusals(),
            "dropped by the claim check, of: " + finding.title());
      }
    }
  }
}
