package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.interpretation.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a step would store for other questions is stored when the user says so, and only then.
class ApprovalTest {
  private static final String QUESTION = "Run the refusal evaluator on the airline agent";

  @TempDir private Path scratch;

  private record Run(int exit, JsonNode answer, String err) {
    /// All that its findings say.
    String said() {
      var said = new StringBuilder();
      answer.path("findings").forEach(one -> said.append(one.path("statement").asText()));
      return said.toString();
    }
  }

  private Run clew(String... arguments) throws IOException {
    var run = CommandLines.run(Path.of("samples"), scratch, Terminal.plain(), arguments);
    return new Run(run.exit(), new ObjectMapper().readTree(run.out()), run.err());
  }

  /// Files of verdicts anywhere below what Clew keeps.
  private List<String> stored() throws IOException {
    try (var files = Files.walk(scratch)) {
      return files
          .map(Path::toString)
          .filter(name -> name.contains("/evaluations/") && name.endsWith(".jsonl"))
          .toList();
    }
  }

  @Test
  void withoutAYesAStepStoresNothingAndSaysWhatItWouldStore() throws IOException {
    for (var command :
        List.of(
            List.of("ask", QUESTION, "--json"),
            List.of(
                "run",
                "evaluation-template",
                "--target",
                "airline",
                "--set",
                "evaluator=refusal",
                "--set",
                "keep=yes",
                "--json"))) {
      var run = clew(command.toArray(String[]::new));

      assertEquals(Exit.ANSWERED, run.exit(), run.err());
      assertTrue(run.said().contains("Nothing of it is stored yet"), run.said());
      assertEquals(List.of(), stored());
    }
  }

  @Test
  void aYesBeforehandStoresItAtOnceAndVerifyingStoresNothingMore() throws IOException {
    var run = clew("ask", QUESTION, "--yes", "--json");

    assertTrue(run.said().contains("The verdicts are kept"), run.said());
    var stored = stored();
    assertEquals(1, stored.size());
    Files.delete(Path.of(stored.getFirst()));
    var answer = Files.writeString(scratch.resolve("answer.json"), run.answer().toString());
    var verified = clew("verify", answer.toString(), "--json");
    assertEquals(Exit.ANSWERED, verified.exit(), verified.err());
    assertEquals(List.of(), stored());
  }

  @Test
  void aPlanAsksFirstAndKeepsToANo() throws IOException {
    var asks = clew("ask", QUESTION, "--plan", "--session", "s", "--json");

    assertTrue(asks.err().contains("Shall Clew keep the verdicts"), asks.err());
    assertTrue(asks.err().contains("it waits for a reply"), asks.err());
    assertEquals(List.of(), stored());

    var no = clew("ask", "--reply", "no, not yet", "--session", "s", "--json");

    assertEquals(Exit.ANSWERED, no.exit(), no.err());
    assertEquals("answered", no.answer().path("status").asText());
    assertTrue(no.said().contains("Nothing of it is stored yet"), no.said());
    assertEquals("stored nothing", no.answer().at("/plan/changes/0/what").asText());
    assertEquals(List.of(), stored());
  }

  @Test
  void aPlanStoresItAfterAYesAndSaysWhoApproved() throws IOException {
    clew("ask", QUESTION, "--plan", "--session", "s", "--json");

    var yes = clew("ask", "--reply", "Yes, please", "--session", "s", "--json");

    assertEquals(Exit.ANSWERED, yes.exit(), yes.err());
    assertTrue(yes.said().contains("The verdicts are kept"), yes.said());
    assertTrue(!yes.said().contains("Nothing of it is stored yet"), yes.said());
    assertEquals(1, stored().size());
    var changes = new ArrayList<String>();
    yes.answer().at("/plan/changes").forEach(one -> changes.add(one.path("by").asText()));
    assertTrue(changes.contains("user"), yes.answer().at("/plan/changes").toString());
  }
}
