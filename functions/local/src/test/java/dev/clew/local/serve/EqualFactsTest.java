package dev.clew.local.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.clew.evidence.Answer;
import dev.clew.interpretation.AnswerJson;
import dev.clew.interpretation.EqualFacts;
import dev.clew.interpretation.Terminal;
import dev.clew.local.CommandLines;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A skill's facts are the same, to the byte of their canonical form, through `run`, through `ask`
/// and over HTTP on embedded S3: once each beside the first `run` in every test run, twenty times
/// in the deep one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EqualFactsTest {
  private static final int TIMES = Boolean.getBoolean("clew.deep") ? 20 : 1;
  private static final Path SAMPLES = Path.of("samples");

  private record Case(String skill, String target, String question) {}

  private static final List<Case> CASES =
      List.of(
          new Case("token-cost", "frameworks", "Which models burn the tokens of the frameworks?"),
          new Case("failure-patterns", "airline", "Why do the airline agent's runs fail?"),
          new Case(
              "trace-diagnosis",
              "failures",
              "Walk me through the worst trace of the failures, step by step"),
          new Case(
              "cohort-comparison",
              "airline",
              "How do the airline's failed runs differ from the passed ones?"),
          new Case("latency", "frameworks", "Where does the time go in the frameworks' runs?"),
          new Case("performance-degradation", "employment", "Did the employment model get worse?"),
          new Case("drift", "employment", "Which inputs of the employment model drifted?"),
          new Case(
              "data-quality",
              "employment",
              "Are there missing values or duplicates in employment?"));

  private final HttpClient http = HttpClient.newHttpClient();
  private Deployment deployment;
  private Path scratch;
  private int asked;

  @BeforeAll
  void start(@TempDir Path folder) {
    scratch = folder;
    deployment = Deployment.start(SAMPLES, folder, new Deployment.Ports(0, 0, 0), line -> {});
  }

  @AfterAll
  void stop() {
    deployment.close();
  }

  @TestFactory
  List<DynamicTest> aSkillsFactsAreTheSameWhicheverWayTheyWereAskedFor() {
    var tests = new ArrayList<DynamicTest>();
    for (var one : CASES) {
      tests.add(DynamicTest.dynamicTest(one.skill(), () -> same(one)));
    }
    return tests;
  }

  private void same(Case one) throws IOException, InterruptedException {
    var first = local("run", one.skill(), "--target", one.target(), "--json");
    assertFalse(first.facts().isEmpty());
    var expected = canonical(first);
    for (int time = 0; time < TIMES; time++) {
      assertEquals(
          expected, canonical(local("run", one.skill(), "--target", one.target(), "--json")));
      var asked = local("ask", one.question(), "--target", one.target(), "--json");
      assertEquals(List.of(one.skill()), asked.routing().chosen(), one.question());
      assertEquals(expected, canonical(asked), "ask");
      assertEquals(expected, canonical(overHttp(one)), "HTTP");
    }
  }

  private Answer local(String... arguments) {
    var run = CommandLines.run(SAMPLES, scratch, Terminal.plain(), arguments);
    return AnswerJson.read(run.out(), String.join(" ", arguments));
  }

  private Answer overHttp(Case one) throws IOException, InterruptedException {
    var body = "{\"question\": \"" + one.question() + "\", \"target\": \"" + one.target() + "\"}";
    // Every pass is a question of its own; where the machine is slow its key finds it again.
    var request =
        HttpRequest.newBuilder(URI.create(deployment.api() + "/v1/questions"))
            .header("Idempotency-Key", one.skill() + "-" + asked++)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    while (response.statusCode() == 202) {
      LockSupport.parkNanos(200_000_000L);
      response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
    assertEquals(200, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    return AnswerJson.read(response.body(), "HTTP");
  }

  private static String canonical(Answer answer) {
    return new String(EqualFacts.canonical(answer.facts()), StandardCharsets.UTF_8);
  }
}
