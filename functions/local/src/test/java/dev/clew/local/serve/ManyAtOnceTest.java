package dev.clew.local.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many questions at once on few idempotency keys: 1,000 on 100 in the deep profile, a tenth of
/// each otherwise.
class ManyAtOnceTest {
  private static final int KEYS = Boolean.getBoolean("clew.deep") ? 100 : 10;
  private static final int TIMES = 10;

  private record Reply(int key, int status, String body) {}

  @Test
  void equalKeysAreOneInvestigationWithEqualBytes(@TempDir Path folder) throws Exception {
    try (var deployment = deployment(folder);
        var http = HttpClient.newHttpClient();
        var threads = Executors.newFixedThreadPool(KEYS * TIMES)) {
      var all = new ArrayList<Callable<Reply>>();
      for (int i = 0; i < KEYS * TIMES; i++) {
        int key = i % KEYS;
        // One in ten has another body: which of the two comes first decides for the key.
        boolean other = i / KEYS == TIMES - 1;
        all.add(() -> asked(http, deployment.api(), key, other));
      }
      var answers = new HashMap<Integer, List<String>>();
      var refused = new HashMap<Integer, Integer>();
      for (var one : threads.invokeAll(all)) {
        var reply = one.get();
        switch (reply.status()) {
          case 200 ->
              answers.computeIfAbsent(reply.key(), _ -> new ArrayList<>()).add(reply.body());
          case 422 -> refused.merge(reply.key(), 1, Integer::sum);
          default -> throw new AssertionError(reply.toString());
        }
      }
      var ids = new HashSet<String>();
      for (int key = 0; key < KEYS; key++) {
        var bodies = answers.get(key);
        assertEquals(1, new HashSet<>(bodies).size(), "equal bytes for key " + key);
        // Nine with one body and one with the other: whichever began, the rest were refused.
        int conflicts = refused.getOrDefault(key, 0);
        assertEquals(TIMES, bodies.size() + conflicts);
        assertTrue(conflicts == 1 || conflicts == TIMES - 1, conflicts + " refused");
        ids.add(JsonMapper.builder().build().readTree(bodies.getFirst()).path("answerId").asText());
      }
      assertEquals(KEYS, ids.size(), "an investigation for each key");
      assertEquals(KEYS, sessions(http, deployment.api()), "and none besides");
    }
  }

  private static Deployment deployment(Path folder) throws IOException {
    var data = folder.resolve("data");
    Files.createDirectories(data.resolve("traces/shop"));
    Files.writeString(
        data.resolve("traces/shop/runs.json"),
        """
        [{"messages": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "hello"}], "reward": 1.0},
         {"messages": [{"role": "user", "content": "ho"}, {"role": "assistant", "content": "no"}], "reward": 0.0}]
        """);
    return Deployment.start(
        data, folder.resolve("scratch"), new Deployment.Ports(0, 0, 0), line -> {});
  }

  private static final int LOST = 20;

  /// Until it is answered or refused: who is too early is told to come back, and who lost the
  /// connection (the server keeps 200 idle ones) asks again with the same key, as keys are for.
  private static Reply asked(HttpClient http, URI api, int key, boolean other) throws Exception {
    var question = other ? "Which of the shop's runs fail?" : "Why do the shop's runs fail?";
    var request =
        HttpRequest.newBuilder(URI.create(api + "/v1/questions"))
            .header("Idempotency-Key", "key-" + key)
            .POST(HttpRequest.BodyPublishers.ofString("{\"question\": \"" + question + "\"}"))
            .build();
    int lost = 0;
    while (true) {
      HttpResponse<String> response;
      try {
        response = http.send(request, HttpResponse.BodyHandlers.ofString());
      } catch (IOException e) {
        if (++lost > LOST) {
          throw e;
        }
        LockSupport.parkNanos(1_000_000_000L);
        continue;
      }
      if (response.statusCode() != 202) {
        return new Reply(key, response.statusCode(), response.body());
      }
      LockSupport.parkNanos(1_000_000_000L);
    }
  }

  private static int sessions(HttpClient http, URI api) throws Exception {
    int count = 0;
    var next = "";
    do {
      var page =
          JsonMapper.builder()
              .build()
              .readTree(
                  http.send(
                          HttpRequest.newBuilder(
                                  URI.create(api + "/v1/sessions?limit=100&after=" + next))
                              .build(),
                          HttpResponse.BodyHandlers.ofString())
                      .body());
      count += page.path("sessions").size();
      next = page.path("next").asText("");
    } while (!next.isEmpty());
    return count;
  }
}
