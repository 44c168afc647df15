package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.evidence.Answer;
import dev.clew.evidence.ClewException;
import dev.clew.interpretation.AnswerJson;
import dev.clew.interpretation.EqualFacts;
import dev.clew.interpretation.Terminal;
import dev.clew.investigation.Question;
import dev.clew.investigation.agent.InvestigationId;
import dev.clew.investigation.agent.Matter;
import dev.clew.investigation.budget.Limits;
import dev.clew.investigation.flags.FlagSource;
import dev.clew.local.states.Execution;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Questions that are planned on the command line, and what is broken off.
class PlannedAskTest {
  private static final String SEVERAL =
      "Why do the airline agent's runs fail, and what should I do first?";

  @TempDir private Path scratch;

  private Setting setting() {
    return new Setting(Path.of("samples"), scratch, "test", false, Optional.empty());
  }

  /// What came of a command.
  private record Run(int exit, byte[] out, String err) {
    JsonNode answer() throws IOException {
      return new ObjectMapper().readTree(out);
    }
  }

  private Run clew(Setting setting, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var screen =
        new Screen(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Terminal.plain(),
            false);
    int exit = CommandLines.run(screen, setting, new Interrupts(screen, Duration.ZERO), arguments);
    return new Run(exit, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aQuestionForCausesAndAdviceIsPlannedAndOneForTwoSkillsIsAnsweredSideBySide()
      throws IOException {
    var planned = clew(setting(), "ask", SEVERAL, "--json").answer();
    assertFalse(planned.path("causes").isEmpty());

    var plain =
        clew(
            setting(),
            "ask",
            "Is the employment model still good on the latest rows, and what changed in its inputs?",
            "--json");
    assertTrue(plain.answer().path("causes").isEmpty());
    assertEquals(2, plain.answer().path("plan").path("steps").size());
    assertTrue(plain.err().startsWith("clew: plan S1: performance-degradation"), plain.err());
  }

  @Test
  void flagsTurnPlanningAndSkillsOffAndABudgetIsKept() throws IOException {
    var flags = scratch.resolve("flags.json");
    Files.writeString(
        flags, "{\"all\": {\"planning\": false, \"skills\": {\"cohort-comparison\": false}}}");
    var off = setting().allowing(FlagSource.file(flags), Limits.NONE);

    var run = clew(off, "ask", SEVERAL, "--plan", "--json");
    assertTrue(run.err().contains("planning is turned off by the feature flags"), run.err());
    assertTrue(run.answer().path("causes").isEmpty());

    var poor = setting().allowing(FlagSource.NONE, Limits.parse("calls=1", "CLEW_BUDGET"));
    var spent = clew(poor, "ask", SEVERAL, "--json");
    assertEquals("partial", spent.answer().path("status").asText());
    assertTrue(
        new String(spent.out(), StandardCharsets.UTF_8)
            .contains("the budget of tool calls is spent"),
        spent.err());
  }

  @Test
  void theEnvironmentNamesFlagsAndBudget() {
    var setting = Setting.of(Map.of("CLEW_BUDGET", "calls=3"), new Properties());
    assertEquals(Limits.parse("calls=3", ""), setting.budget());
    var wrong =
        assertThrows(
            ClewException.class,
            () -> Setting.of(Map.of("CLEW_BUDGET", "cals=3"), new Properties()));
    assertEquals("CLEW_BUDGET", wrong.problem().where());
  }

  /// The second run takes none of the steps of the first; its facts are those of an unbroken one.
  @Test
  void whatIsBrokenOffGoesOnAndNoStepIsTakenTwice() throws IOException {
    var whole = clew(setting(), "ask", SEVERAL, "--session", "whole", "--json");

    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var screen = new Screen(nowhere, nowhere, Terminal.plain(), false);
    var taken = new ArrayList<String>();
    try (var workplace = CommandLines.workplace(setting(), screen)) {
      var tenant = workplace.open(Optional.empty());
      var question =
          new Question(
              SEVERAL,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Map.of(),
              Optional.of("s"));
      var begun = new Underway("broken", question, Optional.empty(), Instant.now());
      workplace.underway().put(begun);
      var matter =
          new Matter(
              new InvestigationId(Workplace.TENANT, "broken"),
              question,
              tenant.targets(),
              List.of(),
              begun.expiresAt());
      assertThrows(
          Halt.class,
          () ->
              workplace.undertaken(
                  tenant,
                  "broken",
                  "s",
                  undertaking -> {
                    undertaking
                        .planned(
                            tenant,
                            matter,
                            workplace.work(),
                            executor ->
                                (request, asked) -> {
                                  if (taken.size() == 1) {
                                    throw new Halt();
                                  }
                                  taken.add(request.skill());
                                  return executor.execute(request, asked);
                                },
                            workplace.progress())
                        .run();
                    throw new AssertionError("it was not broken off");
                  }));
    }
    assertEquals(List.of("failure-patterns"), taken);

    var resumed = clew(setting(), "ask", "--resume", "--json");

    assertEquals(Exit.ANSWERED, resumed.exit(), resumed.err());
    assertFalse(resumed.err().contains("S1 begun"), resumed.err());
    assertTrue(resumed.err().contains("S2 begun"), resumed.err());
    assertEquals(
        facts(AnswerJson.read(whole.out(), "whole")),
        facts(AnswerJson.read(resumed.out(), "resumed")));
    var nothing = clew(setting(), "ask", "--resume");
    assertEquals(Exit.USAGE, nothing.exit());
    assertTrue(nothing.err().contains("no planned question was broken off"), nothing.err());
  }

  private static String facts(Answer answer) {
    return new String(EqualFacts.canonical(answer.facts()), StandardCharsets.UTF_8);
  }

  /// As a process that ends: no state catches it.
  private static final class Halt extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void brokenOffBetweenStepsItAnswersWhatThereIs() {
    var err = new ByteArrayOutputStream();
    var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    var screen = new Screen(stream, stream, Terminal.plain(), false);
    var interrupts = new Interrupts(screen, Duration.ZERO);
    var closed = new ArrayList<String>();
    interrupts.begin(() -> closed.add("models"));

    interrupts.request();

    assertTrue(interrupts.requested());
    assertEquals(List.of("models"), closed);
    assertTrue(new ProgressLines(screen, interrupts).cancelled());
    assertTrue(
        err.toString(StandardCharsets.UTF_8).contains("broken off before there was an answer"));
  }

  @Test
  void anExecutionOfAPlanEndsWithItsAnswer() {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var screen = new Screen(nowhere, nowhere, Terminal.plain(), false);
    try (var workplace = CommandLines.workplace(setting(), screen)) {
      var run =
          workplace.plannedRun(
              workplace.open(Optional.empty()), Question.of(SEVERAL), executor -> executor);
      assertEquals(Execution.Status.SUCCEEDED, run.execution().status());
      assertEquals(Optional.empty(), run.asking());
    }
  }
}
