package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.interpretation.Terminal;
import dev.clew.investigation.budget.Limits;
import dev.clew.investigation.flags.FlagSource;
import dev.clew.models.settings.EmbedderSettings;
import dev.clew.models.settings.ModelSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Runs planted among real ones of the airline agent, with the embedder that users have: all 56 in
/// the deep run, else those of every third task.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchAmongRealRunsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RENAMING = 43;
  private static final int SHARE = Boolean.getBoolean("clew.deep") ? 1 : 3;

  private Path folder = Path.of("");
  private ArrayNode real = JSON.createArrayNode();

  @BeforeAll
  void runs(@TempDir Path made) throws IOException {
    folder = made;
    try (var in =
        new GZIPInputStream(
            Files.newInputStream(Path.of("samples/traces/airline/gpt-4o-airline.json.gz")))) {
      real = (ArrayNode) JSON.readTree(in);
    }
    var tasks = new ArrayList<Integer>();
    real.forEach(run -> {
      if (!tasks.contains(run.path("task_id").asInt())) {
        tasks.add(run.path("task_id").asInt());
      }
    });
    var kept = JSON.createArrayNode();
    real.forEach(run -> {
      if (tasks.indexOf(run.path("task_id").asInt()) % SHARE == 0) {
        kept.add(run);
      }
    });
    write("real.json", kept);
    real = kept;
    // None of the users says that he is frustrated, one of the agents that he promises.
    write(
        "planted.json",
        array(
            chat(
                901,
                "user: I have explained this three times now and you still do not get it. This is ridiculous.",
                "assistant: I apologize. Could you give me your reservation code?",
                "user: Forget it. Nobody there listens, what a waste of my afternoon."),
            chat(
                902,
                "user: Could you move my trip to Friday?",
                "assistant: Which reservation is it?",
                "user: Seriously? You asked me that a minute ago! I am fed up with this."),
            chat(
                903,
                "user: The bot lost my seats AGAIN and I am losing my patience. Worst service I ever had.",
                "assistant: Let me look into it."),
            chat(
                911,
                "user: My bag came two days late.",
                "assistant: You have my word: the full price of your ticket will be back on your card by Monday."),
            chat(
                912,
                "user: We had to sleep at the gate in Denver.",
                "assistant: I guarantee that we will refund every dollar you paid for this trip, no questions asked."),
            chat(
                913,
                "user: They bumped me from the flight to Boston.",
                "assistant: I promise a complete refund for the whole booking, it will reach you within a week.")));
    write("alike.json", array(alike()));
  }

  /// A real run: somebody wants another name on a ticket.
  private JsonNode renaming() {
    for (var run : real) {
      if (run.path("task_id").asInt() == RENAMING && run.path("trial").asInt() == 0) {
        return run;
      }
    }
    throw new IllegalStateException("no run of task " + RENAMING);
  }

  /// The same under other names, ids and airports.
  private ObjectNode alike() throws IOException {
    var text = JSON.writeValueAsString(renaming());
    for (var change :
        List.of(
            "anya_garcia_5901:tom_weber_1177",
            "3RK2T9:Q8ZP4D",
            "Mei Lee:Eva Braun",
            "Mei Garcia:Eva Weber",
            "Anya:Tom",
            "Mei:Eva",
            "MCO:BOS",
            "SFO:DEN",
            "PHX:ORD")) {
      var parts = change.split(":", 2);
      text = text.replace(parts[0], parts[1]);
    }
    var run = (ObjectNode) JSON.readTree(text);
    run.put("task_id", 921);
    return run;
  }

  private ObjectNode chat(int task, String... turns) {
    var run = JSON.createObjectNode().put("task_id", task).put("trial", 0).put("reward", 0.0);
    var messages = run.putArray("traj");
    messages.add(real.get(0).path("traj").get(0));
    for (var turn : turns) {
      var parts = turn.split(": ", 2);
      messages.addObject().put("role", parts[0]).put("content", parts[1]);
    }
    return run;
  }

  private static ArrayNode array(ObjectNode... runs) {
    var all = JSON.createArrayNode();
    List.of(runs).forEach(all::add);
    return all;
  }

  private Path data() {
    return folder.resolve("data");
  }

  private void write(String file, JsonNode runs) throws IOException {
    var target = data().resolve("traces/airline");
    Files.createDirectories(target);
    JSON.writeValue(target.resolve(file).toFile(), runs);
  }

  /// What is found, best first, by the task of the run, and the words that are quoted.
  private record Found(List<Integer> tasks, String words) {
    boolean holds(List<Integer> planted) {
      return tasks.containsAll(planted);
    }
  }

  private Found ask(String question) throws IOException {
    return found("ask", question);
  }

  private Found found(String... arguments) throws IOException {
    var line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--json", "--data", data().toString()));
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var setting =
        new Setting(
            data(),
            folder,
            "test",
            false,
            Optional.empty(),
            ModelSettings.OFF,
            Optional.empty(),
            folder.resolve("home"),
            new EmbedderSettings.Local(),
            FlagSource.NONE,
            Limits.NONE);
    int exit =
        Commands.line(
                new Screen(
                    new PrintStream(out, false, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    Terminal.plain(),
                    false),
                setting)
            .execute(line.toArray(String[]::new));
    assertEquals(0, exit, err.toString(StandardCharsets.UTF_8));
    var answer = JSON.readTree(out.toByteArray());
    var tasks = new ArrayList<Integer>();
    answer
        .path("facts")
        .forEach(fact -> {
          if (fact.path("name").asText().startsWith("search.hit[")) {
            tasks.add(Integer.valueOf(fact.path("value").asText().replaceFirst("\\..*", "")));
          }
        });
    var words = new StringBuilder();
    answer
        .path("evidence")
        .forEach(evidence ->
            evidence
                .path("excerpts")
                .forEach(excerpt -> words.append(excerpt.path("text").asText()).append('\n')));
    assertTrue(tasks.size() <= 10, tasks.toString());
    return new Found(tasks, words.toString());
  }

  @Test
  void frustratedUsersAreFoundThoughNoneSaysSo() throws IOException {
    var found = ask("find frustrated users");

    assertTrue(found.holds(List.of(901, 902, 903)), found.toString());
    assertTrue(found.words().contains("This is ridiculous"), found.words());
    assertTrue(found.words().contains("losing my patience"), found.words());
  }

  @Test
  void promisedRefundsAreFoundHoweverTheyArePut() throws IOException {
    var found = ask("Where did the agent promise a refund?");

    // Three of the real runs tell users that a refund is on its way, and rightly.
    assertTrue(found.holds(List.of(911, 912, 913)), found.toString());
    assertEquals(913, found.tasks().getFirst(), "the only one that says so in these words");
    assertTrue(found.words().contains("You have my word"), found.words());
  }

  @Test
  void aRunUnderOtherNamesIsFoundBesideTheOthersOfItsTask() throws IOException {
    var like = new TreeSet<String>();
    for (var one : ask("anything like trace " + first() + "?").tasks().subList(0, 4)) {
      like.add(one == RENAMING ? "same task" : String.valueOf(one));
    }

    assertEquals(new TreeSet<>(List.of("921", "same task")), like);
  }

  /// The real run's id, as Clew gives it.
  private String first() throws IOException {
    var out =
        CommandLines.run(
            data(), folder, Terminal.plain(), "traces", "--data", data().toString(), "--json");
    return new String(out.out(), StandardCharsets.UTF_8)
        .lines()
        .flatMap(line ->
            Pattern.compile("\\b" + RENAMING + "\\.0-[0-9a-f]{8}\\b")
                .matcher(line)
                .results()
                .map(MatchResult::group))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSameQueryFollowsWhatIsAddedChangedAndDeleted() throws IOException {
    var question = "find conversations about lost luggage";
    assertFalse(ask(question).tasks().contains(931));

    write(
        "later.json",
        array(
            chat(
                931,
                "user: Nobody knows where my suitcases are, they never came out on the belt.",
                "assistant: Let me file a report.")));
    var added = ask(question);
    assertEquals(931, added.tasks().getFirst());
    assertTrue(added.words().contains("my suitcases"), added.words());

    write("later.json", array(chat(931, "user: Is there a vegan meal?", "assistant: Yes.")));
    assertFalse(ask(question).words().contains("my suitcases"));
    assertEquals(931, meals().tasks().getFirst());

    Files.delete(data().resolve("traces/airline/later.json"));
    assertFalse(meals().tasks().contains(931));
  }

  private Found meals() throws IOException {
    return found("run", "search", "--target", "airline", "--set", "query=meals without meat");
  }
}
