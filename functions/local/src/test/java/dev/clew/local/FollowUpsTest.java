package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.interpretation.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Questions that go on with one that another call of the command line answered.
class FollowUpsTest {
  @TempDir Path scratch;

  private CommandLines.Run clew(String... arguments) {
    return CommandLines.run(Path.of("samples"), scratch, Terminal.plain(), arguments);
  }

  /// The steps of an answer: skill and target.
  private List<String> steps(String... arguments) throws IOException {
    var run = clew(arguments);
    var steps = new ObjectMapper().readTree(run.out()).path("plan").path("steps");
    return StreamSupport.stream(steps.spliterator(), false)
        .map(step -> step.path("skill").asText() + " " + step.path("target").asText())
        .toList();
  }

  @Test
  void aFollowUpIsAboutWhatTheConversationWasAbout() throws IOException {
    assertEquals(
        List.of("failure-patterns airline"),
        steps("ask", "Why do the airline agent's runs fail?", "--session", "s", "--json"));

    assertEquals(
        List.of("token-cost airline"),
        steps("ask", "and the token cost?", "--session", "s", "--json"));
    assertEquals(
        List.of("token-cost airline"), steps("ask", "only last week?", "--session", "s", "--json"));
    assertEquals(
        List.of("token-cost frameworks"),
        steps("ask", "and for frameworks?", "--session", "s", "--json"));
  }

  @Test
  void anotherConversationKnowsNothingOfIt() throws IOException {
    steps("ask", "Why do the airline agent's runs fail?", "--session", "s", "--json");

    var other = clew("ask", "and only last week?", "--session", "t");

    assertEquals(Exit.UNKNOWN, other.exit());
    assertTrue(other.err().contains("nothing is remembered of session t"), other.err());
  }

  @Test
  void theSessionIsNamedSoThatOneCanGoOn() throws IOException {
    var first = clew("ask", "Why do the airline agent's runs fail?");
    var id = first.err().replaceFirst("(?s).*--session (\\S+).*", "$1");

    assertEquals(
        List.of("failure-patterns airline"), steps("ask", "and why?", "--session", id, "--json"));
  }

  @Test
  void whatIsNotAboutTheDataIsNoFollowUp() throws IOException {
    steps("ask", "Why do the airline agent's runs fail?", "--session", "s", "--json");

    assertEquals(List.of(), steps("ask", "thanks, great", "--session", "s", "--json"));
    assertEquals(
        List.of(), steps("ask", "and write me a poem about it", "--session", "s", "--json"));
  }
}
