package dev.clew.local.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clew.evidence.Answer;
import dev.clew.interpretation.AnswerJson;
import dev.clew.models.guard.Allowance;
import dev.clew.models.openai.OpenAiServer;
import dev.clew.models.settings.ModelSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nobody watches a function's standard error: what was sent where stands in the answer.
class ModelOverHttpTest {
  private static final String QUESTION = "Why do the airline agent's runs fail?";

  @TempDir private Path folder;

  @Test
  void whatWasSentAndWhereToStandsInTheAnswerAndNotInTheLog()
      throws IOException, InterruptedException {
    List<String> log = new CopyOnWriteArrayList<>();
    try (var server =
        OpenAiServer.saying(
            dev.clew.models.openai.Answer.saying(
                "{\"summary\": [], \"statements\": [], \"meaning\": [], \"next\": []}"))) {
      var models =
          new ModelSettings(
              Optional.of(server.endpoint()),
              Optional.empty(),
              Allowance.USUAL,
              true,
              ModelSettings.LONGEST_CALL);
      try (var deployment =
          Deployment.start(
              Path.of("samples"), folder, new Deployment.Ports(0, 0, 0), models, log::add)) {
        var answer = asked(deployment.api() + "/v1/questions");

        assertEquals("127.0.0.1", answer.voice().host());
        assertTrue(answer.voice().models().contains("served-model"), answer.voice().toString());
        assertTrue(answer.voice().charactersSent() > 1_000, "characters are counted");
        assertTrue(answer.usage().modelCalls() > 0 && answer.usage().inputTokens() > 0);
        assertFalse(server.asked().isEmpty());
        var lines = String.join("\n", log);
        assertFalse(lines.contains("payment amount"), "trace text is in the log");
        assertFalse(lines.contains("runs fail"), "the question is in the log");
        assertFalse(lines.contains(server.endpoint().key()), "the key is in the log");
      }
    }
  }

  private static Answer asked(String url) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Idempotency-Key", "once")
            .POST(HttpRequest.BodyPublishers.ofString("{\"question\": \"" + QUESTION + "\"}"))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      while (response.statusCode() == 202) {
        LockSupport.parkNanos(200_000_000L);
        response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      }
      assertEquals(200, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
      return AnswerJson.read(response.body(), "HTTP");
    }
  }
}
