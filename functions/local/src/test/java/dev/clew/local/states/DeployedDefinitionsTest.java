package dev.clew.local.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// That template.yaml deploys the definitions of decision 014 as they want to be deployed.
class DeployedDefinitionsTest {
  private static final Path ROOT = Path.of("../..");
  private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");

  private final JsonNode resources;

  DeployedDefinitionsTest() throws IOException {
    resources =
        new YAMLMapper().readTree(Files.readString(ROOT.resolve("template.yaml"))).get("Resources");
  }

  @Test
  void everyPlaceOfADefinitionIsGivenAValueAndNoOther() throws IOException {
    var machines = 0;
    for (var resource : resources) {
      if (resource.path("Type").asText().equals("AWS::Serverless::StateMachine")) {
        var properties = resource.get("Properties");
        var places = new TreeSet<String>();
        var given = new TreeSet<String>();
        PLACE
            .matcher(Files.readString(ROOT.resolve(properties.get("DefinitionUri").asText())))
            .results()
            .forEach(place -> places.add(place.group(1)));
        properties
            .get("DefinitionSubstitutions")
            .properties()
            .forEach(value -> given.add(value.getKey()));

        assertEquals(places, given, properties.get("DefinitionUri").asText());
        machines++;
      }
    }
    assertEquals(2, machines);
  }

  /// A function that is cut off by its own time-out leaves a record; one that the machine gives up
  /// goes on unseen.
  @Test
  void aTaskWaitsLongerThanItsFunctionMayTake() throws IOException {
    var agent = resources.at("/AgentFunction/Properties/Timeout").asInt();
    var skill = 0;
    for (var resource : resources.properties()) {
      if (resource.getValue().at("/Properties/Environment/Variables").has("CLEW_SKILL")) {
        skill = Math.max(skill, resource.getValue().at("/Properties/Timeout").asInt());
      }
    }
    assertTrue(agent > 0 && skill > 0, agent + " and " + skill);
    for (var file : Map.of("investigation", 4, "batch", 2).entrySet()) {
      var states =
          new YAMLMapper()
              .readTree(
                  Files.readString(ROOT.resolve("infrastructure/" + file.getKey() + ".asl.json")))
              .get("States");
      var tasks = 0;
      for (var state : states) {
        if (state.get("Type").asText().equals("Task")) {
          var function = state.at("/Parameters/FunctionName").asText("").isEmpty() ? skill : agent;
          assertTrue(
              state.get("TimeoutSeconds").asInt() > function,
              state.path("Comment").asText() + ": " + function);
          tasks++;
        }
      }
      assertEquals(file.getValue(), tasks);
    }
  }
}
