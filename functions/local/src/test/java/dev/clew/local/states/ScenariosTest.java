package dev.clew.local.states;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each scenario goes through the states that were written down for it by hand. That another
/// interpreter does the same is checked by `.ci/moto`.
class ScenariosTest {

  @ParameterizedTest
  @MethodSource("dev.clew.local.states.Scenario#all")
  void aScenarioGoesThroughTheStatesWrittenDownForIt(Scenario scenario)
      throws IOException, TaskFailure {
    var played = scenario.new Played(1).run();
    var expected = scenario.json().get("expect");
    var end = played.execution.end().orElseThrow();

    assertEquals(names(expected.get("states")), played.states());
    assertEquals(expected.get("status").asText(), end.status().name(), end.toString());
    if (expected.has("output")) {
      assertEquals(expected.get("output"), end.output().orElseThrow());
    }
    if (expected.has("error")) {
      assertEquals(expected.get("error").asText(), end.error());
    }
    for (var run : expected.path("runs").properties()) {
      assertEquals(
          names(run.getValue()), played.nested(run.getKey()).orElseThrow().states(), run.getKey());
    }
    var answers = 0;
    for (var rule : scenario.json().path("functions")) {
      answers += rule.get("answers").size();
    }
    assertEquals(answers, played.calls(), "every answer was asked for");
  }

  @ParameterizedTest
  @MethodSource("dev.clew.local.states.Scenario#all")
  void theSameInputGivesTheSameHistory(Scenario scenario) throws IOException, TaskFailure {
    var first = scenario.new Played(7).run();
    var second = scenario.new Played(7).run();

    assertEquals(first.execution.history(), second.execution.history());
    assertEquals(first.execution.end(), second.execution.end());
  }

  private static List<String> names(JsonNode states) {
    return states.valueStream().map(JsonNode::asText).toList();
  }
}
