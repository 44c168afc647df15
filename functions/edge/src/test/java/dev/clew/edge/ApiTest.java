package dev.clew.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.edge.http.OpenApi;
import dev.clew.edge.http.Request;
import dev.clew.edge.http.Response;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.sessions.Investigation;
import dev.clew.investigation.sessions.MemorySessions;
import dev.clew.investigation.wire.StepJson;
import dev.clew.investigation.work.MemoryWorkspace;
import dev.clew.skills.Catalogue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// The API's part in investigations with a plan, with machines that do as the test says and a clock
/// that moves when somebody waits.
class ApiTest {
  private static final Tenant ACME = new Tenant("acme");
  private static final Tenant OTHER = new Tenant("other");
  private static final OpenApi SPEC = OpenApi.packaged();
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final Duration PATIENCE = Duration.ofSeconds(26);

  private final MemorySessions sessions = new MemorySessions();
  private final MemoryWorkspace workspace = new MemoryWorkspace();
  private final Scripted machines = new Scripted();
  private Instant now = Instant.parse("2026-11-20T10:00:00Z");
  private boolean plans = true;
  private int ids;

  /// Executions that are where they are put.
  private static final class Scripted implements Machines {
    final Map<String, Status> executions = new LinkedHashMap<>();
    final List<String> inputs = new ArrayList<>();

    @Override
    public void start(String execution, byte[] input) {
      if (executions.putIfAbsent(execution, Status.RUNNING) == null) {
        inputs.add(new String(input, StandardCharsets.UTF_8));
      }
    }

    @Override
    public void stop(String execution) {
      executions.computeIfPresent(
          execution, (_, status) -> status == Status.RUNNING ? Status.STOPPED : status);
    }

    @Override
    public Optional<Status> status(String execution) {
      return Optional.ofNullable(executions.get(execution));
    }
  }

  private Response send(Tenant tenant, String method, String path, String body) {
    var moving =
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    var api =
        new Api(
            SPEC,
            sessions,
            (_, _, _) -> {},
            new Executions(workspace, () -> machines),
            _ -> CATALOGUE,
            _ -> plans,
            moving,
            () -> "i" + ++ids,
            time -> now = now.plus(time));
    return api.respond(
        tenant,
        new Request(
            method,
            List.of(path.substring(1).split("/")),
            Map.of(),
            Map.of(),
            body,
            Map.of("tenant", "forged")),
        PATIENCE);
  }

  private static JsonNode body(Response response) {
    return StepJson.parse(
        response.tree().path("body").asText().getBytes(StandardCharsets.UTF_8), "test");
  }

  private String planned() {
    var response =
        send(ACME, "POST", "/v1/questions", "{\"question\": \"What got worse?\", \"plan\": true}");
    assertEquals(202, response.status());
    return body(response).path("id").asText();
  }

  private Investigation change(String id, UnaryOperator<Investigation> change) {
    return sessions.change(ACME, id, change, now).orElseThrow();
  }

  @Test
  void aQuestionWithAPlanStartsOneExecutionThatCarriesIdsAlone() {
    var before = now;
    var id = planned();
    assertEquals(Map.of(id, Machines.Status.RUNNING), machines.executions);
    assertEquals(
        "{\"tenant\":\"acme\",\"investigationId\":\"" + id + "\"}", machines.inputs.getFirst());
    assertTrue(Duration.between(before, now).compareTo(Duration.ofSeconds(21)) < 0, "waits 20 s");
  }

  @Test
  void wherePlanningIsTurnedOffNothingIsPlanned() {
    plans = false;
    planned();
    assertEquals(Map.of(), machines.executions);
  }

  @Test
  void anExecutionThatEndedWithoutAWordHasFailedAndIsResumedUnderAnotherName() {
    var id = planned();
    var path = "/v1/investigations/" + id;
    assertEquals("pending", body(send(ACME, "GET", path, "")).path("status").asText());
    machines.executions.put(id, Machines.Status.FAILED);
    now = now.plusSeconds(61);

    var failed = body(send(ACME, "GET", path, ""));
    assertEquals("failed", failed.path("status").asText());
    assertTrue(failed.at("/problem/remedy").asText().contains("/reply"), failed.toString());

    assertEquals(202, send(ACME, "POST", path + "/reply", "{\"resume\": true}").status());
    assertEquals(Machines.Status.RUNNING, machines.executions.get(id + "-2"));
    assertEquals(409, send(ACME, "POST", path + "/reply", "{\"resume\": true}").status());
    machines.executions.put(id + "-2", Machines.Status.STOPPED);
    now = now.plusSeconds(61);
    assertEquals(202, send(ACME, "POST", path + "/reply", "{\"resume\": true}").status());
    assertEquals(Machines.Status.RUNNING, machines.executions.get(id + "-3"));
  }

  @Test
  void aResumptionThatWasCountedAndNeverStartedIsStartedByTheNext() {
    var id = planned();
    var path = "/v1/investigations/" + id;
    machines.executions.put(id, Machines.Status.FAILED);
    now = now.plusSeconds(61);
    send(ACME, "POST", path + "/reply", "{\"resume\": true}");
    machines.executions.remove(id + "-2");
    change(id, one -> one.failed(Executions.ended(id), now));

    assertEquals(202, send(ACME, "POST", path + "/reply", "{\"resume\": true}").status());
    assertEquals(Machines.Status.RUNNING, machines.executions.get(id + "-2"));
  }

