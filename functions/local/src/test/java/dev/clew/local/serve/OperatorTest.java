package dev.clew.local.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clew.edge.Tenants;
import dev.clew.investigation.budget.Limits;
import dev.clew.investigation.flags.FlagSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator decides and sees: feature flags, budgets, and Clew's traces of its own work,
/// which are the data of the tenant `clew`.
class OperatorTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Deployment.Options BY_TOKEN =
      Deployment.Options.NONE.with(new Tenants(Optional.of("tenant"), Optional.empty()));

  private int keys;

  private static Deployment start(Path folder, Deployment.Options options) {
    return Deployment.start(
        Path.of("samples"), folder, new Deployment.Ports(0, 0, 0), options, line -> {});
  }

  /// A request with a verified token, as API Gateway hands it over.
  private static JsonNode send(
      Deployment deployment, String tenant, String method, String path, String key, String body)
      throws IOException {
    var event = JsonNodeFactory.instance.objectNode();
    event.put("version", "2.0").put("rawPath", path).put("rawQueryString", "").put("body", body);
    event.putObject("headers").put("idempotency-key", key);
    var context = event.putObject("requestContext");
    context.putObject("http").put("method", method).put("path", path);
    context.putObject("authorizer").putObject("jwt").putObject("claims").put("tenant", tenant);
    return JSON.readTree(
        deployment
            .functions()
            .call(
                Deployment.function(method, path),
                event.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private JsonNode asked(Deployment deployment, String tenant, String body) throws IOException {
    var key = "k" + ++keys;
    var reply = send(deployment, tenant, "POST", "/v1/questions", key, body);
    while (reply.path("statusCode").asInt() == 202) {
      LockSupport.parkNanos(200_000_000L);
      reply = send(deployment, tenant, "POST", "/v1/questions", key, body);
    }
    assertEquals(200, reply.path("statusCode").asInt(), reply.toString());
    return JSON.readTree(reply.path("body").asText());
  }

  @Test
  void clewIsAskedAboutItsOwnWorkByItsOwnTenantAlone(@TempDir Path folder) throws IOException {
    try (var deployment = start(folder, BY_TOKEN)) {
      var secret = "Which inputs of the employment model drifted, my dear?";
      asked(deployment, "main", "{\"question\": \"" + secret + "\"}");
      asked(
          deployment,
          "main",
          "{\"question\": \"Did the inputs of employment drift?\", \"plan\": true}");

      var targets = send(deployment, "clew", "GET", "/v1/targets", "", "").path("body").asText();
      assertTrue(targets.contains("\"clew\""), targets);
      var traces =
          JSON.readTree(
              send(deployment, "clew", "GET", "/v1/traces", "", "").path("body").asText());
      assertEquals(2, traces.path("total").asInt(), "a trace for each investigation: " + traces);
      var answer =
          asked(
              deployment,
              "clew",
              "{\"question\": \"Why was my last investigation slow?\", \"target\": \"clew\"}");
      assertEquals("latency", answer.at("/routing/chosen/0").asText(), answer.toString());
      assertFalse(answer.path("facts").isEmpty());

      var foreign = send(deployment, "main", "GET", "/v1/targets", "", "").path("body").asText();
      assertFalse(foreign.contains("\"clew\""), foreign);
      try (var files = Files.walk(folder.resolve("s3/clew-state/self"))) {
        for (var file : files.filter(Files::isRegularFile).toList()) {
          assertFalse(Files.readString(file).contains("my dear"), "no content: " + file);
        }
      }
    }
  }

  @Test
  void whatIsTurnedOffForATenantIsNotUsed(@TempDir Path folder) throws IOException {
    var flags =
        FlagSettings.parse(
            "{\"tenants\": {\"main\": {\"planning\": false, \"skills\": {\"drift\": false}}}}"
                .getBytes(StandardCharsets.UTF_8),
            "test");
    try (var deployment = start(folder, BY_TOKEN.with(() -> flags))) {
      var skills = send(deployment, "main", "GET", "/v1/skills", "", "").path("body").asText();
      assertFalse(skills.contains("\"drift\""), skills);
      assertTrue(
          send(deployment, "clew", "GET", "/v1/skills", "", "")
              .path("body")
              .asText()
              .contains("\"drift\""));
      var answer =
          asked(
              deployment,
              "main",
              "{\"question\": \"Is employment still good, and did its inputs drift?\", \"plan\": true}");
      assertFalse(answer.path("routing").path("chosen").toString().contains("drift"));
      var step =
          JSON.readTree(
              deployment
                  .functions()
                  .call(
                      "clew-skill-drift:live",
                      Files.readAllBytes(Path.of("../../events/skill-drift.json"))));
      assertEquals("skill drift is turned off", step.at("/problem/what").asText());
    }
  }

  @Test
  void whenABudgetIsSpentTheRestIsSaidToBeBlocked(@TempDir Path folder) throws IOException {
    var options = BY_TOKEN.with(Limits.parse("calls=1", "test"));
    try (var deployment = start(folder, options)) {
      var answer =
          asked(
              deployment,
              "main",
              "{\"question\": \"Is the employment model still good, and did its inputs drift?\", \"plan\": true}");
      assertEquals("partial", answer.path("status").asText(), answer.toString());
      var done = 0;
      var blocked = 0;
      for (var step : answer.at("/plan/steps")) {
        done += step.path("status").asText().equals("done") ? 1 : 0;
        boolean spent = step.path("reason").asText().contains("budget of tool calls is spent");
        blocked += spent ? 1 : 0;
      }
      assertEquals(1, done, answer.path("plan").toString());
      assertTrue(blocked >= 1, answer.path("plan").toString());
    }
  }
}
