package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.interpretation.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
  private static final Path SAMPLES = Path.of("samples");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path scratch;

  private int clew(String... arguments) {
    out.reset();
    err.reset();
    var screen =
        new Screen(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Terminal.plain(),
            false);
    return CommandLines.line(
            screen, new Setting(SAMPLES, scratch, "test", false, Optional.empty()), arguments)
        .execute(arguments);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out());
  }

  @Test
  void theBundledTargetsAreListed() throws IOException {
    assertEquals(0, clew("targets", "--json"));
    var names =
        StreamSupport.stream(json().path("targets").spliterator(), false)
            .map(target -> target.path("name").asText() + " " + target.path("kind").asText())
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "airline application",
            "employment predictor",
            "failures application",
            "frameworks application"),
        names);
  }

  @Test
  void aMisspeltOptionIsAUsageErrorThatNamesTheNearest() {
    assertEquals(2, clew("targets", "--jsn"));
    assertTrue(err().contains("did you mean --json?"), err());
    assertEquals("", out());
  }

  @Test
  void aMisspeltCommandNamesTheNearestToo() {
    assertEquals(2, clew("trces"));
    assertTrue(err().contains("did you mean traces?"), err());
  }

  @Test
  void theHelpIsShownOnce() {
    assertEquals(0, clew("--help"));
    assertEquals(1, out().lines().filter(line -> line.startsWith("Usage:")).count(), out());
    assertEquals(0, clew("ask", "--help"));
    assertEquals(1, out().lines().filter(line -> line.startsWith("Usage:")).count(), out());
  }

  @Test
  void noCommandShowsTheHelp() {
    assertEquals(2, clew());
    assertTrue(out().contains("ask"), out());
  }

  @Test
  void aSkillThatIsNotThereIsBadInput() {
    assertEquals(2, clew("run", "data-qualty"));
    assertTrue(err().contains("did you mean 'data-quality'?"), err());
  }

  @Test
  void anEmptyQuestionIsBadInput() {
    assertEquals(2, clew("ask", " "));
    assertTrue(err().contains("the question is empty"), err());
  }

  @Test
  void aFolderThatIsNotThereIsBadInput() {
    assertEquals(2, clew("targets", "--data", scratch.resolve("nowhere").toString()));
    assertTrue(err().contains("there is no such folder or file"), err());
  }

  @Test
  void theAirlineAgentsRunsAreListedWithTheirOutcomes() throws IOException {
    assertEquals(0, clew("traces", "--target", "airline", "--json"));
    var traces = json().path("traces");
    // tau-bench's file holds 56 runs, 22 with reward 1.
    assertEquals(56, traces.size());
    assertEquals(
        22,
        StreamSupport.stream(traces.spliterator(), false)
            .filter(trace -> trace.at("/outcome/reward").asDouble() == 1)
            .count());
  }

  @Test
  void oneTraceIsShownAsATreeByTheBeginningOfItsId() {
    assertEquals(0, clew("traces", "d1af70ea", "--target", "failures"));
    assertTrue(out().contains("\u2514\u2500 "), out());
    assertFalse(out().contains("characters more)"), "a pipe gets texts whole");
  }

  @Test
  void aScreenGetsLongTextsCutAndIsToldSo() {
    var run =
        CommandLines.run(
            SAMPLES,
            scratch,
            new Terminal(100, false),
            "traces",
            "d1af70ea",
            "--target",
            "failures");
    var shown = new String(run.out(), StandardCharsets.UTF_8);
    assertTrue(shown.contains("characters more)"), "long messages are cut and say so");
  }

  @Test
  void aPipeGetsWholeColumnsAndAScreenLinesThatFit() {
    assertEquals(0, clew("traces", "--target", "failures"));
    assertFalse(out().lines().anyMatch(line -> line.endsWith("...")), out());
    var ids = out().lines().skip(1).map(line -> line.split(" ", 2)[0]).toList();
    assertTrue(ids.stream().allMatch(id -> id.length() > 32), "ids stand whole: " + ids);
    var run =
        CommandLines.run(
            SAMPLES, scratch, new Terminal(80, false), "traces", "--target", "failures");
    new String(run.out(), StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> assertTrue(line.length() <= 80, line));
  }

  @Test
  void controlCharactersInTracesDoNotReachTheTerminal() throws IOException {
    var folder = Files.createDirectories(scratch.resolve("traces/evil"));
    Files.writeString(
        folder.resolve("a.json"),
        """
        {"messages": [{"role": "user", "content": "hello \\u001b]0;owned\\u0007 \\u202e there"},
                      {"role": "assistant", "content": "\\u001b[2Jgone"}]}
        """);
    assertEquals(0, clew("traces", "--data", scratch.toString()));
    var id = out().lines().skip(1).findFirst().orElseThrow().split(" ", 2)[0];
    assertEquals(0, clew("traces", id, "--data", scratch.toString()));
    assertTrue(out().contains("\\x{1B}[2Jgone"), out());
    assertFalse(out().chars().anyMatch(c -> c == 0x1b || c == 0x07 || c == 0x202e), out());
  }

  @Test
  void aPageIsWrittenBesideTheAnswerAndTwoAnswersAreCompared() throws IOException {
    var page = scratch.resolve("answer.html");
    var first = scratch.resolve("first.json");
    assertEquals(
        0,
        clew("run", "data-quality", "--target", "employment", "--json", "--html", page.toString()));
    Files.write(first, out.toByteArray());
    assertTrue(Files.readString(page).startsWith("<!DOCTYPE html>"));
    assertEquals(
        0, clew("run", "data-quality", "--target", "employment", "--compare", first.toString()));
    assertTrue(out().contains("0 changed, 0 new, 0 gone"), out());
  }
}