  @Test
  void ofTwoRepliesTheFirstHasTheWord() {
    var id = planned();
    var path = "/v1/investigations/" + id;
    change(id, one -> one.running(now));
    assertEquals(409, send(ACME, "POST", path + "/reply", "{\"text\": \"yes\"}").status());
    change(id, one -> one.waiting(now));
    machines.executions.put(id, Machines.Status.SUCCEEDED);
    assertEquals("waiting", body(send(ACME, "GET", path, "")).path("status").asText());
    assertEquals(409, send(ACME, "POST", path + "/reply", "{\"resume\": true}").status());

    assertEquals(202, send(ACME, "POST", path + "/reply", "{\"text\": \"yes\"}").status());
    assertEquals(409, send(ACME, "POST", path + "/reply", "{\"text\": \"no\"}").status());
    assertEquals(List.of(id, id + "-2"), List.copyOf(machines.executions.keySet()));
  }

  @Test
  void aReplyThatComesBeforeTheExecutionHasEndedWaitsForIt() {
    var id = planned();
    change(id, one -> one.waiting(now));
    var before = now;
    assertEquals(
        409,
        send(ACME, "POST", "/v1/investigations/" + id + "/reply", "{\"approve\": true}").status());
    assertTrue(now.isAfter(before.plusSeconds(4)));
  }

  @Test
  void aCancelledInvestigationIsStoppedAndForgotten() {
    var id = planned();
    assertEquals(204, send(ACME, "DELETE", "/v1/investigations/" + id, "").status());
    assertEquals(Machines.Status.STOPPED, machines.executions.get(id));
    assertTrue(workspace.read(ACME, id, Executions.QUESTION, now).isEmpty());
    assertEquals(404, send(ACME, "GET", "/v1/investigations/" + id, "").status());
    assertEquals(404, send(ACME, "DELETE", "/v1/investigations/" + id, "").status());
  }

  @Test
  void aConversationsNextQuestionIsToldToWait() {
    var question = "{\"question\": \"Why?\", \"sessionId\": \"s1\", \"plan\": true}";
    var first = body(send(ACME, "POST", "/v1/questions", question)).path("id").asText();
    var second = send(ACME, "POST", "/v1/questions", question);
    assertEquals(409, second.status());
    assertEquals("/v1/investigations/" + first, second.tree().at("/headers/Location").asText());
    assertEquals(202, send(OTHER, "POST", "/v1/questions", question).status());
    change(first, one -> one.finished("a1", now));
    assertEquals(202, send(ACME, "POST", "/v1/questions", question).status());
  }

  @Test
  void anotherTenantsInvestigationIsNotThere() {
    var id = planned();
    var path = "/v1/investigations/" + id;
    change(id, one -> one.waiting(now));
    assertEquals(404, send(OTHER, "GET", path, "").status());
    assertEquals(404, send(OTHER, "GET", path + "/events", "").status());
    assertEquals(404, send(OTHER, "POST", path + "/reply", "{\"text\": \"yes\"}").status());
    assertEquals(404, send(OTHER, "DELETE", path, "").status());
    assertEquals(Machines.Status.RUNNING, machines.executions.get(id));
    assertEquals("waiting", body(send(ACME, "GET", path, "")).path("status").asText());
  }

  @Test
  void whatABodyMayNotSayIsRefused() {
    for (var body :
        List.of(
            "{\"question\": \"Why?\", \"tenant\": \"other\"}",
            "{\"question\": \"Why?\", \"investigationId\": \"i1\"}",
            "{\"question\": \"Why?\", \"sessionId\": \"../s\"}",
            "{\"question\": \"Why?\", \"sessionId\": \"s#1\"}",
            "{\"question\": \"Why?\", \"plan\": \"yes\"}",
            "{\"question\": [\"Why?\"]}")) {
      var problem =
          Assertions.assertThrows(
              ClewException.class, () -> send(ACME, "POST", "/v1/questions", body), body);
      assertEquals(Problem.Kind.USER, problem.problem().kind());
    }
    var id = planned();
    change(id, one -> one.waiting(now));
    for (var body :
        List.of(
            "{\"text\": \"yes\", \"tenant\": \"other\"}",
            "{\"text\": \"\"}",
            "{\"approve\": \"yes\"}",
            "{}")) {
      Assertions.assertThrows(
          ClewException.class,
          () -> send(ACME, "POST", "/v1/investigations/" + id + "/reply", body),
          body);
    }
  }

  @Test
  void idsThatLeadElsewhereLeadNowhere() {
    for (var id : List.of("..", "i1#plan", "a b", "%2e%2e", "TENANT#other", "x".repeat(200))) {
      var path = "/v1/investigations/" + id;
      assertEquals(404, send(ACME, "GET", path, "").status(), id);
      assertEquals(404, send(ACME, "DELETE", path, "").status(), id);
      assertEquals(404, send(ACME, "POST", path + "/reply", "{\"text\": \"yes\"}").status(), id);
    }
  }
}
