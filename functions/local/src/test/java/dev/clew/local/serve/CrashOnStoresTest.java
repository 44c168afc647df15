package dev.clew.local.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.edge.AgentHandler;
import dev.clew.edge.BrowseHandler;
import dev.clew.edge.InvestigationHandler;
import dev.clew.edge.Machines;
import dev.clew.edge.RouterHandler;
import dev.clew.edge.Settings;
import dev.clew.edge.SkillHandler;
import dev.clew.edge.Tenants;
import dev.clew.edge.Tracing;
import dev.clew.edge.Wiring;
import dev.clew.edge.dynamo.DynamoWorkspace;
import dev.clew.edge.s3.S3Bodies;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.Skillset;
import dev.clew.investigation.budget.Limits;
import dev.clew.investigation.flags.FlagSource;
import dev.clew.models.guard.Allowance;
import dev.clew.models.openai.Answer;
import dev.clew.models.openai.OpenAiServer;
import dev.clew.models.settings.ModelSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// A process dies before or after a write to DynamoDB or S3 (items, events, budgets, bodies,
/// traces; a model's calls lie between two writes of the budget), and the user has the
/// investigation resumed: the answer is the same, its events are the same, it is one turn of its
/// session, and no step whose result was kept is run again.
///
/// In the deep run it dies once at every fourth write, before it and after it, and at several by
/// chance in 20 more; in every run at every 24th, and in two by chance.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashOnStoresTest {
  private static final boolean DEEP = Boolean.getBoolean("clew.deep");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Tenant TENANT = new Tenant("main");
  private static final String AGENT = "clew-agent:live";
  private static final String QUESTION =
      "What do the airline agent's runs cost, and where does their time go?";

  private EmbeddedS3 s3;
  private EmbeddedDynamo dynamo;
  private S3Client s3Client;
  private DynamoDbClient dynamoClient;
  private OpenAiServer server;
  private Fate fate = Fate.kind();
  private final Ticking clock = new Ticking();
  private final List<String> measured = new ArrayList<>();
  private final LocalFunctions functions = new LocalFunctions(this::heard);
  private final ByHand machines = new ByHand();
  private final Skillset skills = new Skillset();
  private Path scratch = Path.of("");
  private int asked;

  /// Moves on with every look at it.
  private static final class Ticking extends Clock {
    private Instant now = Instant.parse("2026-11-20T10:00:00Z");

    @Override
    public synchronized Instant instant() {
      now = now.plusMillis(1);
      return now;
    }

    synchronized void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /// Goes through the states of `investigation.asl.json` while it is started, in the same thread.
  private final class ByHand implements Machines {
    private final Map<String, Status> executions = new HashMap<>();

    @Override
    public void start(String execution, byte[] input) {
      if (executions.putIfAbsent(execution, Status.RUNNING) != null) {
        return;
      }
      try {
        run((ObjectNode) JSON.readTree(input));
        executions.put(execution, Status.SUCCEEDED);
      } catch (Fate.Died e) {
        executions.put(execution, Status.FAILED);
        throw e;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void run(ObjectNode about) throws IOException {
      var turn = call(AGENT, about.deepCopy().put("action", "plan"));
      while (turn.path("next").asText().equals("step")) {
        var id = turn.path("stepId").asText();
        boolean kept = isKept(about.path("investigationId").asText(), id);
        measured.clear();
        var step = call(turn.path("function").asText(), about.deepCopy().put("stepId", id));
        assertEquals(kept ? 0 : 1, measured.size(), "step " + id + " is run once: " + measured);
        var reflect = about.deepCopy().put("action", "reflect").put("stepId", id);
        reflect.putObject("step").put("status", step.path("status").asText());
        turn = call(AGENT, reflect);
      }
      assertEquals("report", turn.path("next").asText(), turn.toString());
      call(AGENT, about.deepCopy().put("action", "report"));
    }

    @Override
    public void stop(String execution) {
      executions.put(execution, Status.STOPPED);
    }

    @Override
    public Optional<Status> status(String execution) {
      return Optional.ofNullable(executions.get(execution));
    }
  }

  private void heard(String line) {
    if (line.contains("\"event\":\"measured\"")) {
      measured.add(line);
    }
  }

  private boolean isKept(String id, String step) {
    return new DynamoWorkspace(dynamoClient, "clew-state", new S3Bodies(s3Client, "clew-state"))
        .read(TENANT, id, step, clock.instant())
        .isPresent();
  }

  private JsonNode call(String function, JsonNode event) throws IOException {
    return JSON.readTree(
        functions.call(function, event.toString().getBytes(StandardCharsets.UTF_8)));
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    var data = folder.resolve("clew-data/tenants/main/traces/airline");
    Files.createDirectories(data);
    Files.createDirectories(folder.resolve("clew-state"));
    try (var files = Files.walk(Path.of("samples/traces/airline"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, data.resolve(file.getFileName()));
      }
    }
    s3 = EmbeddedS3.start(folder, 0, Credentials.LOCAL);
    dynamo = EmbeddedDynamo.start(0, Credentials.LOCAL);
    s3Client = s3.client();
    dynamoClient = dynamo.client();
    EmbeddedDynamo.createTable(dynamoClient, "clew-state");
    server = new OpenAiServer(CrashOnStoresTest::decided);
    scratch = folder.resolve("tmp");
  }

  /// With a model or without one: the functions are deployed anew.
  private void deploy(boolean model) {
    var wiring = wiring(Optional.empty(), model);
    functions.deploy("clew-router", new RouterHandler(wiring), Duration.ofSeconds(29));
    functions.deploy(
        "clew-investigation:live", new InvestigationHandler(wiring), Duration.ofMinutes(15));
    functions.deploy(AGENT, new AgentHandler(wiring), Duration.ofMinutes(2));
    functions.deploy("clew-browse:live", new BrowseHandler(wiring), Duration.ofSeconds(29));
    for (var skill : skills.all().ids()) {
      functions.deploy(
          skillFunction(skill),
          new SkillHandler(wiring(Optional.of(skill), model)),
          Duration.ofMinutes(5));
    }
  }

  private static String skillFunction(String skill) {
    return "clew-skill-" + skill + ":live";
  }

  private Wiring wiring(Optional<String> skill, boolean model) {
    var models =
        model
            ? new ModelSettings(
                Optional.of(server.endpoint()),
                Optional.empty(),
                Allowance.USUAL,
                true,
                ModelSettings.LONGEST_CALL)
            : ModelSettings.OFF;
    return new Wiring(
        new Settings(
            "clew-data",
            "tenants/",
            "clew-state",
            "clew-state",
            skillFunction("{skill}"),
            "clew-investigation:live",
            "clew-browse:live",
            "clew-investigation",
            skill,
            Tenants.only(TENANT),
            Optional.empty(),
            Optional.empty(),
            models,
            Limits.INVESTIGATION,
            Limits.NONE,
            Optional.empty()),
        skills,
        Fate.mortal(S3Client.class, s3Client, () -> fate),
        Fate.mortal(DynamoDbClient.class, dynamoClient, () -> fate),
        functions,
        () -> machines,
        FlagSource.NONE,
        Tracing.NONE,
        clock,
        scratch);
  }

  @AfterAll
  void stop() {
    server.close();
    functions.close();
    s3Client.close();
    dynamoClient.close();
    dynamo.close();
    s3.close();
  }

  /// What an investigation left behind.
  ///
  /// @param events kinds and bodies
  private record Left(String answer, List<String> events, Fate fate, int modelCalls) {}

  /// Asks, and has what broke off resumed, as a user would.
  private Left investigated(Fate ofThis) throws IOException {
    fate = ofThis;
    var key = "key-" + ++asked;
    int before = server.asked().size();
    var body =
        "{\"question\": \"" + QUESTION + "\", \"plan\": true, \"sessionId\": \"" + key + "\"}";
    for (int life = 0; life < 200; life++) {
      try {
        var reply = send("POST", "/v1/questions", key, body);
        if (reply.path("statusCode").asInt() == 200) {
          return left(key, reply, server.asked().size() - before);
        }
        resume(reply);
      } catch (Fate.Died e) {
        // Whoever asked hears nothing, and asks again.
      }
      clock.pass(Duration.ofMinutes(2));
    }
    throw new AssertionError("no answer in 200 lives");
  }

  private void resume(JsonNode reply) throws IOException {
    var where =
        reply
            .at("/headers/Location")
            .asText(JSON.readTree(reply.path("body").asText()).path("where").asText());
    assertTrue(where.startsWith("/v1/investigations/"), reply.toString());
    var stands = JSON.readTree(send("GET", where, "", "").path("body").asText());
    if (stands.path("status").asText().equals("failed")) {
      send("POST", where + "/reply", "", "{\"resume\": true}");
    }
  }

  private Left left(String session, JsonNode reply, int modelCalls) throws IOException {
    var where = reply.at("/headers/Content-Location").asText();
    var turns = JSON.readTree(send("GET", "/v1/sessions/" + session, "", "").path("body").asText());
    assertEquals(1, turns.path("turns").size(), turns.toString());
    var answer = reply.path("body").asText();
    var id = JSON.readTree(answer).path("answerId").asText();
    var events = new ArrayList<String>();
    for (var event :
        JSON.readTree(send("GET", where + "/events", "", "").path("body").asText())
            .path("events")) {
      events.add(
          event.path("kind").asText() + " " + event.path("body").toString().replace(id, "A"));
    }
    return new Left(
        answer.replace(id, "A").replace(session, "S").replaceAll("\"elapsedMs\" ?: ?[0-9]+", ""),
        events,
        fate,
        modelCalls);
  }

  private JsonNode send(String method, String path, String key, String body) throws IOException {
    var event = JsonNodeFactory.instance.objectNode();
    event.put("version", "2.0").put("rawPath", path).put("rawQueryString", "").put("body", body);
    event.putObject("headers").put("idempotency-key", key);
    event.putObject("requestContext").putObject("http").put("method", method).put("path", path);
    return call("clew-router", event);
  }

  private void sameWhereverItDies(boolean model) throws IOException {
    deploy(model);
    var untouched = investigated(Fate.kind());
    int writes = untouched.fate().writes();
    assertTrue(writes > 30, "only " + writes + " writes");
    assertFalse(untouched.events().isEmpty());
    assertEquals(model, untouched.modelCalls() > 0);
    var random = new SplittableRandom(model ? 1 : 2);
    int every = DEEP ? 4 : 24;
    for (int at = 1 + random.nextInt(every); at <= writes; at += every) {
      for (boolean after : new boolean[] {false, true}) {
        int write = at;
        held(untouched, new Fate((one, done) -> one == write && done == after), "write " + at);
      }
    }
    for (int seed = 0; seed < (DEEP ? 10 : 1); seed++) {
      var by = new SplittableRandom(seed);
      double chance = 0.01 + 0.05 * by.nextDouble();
      held(untouched, new Fate((one, _) -> one < 900 && by.nextDouble() < chance), "seed " + seed);
    }
  }

  private void held(Left untouched, Fate other, String told) throws IOException {
    var left = investigated(other);
    assertTrue(other.died() > 0 || told.startsWith("seed"), told + ": nothing died");
    assertEquals(untouched.answer(), left.answer(), told);
    assertEquals(untouched.events(), left.events(), told);
    assertTrue(left.modelCalls() <= untouched.modelCalls() + other.died(), told);
  }

  @Test
  void withoutAModelTheAnswerIsTheSameWhereverTheProcessDies() throws IOException {
    sameWhereverItDies(false);
  }

  @Test
  void withAModelTheAnswerIsTheSameWhereverTheProcessDies() throws IOException {
    sameWhereverItDies(true);
  }

  /// Goes on where it is let, and has no words of its own.
  private static Answer decided(OpenAiServer.Asked asked) {
    for (var tool : asked.body().path("tools")) {
      if (tool.at("/function/name").asText().equals("continue")) {
        return Answer.calling("continue", "{}");
      }
    }
    return Answer.saying("{\"summary\": [], \"statements\": [], \"meaning\": [], \"next\": []}");
  }
}
