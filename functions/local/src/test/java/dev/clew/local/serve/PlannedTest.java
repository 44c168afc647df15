package dev.clew.local.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Investigations with a plan over HTTP: through the state machine's own file, the agent's and the
/// skills' handlers, on embedded S3 and DynamoDB, over the bundled samples.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlannedTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final HttpClient http = HttpClient.newHttpClient();
  private Deployment deployment;

  @BeforeAll
  void start(@TempDir Path scratch) {
    deployment =
        Deployment.start(Path.of("samples"), scratch, new Deployment.Ports(0, 0, 0), line -> {});
  }

  @AfterAll
  void stop() {
    deployment.close();
  }

  private record Reply(int status, JsonNode body, HttpResponse<String> raw) {}

  private Reply send(String method, String path, String body, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(deployment.api() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    var type = response.headers().firstValue("content-type").orElse("");
    return new Reply(
        response.statusCode(),
        type.contains("json") ? JSON.readTree(response.body()) : JSON.missingNode(),
        response);
  }

  /// Asks until the answer is there.
  private Reply ask(String body, String key) throws Exception {
    var reply = send("POST", "/v1/questions", body, "Idempotency-Key", key);
    while (reply.status() == 202) {
      LockSupport.parkNanos(200_000_000L);
      reply = send("POST", "/v1/questions", body, "Idempotency-Key", key);
    }
    return reply;
  }

  private List<String> kinds(JsonNode events) {
    var kinds = new ArrayList<String>();
    events.path("events").forEach(event -> kinds.add(event.path("kind").asText()));
    return kinds;
  }

  @Test
  void aQuestionWithAPlanIsAnsweredThroughTheStateMachineAndTellsItsSteps() throws Exception {
    var asked =
        ask(
            "{\"question\": \"Is the employment model still good, and did its inputs drift?\", \"plan\": true}",
            "plan-1");
    assertEquals(200, asked.status(), asked.raw().body());
    assertTrue(asked.body().path("plan").path("steps").size() >= 2, asked.raw().body());
    assertTrue(asked.body().path("facts").size() > 0);
    var where = asked.raw().headers().firstValue("content-location").orElseThrow();
    var id = where.substring(where.lastIndexOf('/') + 1);
    assertEquals(
        List.of("Plan", "WhatNext", "Step", "Reflect"),
        deployment.machines().execution(id).orElseThrow().states().subList(0, 4));
    var events = send("GET", where + "/events", "").body();
    assertTrue(events.path("over").asBoolean());
    assertEquals("finished", events.path("status").asText());
    var kinds = kinds(events);
    assertEquals("planned", kinds.getFirst());
    assertEquals("answered", kinds.getLast());
    long started = kinds.stream().filter("step_started"::equals).count();
    assertTrue(started >= 2, kinds.toString());
    assertEquals(started, kinds.stream().filter("step_ended"::equals).count(), kinds.toString());
    for (var evidence : asked.body().path("evidence")) {
      var href = evidence.path("href").asText();
      assertEquals(200, send("GET", href, "").status(), href);
    }
  }

  @Test
  void aPlanThatCanNotBeMadeSaysWhy() throws Exception {
    var asked =
        ask("{\"question\": \"Why?\", \"target\": \"emploiment\", \"plan\": true}", "plan-2");
    assertEquals(400, asked.status(), asked.raw().body());
    assertTrue(asked.body().path("remedy").asText().contains("employment"), asked.raw().body());
  }

  @Test
  void aConversationGoesOnAndWaitsForItsTurn() throws Exception {
    var first =
        ask(
            "{\"question\": \"Did the inputs of employment drift?\", \"plan\": true, \"sessionId\": \"s1\"}",
            "plan-3");
    assertEquals(200, first.status(), first.raw().body());
    var second =
        ask(
            "{\"question\": \"Is the model still good?\", \"plan\": true, \"sessionId\": \"s1\"}",
            "plan-4");
    assertEquals("employment", second.body().path("target").asText(), second.raw().body());
    assertEquals(2, send("GET", "/v1/sessions/s1", "").body().path("turns").size());
  }

  /// Rows counted with awk: 6,863 of the 25,000 current ones have AGEP < 25.
  @Test
  void aFollowUpAboutAPartOfTheRowsGoesOnWithTheSessionWithAPlanAndWithout() throws Exception {
    for (var plan : List.of("false", "true")) {
      var session = "\"sessionId\": \"part-" + plan + "\", \"plan\": " + plan + "}";
      var first =
          ask("{\"question\": \"Is the employment model still good?\", " + session, "a" + plan);
      assertEquals(200, first.status(), first.raw().body());

      var part = ask("{\"question\": \"and only for people under 25?\", " + session, "b" + plan);

      assertEquals(200, part.status(), part.raw().body());
      var facts = new TreeMap<String, String>();
      part.body()
          .path("facts")
          .forEach(fact -> facts.put(fact.path("name").asText(), fact.path("value").asText()));
      assertEquals("AGEP < 25", facts.get("slice.filter"), part.raw().body());
      assertEquals("6863", facts.get("slice.size[window=current]"));
      assertEquals("25000", facts.get("slice.of[window=current]"));
      assertEquals("performance-degradation", part.body().at("/plan/steps/0/skill").asText(), plan);
      assertEquals(2, send("GET", "/v1/sessions/part-" + plan, "").body().path("turns").size());
    }
  }

  @Test
  void aQuestionIsPlannedOverHttpWhereItIsOnTheCommandLine() throws Exception {
    // Two skills of one target stand side by side; causes and advice are looked for by a plan.
    var plain =
        ask(
            "{\"question\": \"Is the employment model still good on the latest rows, and what changed in its"
                + " inputs?\"}",
            "side-by-side");
    assertTrue(plain.body().path("causes").isEmpty(), plain.raw().body());
    assertEquals(2, plain.body().at("/plan/steps").size());

    var planned =
        ask(
            "{\"question\": \"Why do the airline agent's runs fail, and what should I do first?\"}",
            "causes");
    assertFalse(planned.body().path("causes").isEmpty(), planned.raw().body());
  }

  @Test
  void aReplyToAnInvestigationThatAskedNothingIsAConflict() throws Exception {
    var asked = ask("{\"question\": \"Did employment drift?\", \"plan\": true}", "plan-5");
    var where = asked.raw().headers().firstValue("content-location").orElseThrow();
    assertEquals(409, send("POST", where + "/reply", "{\"text\": \"yes\"}").status());
    assertEquals(409, send("POST", where + "/reply", "{\"resume\": true}").status());
    assertEquals(400, send("POST", where + "/reply", "{}").status());
    assertEquals(400, send("POST", where + "/reply", "{\"txt\": \"yes\"}").status());
    assertEquals(
        404, send("POST", "/v1/investigations/nope/reply", "{\"text\": \"yes\"}").status());
    assertEquals(204, send("DELETE", where, "").status());
    assertEquals(404, send("POST", where + "/reply", "{\"text\": \"yes\"}").status());
  }

  @Test
  void aBatchAsksAboutEachTargetAndSumsUp() throws Exception {
    var execution =
        deployment
            .machines()
            .startBatch(
                "nightly-1",
                "{\"tenant\": \"main\", \"batchId\": \"b1\", \"question\": \"What got worse?\"}"
                    .getBytes(StandardCharsets.UTF_8));
    var output = execution.ended().get().output().orElseThrow();
    var answer = send("GET", "/v1/answers/" + output.path("answerId").asText(), "").body();
    assertEquals("What got worse?", answer.path("question").asText(), answer.toString());
    for (var target : List.of("employment", "airline", "frameworks", "failures")) {
      assertTrue(answer.path("target").asText().contains(target), answer.path("target").asText());
    }
    assertFalse(answer.path("facts").isEmpty());
    assertEquals(4, execution.children().size());
  }
}
