package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clew.interpretation.Terminal;
import dev.clew.models.guard.Allowance;
import dev.clew.models.openai.OpenAiServer;
import dev.clew.models.settings.ModelSettings;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a planned question asks back on the command line: where nobody sits it waits for `--reply`,
/// on a terminal the user is asked there and then.
class ReplyTest {
  private static final String QUESTION =
      "Did the inputs of employment drift, and is its data sound?";
  private static final String ASKED = "Which stretch of the data shall be looked at";

  private final OpenAiServer server = new OpenAiServer(new AskingBack()::answer);

  @TempDir private Path scratch;

  @AfterEach
  void stop() {
    server.close();
  }

  private record Run(int exit, JsonNode answer, String err) {
    /// What changed in the plan, and by whom.
    List<String> changes() {
      var changes = new ArrayList<String>();
      answer
          .at("/plan/changes")
          .forEach(
              one -> changes.add(one.path("what").asText() + " by " + one.path("by").asText()));
      return changes;
    }

    String stretch(int step) {
      return answer.at("/plan/steps/" + step + "/windows/current").toString();
    }
  }

  /// @param typed what the user types on his terminal; empty where he has none
  private Run clew(Optional<String> typed, String... arguments) throws IOException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var screen =
        new Screen(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Terminal.plain(),
            false,
            80,
            typed.map(text -> new BufferedReader(new StringReader(text))));
    var models =
        new ModelSettings(
            Optional.of(server.endpoint()),
            Optional.empty(),
            Allowance.USUAL,
            true,
            ModelSettings.LONGEST_CALL);
    var setting =
        new Setting(
            Path.of("samples"), scratch, "test", false, Optional.empty(), models, Optional.empty());
    int exit = CommandLines.line(screen, setting, arguments).execute(arguments);
    return new Run(
        exit, new ObjectMapper().readTree(out.toByteArray()), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void whereNobodySitsItWaitsForTheReplyAndGoesOnWithIt() throws IOException {
    var waits = clew(Optional.empty(), "ask", QUESTION, "--plan", "--session", "s", "--json");

    assertTrue(waits.err().contains("it asks: " + ASKED), waits.err());
    assertTrue(
        waits.err().contains("it waits for a reply; give it with: clew ask --reply"), waits.err());
    assertEquals("partial", waits.answer().path("status").asText(), waits.err());

    var replied =
        clew(Optional.empty(), "ask", "--reply", "since row 80,000", "--session", "s", "--json");

    assertEquals(Exit.ANSWERED, replied.exit(), replied.err());
    assertEquals("answered", replied.answer().path("status").asText());
    assertFalse(replied.err().contains("S1 begun"), "what is done is not done again");
    assertTrue(replied.err().contains("S2 begun"), replied.err());
    assertTrue(
        replied.changes().contains("what is left looks at since row 80,000 by user"),
        replied.changes().toString());
    assertTrue(replied.stretch(1).contains("80000"), replied.stretch(1));
    assertFalse(replied.stretch(0).contains("80000"), replied.stretch(0));
    var nothing = clew(Optional.empty(), "ask", "--reply", "yes", "--session", "s");
    assertEquals(Exit.USAGE, nothing.exit());
  }

  @Test
  void onATerminalTheUserIsAskedThereAndThen() throws IOException {
    var run = clew(Optional.of("since row 80,000\n"), "ask", QUESTION, "--plan", "--json");

    assertEquals(Exit.ANSWERED, run.exit(), run.err());
    assertTrue(run.err().contains(ASKED), run.err());
    assertFalse(run.err().contains("it waits for a reply"), run.err());
    assertEquals("answered", run.answer().path("status").asText());
    assertTrue(run.stretch(1).contains("80000"), run.stretch(1));
  }

  @Test
  void whoTypesNothingOnHisTerminalMayReplyLater() throws IOException {
    var run = clew(Optional.of("\n"), "ask", QUESTION, "--plan", "--json");

    assertTrue(run.err().contains("it waits for a reply"), run.err());
    assertEquals("partial", run.answer().path("status").asText());
  }
}
