package dev.clew.interpretation.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Results;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.models.Reply;
import dev.clew.models.ScriptedModel;
import dev.clew.models.TokenUsage;
import dev.clew.models.guard.Allowance;
import dev.clew.models.guard.Guarded;
import dev.clew.models.guard.Prices;
import dev.clew.models.guard.Sending;
import dev.clew.models.prompts.Prompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class NarratorTest {
  private static final Results RESULTS =
      new Results(
          List.of(
              new Finding(
                  "N1",
                  "Runs fail",
                  Severity.MEDIUM,
                  0.9,
                  "{F1} failed.",
                  List.of("F1"),
                  List.of(),
                  false)),
          List.of(
              new Fact(
                  "F1",
                  "runs.failed",
                  new FactValue.Whole(34),
                  OptionalDouble.empty(),
                  OptionalDouble.empty(),
                  Unit.of("runs"),
                  "C1")),
          List.of(),
          List.of(),
          Coverage.whole(56),
          1,
          List.of());

  private static final String HELD =
      """
      {"summary": [{"text": "{F1} failed.", "findings": ["N1"]}], "statements": [], "meaning": [], "next": []}\
      """;

  @Test
  void wordsThatCanNotBeUsedAreSaidToBeSo() {
    var spoken = spoken(reply("{\"summary\": [", Reply.Finish.LENGTH));

    assertTrue(spoken.isEmpty());
    assertEquals(
        List.of("what it wrote could not be used, it was cut off before its end"),
        spoken.use().troubles());
  }

  @Test
  void aSecondTryThatCanBeUsedIsNoTrouble() {
    var spoken = spoken(reply("no JSON", Reply.Finish.STOP), reply(HELD, Reply.Finish.STOP));

    assertEquals("{F1} failed.", spoken.summary().getFirst().text());
    assertEquals(List.of(), spoken.use().troubles());
  }

  private static Spoken spoken(Reply... replies) {
    var turns = new ArrayList<>(List.of(replies));
    var model = new ScriptedModel(_ -> turns.size() == 1 ? turns.getFirst() : turns.removeFirst());
    var guarded =
        new Guarded(
            model,
            new Guarded.Settings(
                Allowance.USUAL,
                true,
                Prices.UNKNOWN,
                Sending.SILENT,
                () -> Duration.ofSeconds(30),
                most -> most,
                _ -> {}));
    return new Narrator(guarded)
        .speak(
            RESULTS,
            new Brief(
                "Why do runs fail?",
                "agent",
                "all of it",
                new Prompt("rules.md", "Write."),
                new Prompt(
                    "interpret.md",
                    "{{question}} {{target}} {{windows}} {{how_to_interpret}} {{findings}} {{facts}} {{data}}"),
                "How to read it."));
  }

  private static Reply reply(String text, Reply.Finish finish) {
    return new Reply(text, List.of(), finish, TokenUsage.UNKNOWN, "m");
  }
}
