package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.interpretation.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    return steps(new ObjectMapper().readTree(clew(arguments).out()));
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

  /// Rows counted with awk, ROC AUC by scikit-learn 1.9.1 (`roc_auc_score`): .94628 of the 6,863
  /// current rows with AGEP < 25, .86262 of the other 18,137.
  @Test
  void aFollowUpAboutAPartOfTheRowsGoesOnWithTheSameStepsOnThatPart() throws IOException {
    clew(
        "ask",
        "Is the employment model still good, and what changed in its inputs?",
        "--session",
        "s");

    var run = clew("ask", "and only for people under 25?", "--session", "s", "--json");

    var answer = new ObjectMapper().readTree(run.out());
    assertEquals(List.of("performance-degradation employment", "drift employment"), steps(answer));
    for (var computation : answer.path("receipt").path("computations")) {
      if (!computation.path("skill").asText().isEmpty()
          && !computation.path("parameters").has("filter")) {
        // Only what the conversation knew before is of all rows.
        assertTrue(
            answer.path("summary").asText().contains("Before, of all the data"),
            computation.toString());
      }
    }
    assertEquals("AGEP < 25", fact(answer, "slice.filter").path("value").asText());
    assertEquals(6_863, fact(answer, "slice.size[window=current]").path("value").asLong());
    assertEquals(25_000, fact(answer, "slice.of[window=current]").path("value").asLong());
    assertEquals(20_216, fact(answer, "slice.size[window=baseline]").path("value").asLong());
    assertEquals(
        .94628, fact(answer, "performance.auc[window=current]").path("value").asDouble(), 5e-6);
    assertEquals(
        .86262,
        fact(answer, "slice.rest.performance.auc[window=current]").path("value").asDouble(),
        5e-6);
    assertTrue(
        fact(answer, "slice.why").path("value").asText().contains("named for an age"),
        answer.path("summary").asText());
  }

  @Test
  void anAnswerAboutAPartIsComputedAgainToTheSame() throws IOException {
    clew("ask", "Why do the airline agent's runs fail?", "--session", "s");
    var run =
        clew(
            "ask",
            "and only for the runs that called book_reservation?",
            "--session",
            "s",
            "--json");
    var file = scratch.resolve("answer.json");
    Files.write(file, run.out());

    var verified = clew("verify", file.toString());

    assertEquals(Exit.ANSWERED, verified.exit(), verified.err());
    var answer = new ObjectMapper().readTree(run.out());
    // 7 of the 56 transcripts hold a call of book_reservation (counted in the JSON with Python).
    assertEquals(7, fact(answer, "slice.size[window=current]").path("value").asLong());
    assertEquals(56, fact(answer, "slice.of[window=current]").path("value").asLong());
  }

  @Test
  void aPartThatFitsNoColumnIsAskedBack() {
    clew("ask", "Is the employment model still good?", "--session", "s");

    var run = clew("ask", "and only for men?", "--session", "s");

    assertEquals(Exit.UNKNOWN, run.exit());
    var said = new String(run.out(), StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    assertTrue(said.contains("SEX of employment may be meant by"), said);
    assertTrue(said.contains("and only where SEX = 2?"), said);
  }

  @Test
  void onePartFollowsAnotherAndOfThoseKeepsBoth() throws IOException {
    clew("ask", "Why do the airline agent's runs fail?", "--session", "s");
    clew("ask", "and only for the runs that called book_reservation?", "--session", "s");

    assertEquals(
        "tool = 'book_reservation' and failed = true",
        filter("of those only the failed ones", "--session", "s", "--json"));
    assertEquals("tool_calls > 10", filter("and with more than 10 tool calls?", "--session", "s"));
  }

  @Test
  void aSkillThatIsRunByHandTakesAFilterToo() throws IOException {
    var run = clew("run", "drift", "--target", "employment", "--set", "filter=SEX = 2", "--json");

    assertEquals(
        "SEX = 2",
        fact(new ObjectMapper().readTree(run.out()), "slice.filter").path("value").asText());
  }

  private String filter(String question, String... more) throws IOException {
    var arguments = new ArrayList<>(List.of("ask", question));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--json")) {
      arguments.add("--json");
    }
    var answer = new ObjectMapper().readTree(clew(arguments.toArray(String[]::new)).out());
    return fact(answer, "slice.filter").path("value").asText();
  }

  private static List<String> steps(JsonNode answer) {
    return StreamSupport.stream(answer.path("plan").path("steps").spliterator(), false)
        .map(step -> step.path("skill").asText() + " " + step.path("target").asText())
        .toList();
  }

  private static JsonNode fact(JsonNode answer, String name) {
    return StreamSupport.stream(answer.path("facts").spliterator(), false)
        .filter(fact -> fact.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no fact " + name + " in " + answer.path("summary")));
  }
}
