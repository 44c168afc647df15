package dev.clew.interpretation.voice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.Evidence;
import dev.clew.evidence.EvidenceKind;
import dev.clew.evidence.Excerpt;
import dev.clew.evidence.Fact;
import dev.clew.evidence.FactValue;
import dev.clew.evidence.Finding;
import dev.clew.evidence.Results;
import dev.clew.evidence.Severity;
import dev.clew.evidence.Unit;
import dev.clew.models.Reply;
import dev.clew.models.ScriptedModel;
import dev.clew.models.TokenUsage;
import dev.clew.models.context.Tokens;
import dev.clew.models.guard.Allowance;
import dev.clew.models.guard.Guarded;
import dev.clew.models.guard.Prices;
import dev.clew.models.guard.Sending;
import dev.clew.models.prompts.Prompt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
          List.of(),
          "",
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

  @Test
  void ofTwoHundredThousandTokensAModelIsSentAFewAndToldWhatWasCut() {
    var model = new ScriptedModel(_ -> reply("{}", Reply.Finish.STOP));
    var huge = huge();
    long raw =
        huge.facts().stream().mapToLong(fact -> fact.name().length() / 4).sum()
            + huge.evidence().stream()
                .flatMap(piece -> piece.excerpts().stream())
                .mapToLong(excerpt -> excerpt.text().length() / 4)
                .sum();
    spoken(model, huge);

    assertTrue(raw > 200_000, raw + " tokens or so");
    var sent = model.asked().getFirst().messages();
    var prompt = sent.getLast().text();
    long tokens = sent.stream().mapToLong(message -> Tokens.of(message.text())).sum();
    assertTrue(tokens < 25_000, tokens + " tokens");
    assertTrue(prompt.contains("findings cite more facts, which are not shown"), prompt);
    assertTrue(prompt.contains("more facts were computed; the reader can open them"), prompt);
    assertTrue(prompt.contains("characters more)"), "a name that was cut says so");
    assertTrue(prompt.contains("clew traces "), "how to get the rest of an excerpt is said");
  }

  /// 4,000 facts with long names, most of them cited, and twelve excerpts of 40,000 characters.
  private static Results huge() {
    var facts = new ArrayList<Fact>();
    for (int i = 1; i <= 4_000; i++) {
      facts.add(
          new Fact(
              "F" + i,
              "calls[tool=" + i + "-" + "a tool with a long name ".repeat(20) + "]",
              new FactValue.Whole(i),
              OptionalDouble.empty(),
              OptionalDouble.empty(),
              Unit.CALLS,
              "C1"));
    }
    var findings = new ArrayList<Finding>();
    for (int i = 1; i <= 30; i++) {
      var cited = facts.subList(i * 100 - 100, i * 100).stream().map(Fact::id).toList();
      findings.add(
          new Finding(
              "N" + i,
              "Calls",
              Severity.MEDIUM,
              0.9,
              ("{F" + i * 100 + "} were made. ").repeat(400),
              cited,
              List.of(),
              false));
    }
    var excerpts = new ArrayList<Excerpt>();
    for (int i = 0; i < 12; i++) {
      excerpts.add(new Excerpt("t" + i + "/m1, output", (i + " words of the data ").repeat(2_200)));
    }
    var evidence =
        new Evidence(
            "E1",
            EvidenceKind.TRACES,
            "Calls",
            "/v1/evidence/E1",
            Optional.empty(),
            List.of(),
            List.of(),
            "Read one.",
            excerpts);
    return new Results(
        findings,
        facts,
        List.of(evidence),
        List.of(),
        Coverage.whole(4_000),
        1,
        List.of(),
        "",
        List.of());
  }

  private static Spoken spoken(Reply... replies) {
    var turns = new ArrayList<>(List.of(replies));
    return spoken(
        new ScriptedModel(_ -> turns.size() == 1 ? turns.getFirst() : turns.removeFirst()),
        RESULTS);
  }

  private static Spoken spoken(ScriptedModel model, Results results) {
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
            results,
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
