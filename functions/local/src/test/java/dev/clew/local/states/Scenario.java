package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// One way through a machine, written down by hand: what the functions answer, and which states the
/// run must go through. The same files are run by another interpreter (`.ci/moto`).
record Scenario(String name, JsonNode json) {
  static final Path FOLDER = Path.of("src/test/resources/dev/clew/local/states/scenarios");
  static final String INVESTIGATION =
      "arn:aws:states:us-east-1:123456789012:stateMachine:investigation";
  private static final Path INFRASTRUCTURE = Path.of("../../infrastructure");
  private static final Map<String, String> SUBSTITUTIONS =
      Map.of(
          "AgentFunctionArn", "agent",
          "InvestigationMachineArn", INVESTIGATION,
          "StateBucketName", "clew-state");

  @Override
  public String toString() {
    return name;
  }

  static Stream<Scenario> all() {
    try (var files = Files.list(FOLDER)) {
      return files.sorted().toList().stream().map(Scenario::read);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Scenario read(Path file) {
    try {
      return new Scenario(
          file.getFileName().toString().replace(".yaml", ""),
          new YAMLMapper().readTree(Files.readString(file)));
    } catch (IOException e) {
      throw new IllegalStateException(file.toString(), e);
    }
  }

  static StateMachine machine(String name) throws IOException {
    return StateMachine.parse(
        Files.readString(INFRASTRUCTURE.resolve(name + ".asl.json")), SUBSTITUTIONS);
  }

  /// A run of the scenario, with all that it touched.
  final class Played implements Tasks {
    final VirtualPace pace = new VirtualPace();
    final MemoryBuckets buckets = new MemoryBuckets();
    final Executions executions;
    final Execution execution;
    private final Map<Integer, AtomicInteger> answered = new ConcurrentHashMap<>();

    Played(long seed) throws IOException, TaskFailure {
      executions = new Executions(this, buckets, pace, seed);
      executions.deploy(INVESTIGATION, machine("investigation"));
      executions.deploy(
          "played",
          json.has("definition")
              ? StateMachine.parse(json.get("definition").toString(), SUBSTITUTIONS)
              : machine(json.get("machine").asText()));
      json.path("objects")
          .properties()
          .forEach(object ->
              buckets.objects.put(
                  object.getKey(), object.getValue().toString().getBytes(StandardCharsets.UTF_8)));
      execution = executions.begin("played", "run", json.get("input")).execution();
    }

    Played run() {
      executions.run(execution);
      return this;
    }

    @Override
    public JsonNode call(String function, JsonNode payload) throws TaskFailure {
      var rules = json.get("functions");
      for (var i = 0; i < rules.size(); i++) {
        var rule = rules.get(i);
        if (rule.get("function").asText().equals(function)
            && rule.path("when").properties().stream()
                .allMatch(field -> field.getValue().equals(payload.get(field.getKey())))) {
          var nth = answered.computeIfAbsent(i, _ -> new AtomicInteger()).getAndIncrement();
          var answers = rule.get("answers");
          if (nth >= answers.size()) {
            throw new AssertionError(name + ": no answer is left for " + function + " " + payload);
          }
          return answer(answers.get(nth));
        }
      }
      throw new AssertionError(name + ": nobody expected " + function + " " + payload);
    }

    private JsonNode answer(JsonNode answer) throws TaskFailure {
      pace.pass(Duration.ofSeconds(answer.path("seconds").asLong()));
      if (answer.path("stop").asBoolean()) {
        execution.stop("", "");
      }
      if (answer.has("error")) {
        throw new TaskFailure(answer.get("error").asText(), answer.path("cause").asText());
      }
      return answer.get("result");
    }

    List<String> states() {
      return execution.states();
    }

    Optional<Execution> nested(String investigationId) {
      return executions.named(INVESTIGATION, investigationId);
    }

    /// How many answers of all rules were given.
    int calls() {
      return answered.values().stream().mapToInt(AtomicInteger::get).sum();
    }
  }
}
