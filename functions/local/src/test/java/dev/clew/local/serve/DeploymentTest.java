package dev.clew.local.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The API over HTTP, through the handlers, on embedded S3 and DynamoDB.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeploymentTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final HttpClient http = HttpClient.newHttpClient();
  private Deployment deployment;
  private int asked;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    var data = folder.resolve("data");
    Files.createDirectories(data.resolve("traces/shop"));
    Files.createDirectories(data.resolve("traces/store"));
    Files.writeString(
        data.resolve("traces/store/runs.json"),
        """
        [{"messages": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "hello"}], "reward": 1.0},
         {"messages": [{"role": "user", "content": "ho"}, {"role": "assistant", "content": "no"}], "reward": 0.0}]
        """);
    Files.writeString(
        data.resolve("traces/shop/runs.json"),
        """
        [{"messages": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "hello"}], "reward": 1.0},
         {"messages": [{"role": "user", "content": "buy"}, {"role": "assistant", "content": null,
           "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "buy", "arguments": "{}"}}]},
           {"role": "tool", "tool_call_id": "c1", "name": "buy", "content": "Error: out of stock"}], "reward": 0.0}]
        """);
    deployment =
        Deployment.start(
            data, folder.resolve("scratch"), new Deployment.Ports(0, 0, 0), line -> {});
  }

  @AfterAll
  void stop() {
    deployment.close();
  }

  private record Reply(int status, JsonNode body, HttpResponse<String> raw) {}

  /// Asks until the answer is there: a slow machine is told to come back, and the same key asks for
  /// the same investigation.
  private Reply ask(String body) throws Exception {
    var key = "ask-" + ++asked;
    var reply = send("POST", "/v1/questions", body, "Idempotency-Key", key);
    while (reply.status() == 202) {
      LockSupport.parkNanos(200_000_000L);
      reply = send("POST", "/v1/questions", body, "Idempotency-Key", key);
    }
    return reply;
  }

  private Reply send(String method, String path, String body, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(deployment.api() + path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
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

  @Test
  void theTargetsOfTheDataAreListed() throws Exception {
    var reply = send("GET", "/v1/targets", "");
    assertEquals(200, reply.status(), reply.raw().body());
    assertEquals("shop", reply.body().at("/targets/0/name").asText());
    assertEquals("application", reply.body().at("/targets/0/kind").asText());
  }

  @Test
  void aQuestionIsAnsweredAndEverythingBehindItCanBeOpened() throws Exception {
    var asked = ask("{\"question\": \"Why do the shop's runs fail?\"}");
    assertEquals(200, asked.status(), asked.raw().body());
    var answer = asked.body();
    assertEquals("failure-patterns", answer.at("/routing/chosen/0").asText());
    var id = answer.path("answerId").asText();
    assertEquals(answer, send("GET", "/v1/answers/" + id, "").body());
    assertEquals(answer.path("receipt"), send("GET", "/v1/answers/" + id + "/receipt", "").body());
    for (var evidence : answer.path("evidence")) {
      var href = evidence.path("href").asText();
      assertEquals(200, send("GET", href, "").status(), href);
    }
    var session = send("GET", "/v1/sessions/" + answer.path("sessionId").asText(), "");
    assertEquals(id, session.body().at("/turns/0/answerId").asText());
    var where = asked.raw().headers().firstValue("content-location").orElseThrow();
    var events = send("GET", where + "/events", "");
    assertTrue(events.body().path("over").asBoolean());
    assertEquals("planned", events.body().at("/events/0/kind").asText());
    assertEquals(
        "answered",
        events
            .body()
            .path("events")
            .get(events.body().path("events").size() - 1)
            .path("kind")
            .asText());
  }

  @Test
  void aQuestionThatNamesNoTargetIsAboutWhatItsConversationWasAbout() throws Exception {
    var first = ask("{\"question\": \"Why do the store's runs fail?\", \"sessionId\": \"s1\"}");
    assertEquals("store", first.body().path("target").asText(), first.raw().body());
    var next = ask("{\"question\": \"Which errors occur?\", \"sessionId\": \"s1\"}");
    assertEquals("store", next.body().path("target").asText(), next.raw().body());
    var named = ask("{\"question\": \"Which errors occur in the shop?\", \"sessionId\": \"s1\"}");
    assertEquals("shop", named.body().path("target").asText(), named.raw().body());
    var alone = ask("{\"question\": \"Which errors occur?\"}");
    assertEquals("shop, store", alone.body().path("target").asText(), alone.raw().body());
    var session = send("GET", "/v1/sessions/s1", "");
    assertEquals(3, session.body().path("turns").size());
    var listed = send("GET", "/v1/sessions", "").body().path("sessions");
    assertTrue(
        listed
            .toString()
            .contains("\"sessionId\":\"s1\",\"title\":\"Why do the store's runs fail?\""),
        listed.toString());
  }

  @Test
  void oneKeyIsOneQuestion() throws Exception {
    var body = "{\"question\": \"Why do the shop's runs fail?\", \"target\": \"shop\"}";
    var same = "{ \"target\": \"shop\",  \"question\": \"Why do the shop's runs fail?\"}";
    var first = send("POST", "/v1/questions", body, "Idempotency-Key", "k1");
    while (first.status() == 202) {
      LockSupport.parkNanos(200_000_000L);
      first = send("POST", "/v1/questions", body, "Idempotency-Key", "k1");
    }
    var second = send("POST", "/v1/questions", same, "Idempotency-Key", "k1");
    assertEquals(200, first.status(), first.raw().body());
    assertEquals(first.raw().body(), second.raw().body());
    var other = send("POST", "/v1/questions", "{\"question\": \"Why?\"}", "Idempotency-Key", "k1");
    assertEquals(422, other.status());
    assertEquals(
        "application/problem+json", other.raw().headers().firstValue("content-type").orElse(""));
  }

  @Test
  void whatTheApiDoesNotHaveIsAProblemThatSaysWhatToDo() throws Exception {
    var unknown = send("GET", "/v1/monitors", "");
    assertEquals(404, unknown.status());
    assertEquals("/v1/monitors", unknown.body().path("where").asText());
    var method = send("DELETE", "/v1/questions", "");
    assertEquals(405, method.status());
    assertEquals("POST", method.raw().headers().firstValue("allow").orElse(""));
    var noJson = send("POST", "/v1/questions", "{\"question\"");
    assertEquals(400, noJson.status());
    assertEquals("the body is no JSON", noJson.body().path("detail").asText());
    var field = send("POST", "/v1/questions", "{\"question\": \"Why?\", \"targt\": \"shop\"}");
    assertEquals(400, field.status());
    assertTrue(field.body().path("remedy").asText().contains("target"), field.raw().body());
    var empty = send("POST", "/v1/questions", "{\"question\": \"\"}");
    assertEquals(400, empty.status());
    var target = ask("{\"question\": \"Why?\", \"target\": \"shopp\"}");
    assertEquals(400, target.status(), target.raw().body());
    assertTrue(target.body().path("remedy").asText().contains("shop"), target.raw().body());
    assertEquals(404, send("GET", "/v1/answers/nope", "").status());
    assertEquals(404, send("GET", "/v1/traces/nope", "").status());
  }

  @Test
  void aForgottenInvestigationIsGoneWithItsAnswer() throws Exception {
    var asked = ask("{\"question\": \"Why do runs fail?\", \"target\": \"shop\"}");
    var where = asked.raw().headers().firstValue("content-location").orElseThrow();
    assertEquals(200, send("GET", where, "").status());
    assertEquals(204, send("DELETE", where, "").status());
    assertEquals(404, send("GET", where, "").status());
    assertEquals(
        404, send("GET", "/v1/answers/" + asked.body().path("answerId").asText(), "").status());
  }

  @Test
  void everythingListensOnLoopbackAlone() throws IOException {
    var elsewhere =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .toList();
    assumeFalse(elsewhere.isEmpty(), "this machine has no address but loopback");
    for (var endpoint : List.of(deployment.api(), deployment.s3(), deployment.dynamo())) {
      try (var here = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort())) {
        assertTrue(here.isConnected(), endpoint.toString());
      }
      for (var address : elsewhere) {
        assertThrows(
            ConnectException.class,
            () -> new Socket(address, endpoint.getPort()).close(),
            endpoint + " on " + address);
      }
    }
  }

  @Test
  void aPageWhoseNameLeadsToLoopbackIsRefused() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), deployment.api().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /v1/targets HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      var reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(reply.startsWith("HTTP/1.1 403 "), reply);
    }
  }

  @Test
  void aPortThatIsTakenIsSaidWithTheOptionThatChoosesAnother(@TempDir Path folder)
      throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      var ports =
          Map.of(
              "--port", new Deployment.Ports(port, 0, 0),
              "--s3-port", new Deployment.Ports(0, port, 0),
              "--dynamodb-port", new Deployment.Ports(0, 0, port));
      ports.forEach((option, choice) -> {
        var problem =
            assertThrows(
                    ClewException.class,
                    () -> Deployment.start(folder, folder.resolve("x"), choice, line -> {}).close())
                .problem();
        assertEquals("port " + port, problem.where());
        assertTrue(problem.remedy().contains(option + ","), problem.toString());
        assertEquals(Problem.Kind.USER, problem.kind());
      });
    }
    var none = assertThrows(ClewException.class, () -> new Deployment.Ports(99_999, 0, 0));
    assertEquals("99999 is no port", none.problem().what());
  }
}
