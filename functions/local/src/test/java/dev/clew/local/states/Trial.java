package dev.clew.local.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/// A machine of a few lines, run in virtual time.
final class Trial {
  static final JsonMapper JSON = JsonMapper.builder().build();

  final VirtualPace pace = new VirtualPace();
  final MemoryBuckets buckets = new MemoryBuckets();
  private final long seed;

  Trial() {
    this(1);
  }

  Trial(long seed) {
    this.seed = seed;
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /// Functions that nobody calls.
  static JsonNode none(String function, JsonNode payload) {
    throw new AssertionError("nobody expected " + function);
  }

  Execution run(String definition, String input) {
    return run(definition, input, Trial::none);
  }

  Execution run(String definition, String input, Tasks tasks) {
    var executions = new Executions(tasks, buckets, pace, seed);
    executions.deploy(
        "arn:aws:states:::stateMachine:trial", StateMachine.parse(definition, Map.of()));
    try {
      var execution =
          executions.begin("arn:aws:states:::stateMachine:trial", "run", json(input)).execution();
      executions.run(execution);
      return execution;
    } catch (TaskFailure e) {
      throw new IllegalStateException(e);
    }
  }

  /// What a machine of one state makes of its input.
  JsonNode output(String state, String input) {
    return output(state, input, Trial::none);
  }

  JsonNode output(String state, String input, Tasks tasks) {
    var end = run(one(state), input, tasks).end().orElseThrow();
    return end.output().orElseThrow(() -> new AssertionError(end.toString()));
  }

  /// A machine of one state, which ends.
  static String one(String state) {
    return "{\"StartAt\": \"Only\", \"States\": {\"Only\": " + state + "}}";
  }

  /// The error that a run ended with.
  static String error(Execution execution) {
    return execution.end().orElseThrow().error();
  }
}
