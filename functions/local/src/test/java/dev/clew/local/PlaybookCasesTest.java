package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.evidence.Answer;
import dev.clew.interpretation.Terminal;
import dev.clew.investigation.Question;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// For each playbook a data set in which one thing is wrong, and its twin in which nothing is. What
/// is true of a case follows from how it is made, and stands beside it.
class PlaybookCasesTest {
  private static final Consumer<PlantedLog.Row> AS_IT_IS = row -> {};

  @TempDir private Path folder;

  private Answer asked(Path data, String question) {
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var workplace =
        CommandLines.workplace(
            new Setting(Path.of("samples"), folder, "test", false, Optional.empty()),
            new Screen(nowhere, nowhere, Terminal.plain(), false));
    return workplace
        .planned(workplace.open(Optional.of(data.toString())), Question.of(question))
        .answer();
  }

  private static void isTold(Answer answer, Set<String> supported, Set<String> wrong) {
    Map<String, Answer.Verdict> verdicts = new HashMap<>();
    answer.causes().forEach(cause -> verdicts.put(cause.cause(), cause.verdict()));
    var told =
        answer.causes().stream()
            .map(cause -> cause.verdict() + " " + cause.cause() + ": " + cause.reason())
            .collect(Collectors.joining("\n"));
    for (var cause : supported) {
      assertEquals(Answer.Verdict.SUPPORTED, verdicts.get(cause), cause + " in\n" + told);
    }
    for (var cause : wrong) {
      assertTrue(
          Set.of(Answer.Verdict.RULED_OUT, Answer.Verdict.OPEN).contains(verdicts.get(cause)),
          cause + " in\n" + told);
    }
    assertEquals(
        supported.size() + wrong.size(), verdicts.size(), "each cause has its truth:\n" + told);
  }

  private static void isClean(Answer answer) {
    assertEquals(
        List.of(),
        answer.causes().stream()
            .filter(cause -> cause.verdict() == Answer.Verdict.SUPPORTED)
            .map(cause -> cause.cause() + ": " + cause.reason())
            .toList());
    assertTrue(
        answer.causes().stream().anyMatch(cause -> cause.verdict() == Answer.Verdict.RULED_OUT),
        answer.summary());
  }

  private static final String PERFORMANCE = "Is the loans model still good, or did it get worse?";
  private static final String DRIFT = "Which inputs of the loans model drifted?";
  private static final String QUALITY = "Is the loans data sound, or are values missing or broken?";

  @Test
  void aModelThatGotWorseIsToBlameAndNotItsInputs() throws IOException {
    // Who repays follows nothing any more; who applies is as before.
    var data =
        PlantedLog.in(folder.resolve("data"), AS_IT_IS, row -> row.actual = row.draw < 0.5 ? 1 : 0);
    isTold(
        asked(data, PERFORMANCE),
        Set.of("the model itself predicts worse than before"),
        Set.of(
            "inputs that moved cost performance",
            "one part of the rows is predicted worse while the rest is not",
            "the cutoff between the classes was moved",
            "faults in the rows make it worse",
            "categories went missing upstream",
            "there are more positives, or fewer, than before",
            "columns hold what they did not hold before"));
  }

  @Test
  void aVanishedRegionIsDriftThatCostsNothing() throws IOException {
    // All of the west applies as east; the model knows either.
    var data =
        PlantedLog.in(
            folder.resolve("data"),
            row -> row.region = row.region.equals("west") ? "east" : row.region,
            AS_IT_IS);
    isTold(
        asked(data, DRIFT),
        Set.of("categories went missing upstream", "the population moved"),
        Set.of(
            "inputs that moved cost performance",
            "categories appeared that the model never saw",
            "what moved is a fault in the rows"));
  }

  @Test
  void missingCellsAreTheFaultAndCostNothing() throws IOException {
    // A fifth of the incomes is not written down; the score was made with them.
    var data =
        PlantedLog.in(
            folder.resolve("data"), AS_IT_IS, row -> row.incomeText = row.draw < 0.2 ? " " : "");
    isTold(
        asked(data, QUALITY),
        Set.of("cells are missing, mistyped or hold placeholders"),
        Set.of(
            "rows count twice or are lost",
            "columns hold what they never held before",
            "the faults cost performance"));
  }

  @Test
  void inASoundLogNothingIsToBlame() throws IOException {
    var data = PlantedLog.in(folder.resolve("data"), AS_IT_IS, AS_IT_IS);
    for (var question : List.of(PERFORMANCE, DRIFT, QUALITY)) {
      isClean(asked(data, question));
    }
  }

