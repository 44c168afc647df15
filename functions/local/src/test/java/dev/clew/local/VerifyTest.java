package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.interpretation.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// `clew verify` through the command line: what is equal, and what became of the rest.
class VerifyTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path SAMPLES = Path.of("samples");

  @TempDir Path folder;

  private CommandLines.Run clew(String... arguments) {
    return CommandLines.run(SAMPLES, folder, Terminal.plain(), arguments);
  }

  private static String text(CommandLines.Run run) {
    return new String(run.out(), StandardCharsets.UTF_8);
  }

  /// The answer of a skill on what lies in the folder, as a file.
  private Path answer(String skill) throws IOException {
    var run = clew("run", skill, "--data", folder.toString(), "--json");
    assertEquals(0, run.exit(), run.err());
    return Files.write(folder.resolveSibling("answer-" + folder.getFileName()), run.out());
  }

  private CommandLines.Run verify(Path answer, String... more) {
    return clew(
        Stream.concat(
                Stream.of("verify", answer.toString(), "--data", folder.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  /// What became of each fact, by its name.
  private static Map<String, JsonNode> facts(CommandLines.Run run) throws IOException {
    var facts = new TreeMap<String, JsonNode>();
    JSON.readTree(run.out())
        .path("facts")
        .forEach(fact -> facts.put(fact.path("name").asText(), fact));
    return facts;
  }

  private static String verdict(Map<String, JsonNode> facts, String name) {
    return facts.get(name).path("verdict").asText();
  }

  @TestFactory
  Stream<DynamicTest> everySkillsAnswerComesOutEqual() {
    return Map.of(
            "data-quality", "employment",
            "drift", "employment",
            "performance-degradation", "employment",
            "failure-patterns", "airline",
            "token-cost", "frameworks")
        .entrySet()
        .stream()
        .map(one ->
            DynamicTest.dynamicTest(
                one.getKey(), () -> comesOutEqual(one.getKey(), one.getValue())));
  }

  private void comesOutEqual(String skill, String target) throws IOException {
    var run = clew("run", skill, "--target", target, "--json");
    assertEquals(0, run.exit(), run.err());
    int facts = JSON.readTree(run.out()).path("facts").size();
    assertTrue(facts > 0);
    var file = Files.write(folder.resolve(skill + ".json"), run.out());
    var verified = clew("verify", file.toString());
    assertEquals(0, verified.exit(), text(verified));
    assertEquals("All " + facts + " facts are equal.", text(verified).strip());
  }

  /// 1,000 rows before and 1,000 after; one in ten predictions is wrong.
  private Path loans() throws IOException {
    var log = Files.createDirectories(folder.resolve("inferences/loans"));
    for (int from : new int[] {0, 1_000}) {
      var rows = new StringBuilder("id,region,approved,repaid\n");
      for (int i = from; i < from + 1_000; i++) {
        int approved = i % 3 == 0 ? 1 : 0;
        int repaid = i % 10 == 0 ? 1 - approved : approved;
        rows.append(i).append(i % 2 == 0 ? ",north," : ",south,");
        rows.append(approved).append(',').append(repaid).append('\n');
      }
      Files.writeString(log.resolve(from == 0 ? "before.csv" : "after.csv"), rows);
    }
    Files.writeString(
        log.resolve("schema.json"),
        """
        {"predictor": "loans", "task": "binary", "positive": 1, "order": "row", "id": "id",
         "prediction": "approved", "actual": "repaid", "features": ["region"],
         "files": {"baseline": ["before.csv"], "current": ["after.csv"]}}
        """);
    return log;
  }

  @Test
  void oneActualInTheRowsChangesTheFactsItTouchesAndLeavesTheOthersStale() throws IOException {
    var log = loans();
    var answer = answer("performance-degradation");
    var after = log.resolve("after.csv");
    var rows = Files.readString(after);
    // Row 501 of the current ones was predicted 0 and was 0; now the prediction is wrong.
    Files.writeString(after, rows.replace("\n1501,south,0,0\n", "\n1501,south,0,1\n"));

    var run = verify(answer, "--json");
    var facts = facts(run);
    assertEquals(1, run.exit());
    // 900 of 1,000 were right, 899 are; of rows 500 to 599 it was 90 and is 89.
    var accuracy = facts.get("performance.accuracy[window=current]");
    assertEquals("changed", accuracy.path("verdict").asText());
    assertTrue(accuracy.path("then").asText().startsWith("90.0%"), accuracy.toString());
    assertTrue(accuracy.path("now").asText().startsWith("89.9%"), accuracy.toString());
    var chunk = facts.get("performance.accuracy[chunk=500..600]");
    assertTrue(chunk.path("now").asText().startsWith("89.0%"), chunk.toString());
    assertEquals("changed", verdict(facts, "performance.recall[window=current]"));
    // No positive prediction was touched, no other chunk, and nothing of the baseline.
    for (var untouched :
        new String[] {
          "performance.precision[window=current]",
          "performance.accuracy[chunk=400..500]",
          "performance.accuracy[window=baseline]",
          "performance.rows[window=current]"
        }) {
      assertEquals("stale", verdict(facts, untouched), untouched);
    }
    assertEquals(0, JSON.readTree(run.out()).path("equal").asInt());
    assertEquals(
        "inferences/loans/after.csv holds other bytes now",
        JSON.readTree(run.out()).at("/notes/0").asText());
  }

  /// 30 runs in two files; of the first 20 every fourth failed with its one tool call.
  private Path shop() throws IOException {
    var traces = Files.createDirectories(folder.resolve("traces/shop"));
    runs(traces.resolve("a.json"), 0, 20);
    runs(traces.resolve("b.json"), 21, 31);
    return traces;
  }

  private static void runs(Path file, int from, int to) throws IOException {
    var runs = JSON.createArrayNode();
    for (int i = from; i < to; i++) {
      boolean failed = i % 4 == 0 && i < 20;
      runs.add(
          JSON.readTree(
              """
              {"id": "r%d", "reward": %s, "messages": [{"role": "user", "content": "buy"},
               {"role": "assistant", "content": null, "tool_calls": [
                 {"id": "c1", "type": "function", "function": {"name": "buy", "arguments": "{}"}}]},
               {"role": "tool", "tool_call_id": "c1", "name": "buy", "content": "%s"}]}
              """
                  .formatted(
                      i, failed ? "0.0" : "1.0", failed ? "Error: out of stock" : "bought")));
    }
    Files.write(file, JSON.writeValueAsBytes(runs));
  }

  @Test
  void oneOutcomeInTheSpansChangesTheFactsItTouchesAndLeavesTheOthersStale() throws IOException {
    var traces = shop();
    var answer = answer("failure-patterns");
    var file = traces.resolve("a.json");
    // Run r1 passed; now it failed, without an error.
    Files.writeString(file, Files.readString(file).replaceFirst("1\\.0", "0.0"));

    var run = verify(answer, "--json");
    var facts = facts(run);
    assertEquals(1, run.exit());
    assertEquals("changed", verdict(facts, "runs.failed"));
    assertEquals("5 runs", facts.get("runs.failed").path("then").asText());
    assertEquals("6 runs", facts.get("runs.failed").path("now").asText());
    assertEquals("0 runs", facts.get("runs.failed.without_errors").path("then").asText());
    assertEquals("1 run", facts.get("runs.failed.without_errors").path("now").asText());
    for (var untouched :
        new String[] {"traces.total", "spans.total", "errors.total", "runs.failed.with_errors"}) {
      assertEquals("stale", verdict(facts, untouched), untouched);
    }
    var verdicts = new TreeSet<String>();
    facts.values().forEach(fact -> verdicts.add(fact.path("verdict").asText()));
    assertEquals(new TreeSet<>(Set.of("changed", "stale")), verdicts);
  }

  @Test
  void anObjectThatIsGoneIsNamed() throws IOException {
    var traces = shop();
    var answer = answer("failure-patterns");
    Files.delete(traces.resolve("b.json"));

    var run = verify(answer);
    assertEquals(1, run.exit());
    assertTrue(text(run).contains("traces/shop/b.json is not there any more"), text(run));
    // 30 runs are 30 traces, and 20 of them are in what is left.
    var total = facts(verify(answer, "--json")).get("traces.total");
    assertEquals("30 traces", total.path("then").asText());
    assertEquals("20 traces", total.path("now").asText());
  }

  @Test
  void anObjectThatWasAddedIsNamed() throws IOException {
    var traces = shop();
    var answer = answer("failure-patterns");
    runs(traces.resolve("c.json"), 40, 42);

    var run = verify(answer);
    assertEquals(1, run.exit());
    assertTrue(
        text(run).contains("traces/shop/c.json was not there when the answer was made"), text(run));
    var total = facts(verify(answer, "--json")).get("traces.total");
    assertEquals("30 traces", total.path("then").asText());
    assertEquals("32 traces", total.path("now").asText());
  }

  @Test
  void factsOfATargetThatIsGoneAreMissingWithTheReason() throws IOException {
    var traces = shop();
    var answer = answer("failure-patterns");
    Files.move(traces, traces.resolveSibling("store"));

    var run = verify(answer);
    assertEquals(1, run.exit());
    assertTrue(text(run).matches("(?s)Of (\\d+) facts \\1 missing\\..*"), text(run));
    assertTrue(text(run).contains("there is no target 'shop'"), text(run));
  }

  @Test
  void aBareFolderThatWasMovedIsFoundAgainByItsKind() throws IOException {
    var bare = Files.createDirectories(folder.resolve("shop-agent"));
    runs(bare.resolve("a.json"), 0, 20);
    var run = clew("run", "failure-patterns", "--data", bare.toString(), "--json");
    assertEquals(0, run.exit(), run.err());
    assertEquals("shop-agent", JSON.readTree(run.out()).path("target").asText());
    int facts = JSON.readTree(run.out()).path("facts").size();
    var answer = Files.write(folder.resolveSibling("answer-" + folder.getFileName()), run.out());
    var moved = Files.move(bare, folder.resolve("copy of last week"));

    var verified = clew("verify", answer.toString(), "--data", moved.toString());
    assertEquals(0, verified.exit(), text(verified));
    var words = text(verified).replaceAll("\\s+", " ");
    assertTrue(words.startsWith("All " + facts + " facts are equal."), words);
    assertTrue(
        words.contains("shop-agent is not here; compared with copy of last week, the only one"),
        words);
  }

  @Test
  void aFileWhoseFiguresWereEditedIsToldFromDataThatChanged() throws IOException {
    shop();
    var answer = answer("failure-patterns");
    var tree = (ObjectNode) JSON.readTree(answer.toFile());
    for (var fact : tree.path("facts")) {
      if (fact.path("name").asText().equals("runs.failed")) {
        ((ObjectNode) fact).put("value", 2);
      }
    }
    JSON.writeValue(answer.toFile(), tree);

    var run = verify(answer);
    assertEquals(1, run.exit());
    assertTrue(text(run).matches("(?s).*edited +F\\d+ +runs.failed +2 runs +5 runs.*"), text(run));
    assertTrue(text(run).contains("the answer's file was edited"), text(run));
    var facts = facts(verify(answer, "--json"));
    assertEquals("edited", verdict(facts, "runs.failed"));
    assertEquals("equal", verdict(facts, "runs.passed"));
  }

  @Test
  void aSentenceThatWasEditedIsFoundAlthoughItsFactsAreEqual() throws IOException {
    shop();
    var answer = answer("failure-patterns");
    var tree = (ObjectNode) JSON.readTree(answer.toFile());
    tree.put("summary", tree.path("summary").asText().replaceFirst("5 of 30", "1 of 30"));
    JSON.writeValue(answer.toFile(), tree);

    var run = verify(answer);
    assertEquals(1, run.exit());
    assertTrue(text(run).contains("summary does not say what its facts say"), text(run));
  }

  @Test
  void whatIsNoAnswerIsBadInputWithItsPlace() throws IOException {
    var nothing = verify(folder.resolve("nothing.json"));
    assertEquals(2, nothing.exit());
    assertTrue(nothing.err().contains("nothing.json: there is no such file"), nothing.err());
    var text = Files.writeString(folder.resolve("text.json"), "{\n not JSON");
    assertEquals(2, verify(text).exit());
    assertTrue(verify(text).err().contains("text.json:2:"), verify(text).err());
    var other = Files.writeString(folder.resolve("other.json"), "{\"a\": 1}");
    assertEquals(2, verify(other).exit());
    assertTrue(verify(other).err().contains("no answer of Clew's"), verify(other).err());
  }
}
