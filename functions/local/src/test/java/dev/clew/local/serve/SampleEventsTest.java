package dev.clew.local.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.clew.edge.http.OpenApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The files of `events/`: each goes through its handler, and what comes back fits the description
/// of the API. Every route and every function has one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleEventsTest {
  private static final Path ROOT = Path.of("../..");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final OpenApi SPEC = OpenApi.packaged();

  /// What each event does, and the status it leads to; direct calls have none.
  private static final Map<String, Integer> STATUS =
      Map.ofEntries(
          Map.entry("ask", 200),
          Map.entry("ask-plan", 200),
          Map.entry("reply", 409),
          Map.entry("investigation", 200),
          Map.entry("events", 200),
          Map.entry("answer", 200),
          Map.entry("receipt", 200),
          Map.entry("evidence", 200),
          Map.entry("skills", 200),
          Map.entry("sessions", 200),
          Map.entry("session", 200),
          Map.entry("openapi", 200),
          Map.entry("targets", 200),
          Map.entry("traces", 200),
          Map.entry("trace", 200),
          Map.entry("unknown-path", 404),
          Map.entry("forget", 204));

  /// What the agent says of an investigation that is over, and of a batch of the four samples.
  private static final Map<String, String> AGENT =
      Map.of(
          "agent-plan", "/next cancelled",
          "agent-reflect", "/next cancelled",
          "agent-report", "/status answered",
          "agent-targets", "/targets 4",
          "agent-summary", "/status unknown");

  private Deployment deployment;
  private final Map<String, String> ids = new TreeMap<>();

  @BeforeAll
  void start(@TempDir Path scratch) throws IOException {
    deployment =
        Deployment.start(Path.of("samples"), scratch, new Deployment.Ports(0, 0, 0), line -> {});
    var asked = answered("ask");
    var answer = JSON.readTree(asked.path("body").asText());
    ids.put("ANSWER_ID", answer.path("answerId").asText());
    ids.put("SESSION_ID", answer.path("sessionId").asText());
    ids.put("INVESTIGATION_ID", investigation(asked));
    ids.put("PLANNED_ID", investigation(answered("ask-plan")));
    var traces = invoke("clew-browse:live", event("traces"));
    ids.put(
        "TRACE_ID", JSON.readTree(traces.path("body").asText()).at("/traces/0/traceId").asText());
  }

  /// A slow machine is told to come back; the same key asks for the same investigation.
  private JsonNode answered(String name) throws IOException {
    var asked = invoke("clew-router", event(name));
    for (int again = 0; again < 600 && asked.path("statusCode").asInt() == 202; again++) {
      LockSupport.parkNanos(500_000_000L);
      asked = invoke("clew-router", event(name));
    }
    assertEquals(200, asked.path("statusCode").asInt(), asked.toString());
    return asked;
  }

  private static String investigation(JsonNode asked) {
    var where = asked.path("headers").path("Content-Location").asText();
    return where.substring(where.lastIndexOf('/') + 1);
  }

  @AfterAll
  void stop() {
    deployment.close();
  }

  private JsonNode event(String name) throws IOException {
    var text = Files.readString(ROOT.resolve("events/" + name + ".json"));
    for (var id : ids.entrySet()) {
      text = text.replace(id.getKey(), id.getValue());
    }
    return JSON.readTree(text);
  }

  private JsonNode invoke(String function, JsonNode event) throws IOException {
    return JSON.readTree(
        deployment.functions().call(function, event.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> names() throws IOException {
    try (var files = Files.list(ROOT.resolve("events"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          // Forgetting comes last: the others look at what it forgets. A batch is listed before it
          // is summed up.
          .sorted(
              Comparator.comparing((String name) -> name.equals("forget"))
                  .thenComparing(name -> name.equals("agent-summary"))
                  .thenComparing(name -> name))
          .toList();
    }
  }

  @TestFactory
  List<DynamicTest> eachEventGoesThroughItsHandler() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    for (var name : names()) {
      tests.add(DynamicTest.dynamicTest(name, () -> run(name)));
    }
    return tests;
  }

  private void run(String name) throws IOException {
    var event = event(name);
    if (name.startsWith("skill-")) {
      var result = invoke("clew-" + name + ":live", event);
      assertTrue(result.has("measurement"), result.toString());
    } else if (AGENT.containsKey(name)) {
      var said = AGENT.get(name).split(" ");
      assertEquals(said[1], invoke("clew-agent:live", event).at(said[0]).asText());
    } else if (name.equals("browse-names")) {
      assertEquals(4, invoke("clew-browse:live", event).path("targets").size());
    } else if (name.equals("investigate")) {
      // The investigation is over: a second delivery of the event changes nothing.
      assertEquals("finished", invoke("clew-investigation:live", event).path("status").asText());
    } else {
      http(name, event);
    }
  }

  private void http(String name, JsonNode event) throws IOException {
    var method = event.at("/requestContext/http/method").asText();
    var path = event.path("rawPath").asText();
    var response = invoke(Deployment.function(method, path), event);
    int status = response.path("statusCode").asInt();
    assertEquals(STATUS.get(name), status, response.toString());
    var operation =
        SPEC.operation(method, List.of(path.substring(1).split("/"))).map(OpenApi.Operation::id);
    if (operation.isEmpty() || status == 204) {
      return;
    }
    var described = described(operation.get(), status);
    var type = response.at("/headers/Content-Type").asText();
    var schema = described.path("content").path(type).path("schema");
    assertTrue(schema.isObject(), operation.get() + " " + status + " is described as " + type);
    if (type.contains("json")) {
      var errors = SPEC.schema(schema).validate(JSON.readTree(response.path("body").asText()));
      assertTrue(errors.isEmpty(), errors.toString());
    }
  }

  private static JsonNode described(String operation, int status) {
    for (var path : SPEC.tree().path("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (method.getValue().path("operationId").asText().equals(operation)) {
          return SPEC.resolved(method.getValue().path("responses").path(Integer.toString(status)));
        }
      }
    }
    throw new AssertionError("no operation " + operation);
  }

  @Test
  void everyRouteAndEveryFunctionHasAnEvent() throws IOException {
    var operations = new TreeSet<String>();
    for (var path : SPEC.tree().path("paths")) {
      for (var method : path) {
        operations.add(method.path("operationId").asText());
      }
    }
    var missing = new TreeSet<>(operations);
    missing.removeAll(names());
    assertTrue(missing.isEmpty(), "operations without a sample event: " + missing);

    var template = new YAMLMapper().readTree(Files.readString(ROOT.resolve("template.yaml")));
    for (var resource : template.path("Resources").properties()) {
      var skill = resource.getValue().at("/Properties/Environment/Variables/CLEW_SKILL").asText("");
      if (!skill.isEmpty()) {
        assertTrue(names().contains("skill-" + skill), "no event for " + resource.getKey());
      }
      if (resource.getValue().at("/Properties/Handler").asText("").contains("AgentHandler")) {
        assertTrue(names().containsAll(AGENT.keySet()), "no events for " + resource.getKey());
      }
    }
  }
}
