package dev.clew.local.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.local.AskingBack;
import dev.clew.models.guard.Allowance;
import dev.clew.models.openai.OpenAiServer;
import dev.clew.models.settings.ModelSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What an investigation asks its user over HTTP, from the question to the answer: a model that
/// wants to know which stretch of data is meant, and a step that wants leave to store something.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskedBackOverHttpTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicReference<AskingBack> asking = new AtomicReference<>(new AskingBack());
  private final OpenAiServer model = new OpenAiServer(request -> asking.get().answer(request));

  private Path folder = Path.of("");
  private Deployment deployment;

  @BeforeAll
  void start(@TempDir Path scratch) {
    folder = scratch;
    var models =
        new ModelSettings(
            Optional.of(model.endpoint()),
            Optional.empty(),
            Allowance.USUAL,
            true,
            ModelSettings.LONGEST_CALL);
    deployment =
        Deployment.start(
            Path.of("samples"), folder, new Deployment.Ports(0, 0, 0), models, _ -> {});
  }

  /// It has its question again.
  @BeforeEach
  void forget() {
    asking.set(new AskingBack());
  }

  @AfterAll
  void stop() {
    deployment.close();
    model.close();
    http.close();
  }

  private record Reply(int status, JsonNode body, Optional<String> location) {}

  private Reply send(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(deployment.api() + path))
            .header("Idempotency-Key", "key-" + Integer.toHexString(body.hashCode()))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    var response = http.send(request, HttpResponse.BodyHandlers.ofString());
    return new Reply(
        response.statusCode(),
        JSON.readTree(response.body()),
        response.headers().firstValue("location"));
  }

  /// Asks with a plan, and follows the events until it waits or is over.
  ///
  /// @return where it stands
  private String asked(String question) throws Exception {
    var begun =
        send("POST", "/v1/questions", "{\"question\": \"" + question + "\", \"plan\": true}");
    assertEquals(202, begun.status(), begun.body().toString());
    return begun.location().orElseThrow();
  }

  /// Events as they come, by long polling, until it waits or is over.
  private List<JsonNode> followed(String where) throws Exception {
    var events = new ArrayList<JsonNode>();
    while (true) {
      var after = events.isEmpty() ? 0 : events.getLast().path("number").asLong();
      var page = send("GET", where + "/events?after=" + after + "&wait=20", "").body();
      page.path("events").forEach(events::add);
      if (page.path("over").asBoolean()
          || (page.path("status").asText().equals("waiting")
              && events.getLast().path("kind").asText().equals("asked"))) {
        return events;
      }
    }
  }

  private static List<String> kinds(List<JsonNode> events) {
    return events.stream().map(event -> event.path("kind").asText()).toList();
  }

  private List<Path> stored() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith("refusal.jsonl")).toList();
    }
  }

  @Test
  void aModelsQuestionWaitsForTheReplyAndTheInvestigationGoesOnWithIt() throws Exception {
    var where = asked("Did the inputs of employment drift, and is its data sound?");
    var before = followed(where);

    assertEquals("waiting", send("GET", where, "").body().path("status").asText());
    assertEquals("asked", kinds(before).getLast(), kinds(before).toString());
    assertTrue(
        before.getLast().at("/body/question").asText().contains("Which stretch of the data"),
        before.getLast().toString());
    // Whoever asks with the same key is told where it stands, and nothing starts anew.
    assertEquals(
        where,
        send(
                "POST",
                "/v1/questions",
                "{\"question\": \"Did the inputs of employment drift, and is its data sound?\", \"plan\": true}")
            .location()
            .orElseThrow());

    var reply = send("POST", where + "/reply", "{\"text\": \"since row 80,000\"}");
    assertEquals(202, reply.status(), reply.body().toString());
    var after = followed(where);

    assertEquals("answered", kinds(after).getLast(), kinds(after).toString());
    assertEquals(1, kinds(after).stream().filter("asked"::equals).count());
    var stands = send("GET", where, "").body();
    assertEquals("finished", stands.path("status").asText());
    var answer = send("GET", "/v1/answers/" + stands.path("answerId").asText(), "").body();
    assertEquals("answered", answer.path("status").asText());
    // The first step was done before it asked; what came after looks where the user said.
    assertFalse(answer.at("/plan/steps/0/windows/current").toString().contains("80000"));
    assertTrue(
        answer.at("/plan/steps/1/windows/current").toString().contains("80000"),
        answer.at("/plan/steps").toString());
    var changed = answer.at("/plan/changes").toString();
    assertTrue(changed.contains("what is left looks at since row 80,000"), changed);
    assertEquals(409, send("POST", where + "/reply", "{\"text\": \"again\"}").status());
  }

  @Test
  void whatAStepProposesIsStoredOnlyAfterTheUserApproves() throws Exception {
    var where = asked("Run the refusal evaluator on the airline agent");
    var events = followed(where);

    assertEquals("asked", kinds(events).getLast(), kinds(events).toString());
    assertTrue(
        events.getLast().at("/body/question").asText().contains("Shall Clew keep the verdicts"),
        events.getLast().toString());
    assertEquals(List.of(), stored());

    assertEquals(202, send("POST", where + "/reply", "{\"approve\": true}").status());
    events = followed(where);
    if (kinds(events).getLast().equals("asked")) {
      // The model has a question of its own, once.
      send("POST", where + "/reply", "{\"text\": \"all of it\"}");
      events = followed(where);
    }
    assertEquals("answered", kinds(events).getLast(), kinds(events).toString());
    assertEquals(1, stored().size());
  }
}
