package dev.clew.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.evidence.Problem;
import dev.clew.skills.Catalogue;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.function.Consumer;

/// Which agent made a failed multi-agent run fail, and at which step: the labels of Who&When (Zhang
/// et al. 2025, arXiv 2505.00212). Steps count messages from 0.
public final class WhoAndWhenSuite implements Suite {
  private final Path data;
  private final Catalogue catalogue;
  private final String skill;
  private final Path scratch;

  /// @param data holds `who_and_when`
  /// @param skill one that takes a trace and names the step at which it went wrong
  /// @param scratch a folder for what has to lie on disk for a while
  public WhoAndWhenSuite(Path data, Catalogue catalogue, String skill, Path scratch) {
    this.data = data;
    this.catalogue = catalogue;
    this.skill = skill;
    this.scratch = scratch;
  }

  @Override
  public String name() {
    return "who-and-when";
  }

  @Override
  public Scorecard run(Consumer<String> misses) {
    var root = data.resolve("who_and_when");
    var labels = new LinkedHashMap<String, JsonNode>();
    var application =
        new LabelledTraces(root, root::resolve).read(catalogue, skill, scratch, labels::put);
    long asked = 0;
    long agents = 0;
    long steps = 0;
    long near = 0;
    for (var entry : labels.entrySet()) {
      var agent = entry.getValue().path("mistake_agent").asText();
      var step = entry.getValue().path("mistake_step").asText();
      if (agent.isEmpty() || !step.matches("\\d{1,6}")) {
        continue;
      }
      asked++;
      var said = Diagnosis.of(catalogue, skill, application, entry.getKey());
      long off = Math.abs(said.step().orElse(Long.MAX_VALUE / 2) - Long.parseLong(step));
      boolean isAgent = said.agent().filter(agent::equals).isPresent();
      agents += isAgent ? 1 : 0;
      steps += off == 0 ? 1 : 0;
      near += off <= 1 ? 1 : 0;
      if (!isAgent || off > 0) {
        misses.accept(
            entry.getKey()
                + ": "
                + agent
                + " at "
                + step
                + ", not "
                + said.agent().orElse("nobody")
                + " at "
                + (said.step().isPresent() ? said.step().getAsLong() : "no step"));
      }
    }
    if (asked == 0) {
      throw new Problem(
              Problem.Kind.DATA,
              "no run has a label",
              root.toString(),
              "a label is mistake_agent and mistake_step in the run's own file")
          .asException();
    }
    var metrics = new LinkedHashMap<String, Metric>();
    metrics.put("agent_accuracy", Metric.share(agents, asked));
    metrics.put("step_accuracy", Metric.share(steps, asked));
    metrics.put("step_within_1", Metric.share(near, asked));
    return new Scorecard(name(), asked, metrics);
  }
}
