package dev.clew.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.interpretation.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an evaluator said of the traces is an attribute for every other skill.
class EvaluationsSliceTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;

  private Map<String, JsonNode> facts(String... arguments) throws IOException {
    var run = CommandLines.run(Path.of("samples"), folder, Terminal.plain(), arguments);
    assertEquals(0, run.exit(), run.err());
    var facts = new TreeMap<String, JsonNode>();
    JSON.readTree(run.out())
        .path("facts")
        .forEach(fact -> facts.put(fact.path("name").asText(), fact.path("value")));
    return facts;
  }

  private Map<String, JsonNode> skill(String skill, String... settings) throws IOException {
    var arguments = new ArrayList<>(List.of("run", skill, "--target", "airline", "--json"));
    for (var setting : settings) {
      arguments.add("--set");
      arguments.add(setting);
    }
    if (skill.equals("evaluation-template")) {
      arguments.add("--yes");
    }
    return facts(arguments.toArray(String[]::new));
  }

  @Test
  void anEvaluatorsVerdictsSplitFiltersGroupsAndCohorts() throws IOException {
    var judged = skill("evaluation-template", "evaluator=frustration", "keep=yes");
    long frustrated = judged.get("evaluation.count[label=frustrated]").asLong();
    long calm = judged.get("evaluation.count[label=calm]").asLong();
    assertTrue(frustrated > 0 && calm > 0, judged.toString());
    assertEquals(56, frustrated + calm);

    var groups = skill("aggregate", "group=evaluation.frustration");
    var filtered = skill("failure-patterns", "filter=evaluation.frustration = frustrated");
    var cohorts = skill("cohort-comparison", "first=evaluation.frustration=frustrated");

    assertEquals(
        frustrated, groups.get("aggregate.count[evaluation.frustration=frustrated]").asLong());
    assertEquals(calm, groups.get("aggregate.count[evaluation.frustration=calm]").asLong());
    assertEquals(frustrated, cohorts.get("cohort.first.size").asLong());
    assertEquals(calm, cohorts.get("cohort.second.size").asLong());
    assertTrue(
        filtered.values().stream()
            .anyMatch(value -> value.isNumber() && value.asLong() == frustrated),
        filtered.toString());
  }
}
