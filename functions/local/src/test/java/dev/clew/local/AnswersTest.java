package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.evidence.Answer;
import dev.clew.interpretation.AnswerJson;
import dev.clew.interpretation.EqualFacts;
import dev.clew.interpretation.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Answers as a user reads them, on the bundled samples.
class AnswersTest {
  private static final Path SAMPLES = Path.of("samples");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private CommandLines.Run clew(String... arguments) {
    return CommandLines.run(SAMPLES, folder, Terminal.plain(), arguments);
  }

  private String text(String... arguments) {
    return new String(clew(arguments).out(), StandardCharsets.UTF_8);
  }

  private JsonNode ask(String question) throws IOException {
    return JSON.readTree(clew("ask", question, "--json").out());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static List<String> looks(JsonNode answer) {
    return StreamSupport.stream(answer.at("/plan/steps").spliterator(), false)
        .map(step -> step.path("skill").asText() + " on " + step.path("target").asText())
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> whatIsOfferedNextIsAnsweredByAnotherLook() {
    return Stream.of(
            "Is the employment model still good on the latest rows, and what changed in its inputs?",
            "Why do the airline agent's runs fail?",
            "What do the frameworks' traces cost?",
            "Where did trace 1.0-15d5f4e3 go wrong?",
            "Are there missing values in the employment log?")
        .map(question -> DynamicTest.dynamicTest(question, () -> offers(question)));
  }

  private void offers(String question) throws IOException {
    var answer = ask(question);
    var next = texts(answer.path("next"));
    assertFalse(next.isEmpty(), question);
    assertTrue(next.size() <= 4, next.toString());
    var seen = new ArrayList<>(looks(answer));
    for (var one : next) {
      var then = ask(one);
      assertFalse(
          then.path("status").asText().equals("unknown"), one + ": " + then.path("summary"));
      for (var look : looks(then)) {
        assertFalse(seen.contains(look), one + " leads to " + look + " again");
        seen.add(look);
      }
    }
  }

  @Test
  void failedAndPassedRunsAreComparedWhereThereAreBoth() throws IOException {
    var answer = ask("what differs between failed and passed runs?");
    assertEquals("airline", answer.path("target").asText());
    var why = answer.at("/plan/steps/0/reason").asText();
    assertTrue(why.contains("only in airline"), why);
    assertTrue(why.contains("left out: failures, frameworks"), why);
  }

  @Test
  void tokenCostLeadsWithTotals() {
    var said = text("ask", "Who burns the tokens in the frameworks traces?");
    var summary = said.lines().dropWhile(line -> !line.isEmpty()).skip(1).findFirst().orElseThrow();
    // 19 traces, 36 calls and 23,590 tokens: counted by hand with the token rule in TokenCostTest.
    assertTrue(summary.startsWith("19 traces made 36 calls, which used 23,590 tokens"), summary);
  }

  @Test
  void theCommandThatComputesAWindowOfTimeAgainGivesTheSameFacts() throws IOException {
    var asked = clew("ask", "What did the frameworks traces cost in the last 100 days?", "--json");
    var answer = read(asked);
    var windows = answer.receipt().computations().getFirst().windows();
    // To the second: the data lasts for months.
    for (var window : List.of(windows.baseline().toString(), windows.current().toString())) {
      assertTrue(window.matches("[-0-9T:]+Z\\.\\.[-0-9T:]+Z"), window);
    }
    var again =
        read(
            clew(
                "run",
                "token-cost",
                "--target",
                "frameworks",
                "--baseline",
                windows.baseline().toString(),
                "--current",
                windows.current().toString(),
                "--json"));
    assertTrue(EqualFacts.equal(answer.facts(), again.facts()), "the facts differ");
  }

  private static Answer read(CommandLines.Run run) {
    return AnswerJson.read(run.out(), "the answer");
  }

  @Test
  void examplesOfWhatCanBeAskedAreOfThisData() throws IOException {
    var answer =
        JSON.readTree(
            clew("ask", "Write me a poem.", "--data", "samples/inferences/employment", "--json")
                .out());
    assertEquals("unknown", answer.path("status").asText());
    for (var example : texts(answer.path("next"))) {
      assertFalse(example.matches("(?i).*\\b(?:runs?|traces?|agent|airline|tools?)\\b.*"), example);
    }
  }
}