  private Path chats(boolean broken) throws IOException {
    var runs = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < 60; i++) {
      // The tool breaks in a third of the runs of every task, and no run survives that.
      boolean fails = broken && i / 10 % 3 == 0;
      var run =
          runs.addObject().put("task_id", i % 10).put("trial", i / 10).put("reward", fails ? 0 : 1);
      var turns = run.putArray("traj");
      turns.addObject().put("role", "user").put("content", "Please book flight " + i % 10);
      var asks = turns.addObject().put("role", "assistant").putNull("content");
      var call = asks.putArray("tool_calls").addObject().put("id", "c" + i).put("type", "function");
      call.putObject("function").put("name", "book").put("arguments", "{\"flight\": " + i + "}");
      turns
          .addObject()
          .put("role", "tool")
          .put("tool_call_id", "c" + i)
          .put("name", "book")
          .put("content", fails ? "Error: the booking service is closed" : "{\"booked\": true}");
      turns.addObject().put("role", "assistant").put("content", "I did what I could.");
    }
    var data = folder.resolve("data");
    Files.createDirectories(data);
    Files.writeString(data.resolve("chats.json"), runs.toString());
    return data;
  }

  @Test
  void aToolThatBreaksMakesTheRunsFail() throws IOException {
    isTold(
        asked(chats(true), "Why do the runs fail?"),
        Set.of(
            "a tool breaks",
            "errors make the runs fail",
            "failed runs do something that others do not"),
        Set.of(
            "runs end wrongly without any error",
            "some tasks can not be done at all",
            "one run went wrong at a step that can be named"));
  }

  @Test
  void whereNoRunFailsNothingMakesThemFail() throws IOException {
    isClean(asked(chats(false), "Why do the runs fail?"));
  }

  /// Six kinds of work, each as long as the others, one after the other: each takes up what the one
  /// before gave.
  private static void works(PlantedRuns.Run run, int number, long searchMillis) {
    run.asks("small", 1_000, "request " + number, 500, 100)
        .call("search", searchMillis)
        .call("lookup", 1_000)
        .call("rank", 1_000)
        .call("embed", 1_000)
        .call("compose", 1_000);
  }

  @Test
  void aSlowSearchTakesTheTime() throws IOException {
    // Of 14 seconds 9 are spent in it: 64 %.
    var data =
        PlantedRuns.in(
            folder.resolve("data"), 40, (run, number) -> works(run, number, 9_000 + number));
    isTold(
        asked(data, "Why are the runs slow?"),
        Set.of("one operation takes most of the time"),
        Set.of(
            "time goes into calls that fail",
            "time is lost between calls",
            "calls wait for each other that could run together",
            "slow runs read and write more"));
  }

  @Test
  void whereAllWorkTakesTheSameNothingIsSlow() throws IOException {
    var data =
        PlantedRuns.in(folder.resolve("data"), 40, (run, number) -> works(run, number, 1_000));
    isClean(asked(data, "Why are the runs slow?"));
  }

  private static String model(int number) {
    return String.format(Locale.ROOT, "model-%d", number % 4);
  }

  @Test
  void aLoopThatCarriesEverMoreIsWhatCosts() throws IOException {
    // Each of eight calls sends what the one before sent and 1,000 tokens more.
    var data =
        PlantedRuns.in(
            folder.resolve("data"),
            40,
            (run, number) -> {
              var prompt = new StringBuilder("request " + number);
              for (int step = 1; step <= 8; step++) {
                prompt.append(" and what step ").append(step).append(" of it found");
                run.asks(model(number), 500, prompt.toString(), 1_000L * step, 50);
              }
            });
    isTold(
        asked(data, "What do the runs cost, and why so much?"),
        Set.of("loops that carry ever more with them", "prompts are sent again without a cache"),
        Set.of(
            "one model takes most of the tokens",
            "most of what is written is reasoning",
            "the same calls are made again",
            "a few runs take most of it"));
  }

  @Test
  void whereEachRunAsksOnceNothingCostsTooMuch() throws IOException {
    var data =
        PlantedRuns.in(
            folder.resolve("data"),
            40,
            (run, number) -> run.asks(model(number), 500, "request " + number, 1_000, 50));
    isClean(asked(data, "What do the runs cost, and why so much?"));
  }
}
