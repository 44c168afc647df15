package dev.clew.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.edge.http.OpenApi;
import dev.clew.edge.http.ProblemJson;
import dev.clew.edge.http.Request;
import dev.clew.edge.http.Response;
import dev.clew.evidence.Answer;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.interpretation.AnswerJson;
import dev.clew.investigation.EvidenceId;
import dev.clew.investigation.Question;
import dev.clew.investigation.sessions.Conversation;
import dev.clew.investigation.sessions.Investigation;
import dev.clew.investigation.sessions.Sessions;
import dev.clew.skills.Catalogue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The API's operations that need no data: asking, following an investigation, answers, evidence,
/// sessions, skills. Each request is first held against the description of the API.
public final class Api {
  /// How long a question waits for its answer; API Gateway gives up after 30 s.
  static final Duration PATIENCE = Duration.ofSeconds(20);

  /// How long things are kept.
  static final Duration KEPT = Conversation.KEPT;

  /// A start that left no trace for so long was lost, and is made again by the next request with
  /// its key.
  static final Duration LOST = Duration.ofSeconds(60);

  private static final int EVENTS_AT_ONCE = 100;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OpenApi spec;
  private final Sessions sessions;
  private final Starter starter;
  private final Executions executions;
  private final Function<Tenant, Catalogue> catalogues;
  private final Predicate<Tenant> plans;
  private final Clock clock;
  private final Supplier<String> ids;
  private final Pause pause;

  /// Starts an investigation somewhere else.
  public interface Starter {
    /// @throws ClewException when it can not be started
    void start(Tenant tenant, String investigationId, Question question);
  }

  /// Waits; tests move their clock instead.
  public interface Pause {
    void sleep(Duration time);
  }

  /// @param catalogues the skills that a tenant may use
  /// @param plans whether a tenant's questions may be planned
  Api(
      OpenApi spec,
      Sessions sessions,
      Starter starter,
      Executions executions,
      Function<Tenant, Catalogue> catalogues,
      Predicate<Tenant> plans,
      Clock clock,
      Supplier<String> ids,
      Pause pause) {
    this.spec = spec;
    this.sessions = sessions;
    this.starter = starter;
    this.executions = executions;
    this.catalogues = catalogues;
    this.plans = plans;
    this.clock = clock;
    this.ids = ids;
    this.pause = pause;
  }

  /// Answers a request.
  ///
  /// @param patience how long it may take at most
  /// @throws ClewException for the edge to turn into a problem
  public Response respond(Tenant tenant, Request request, Duration patience) {
    var operation = spec.operation(request.method(), request.path());
    if (operation.isEmpty()) {
      var allowed = spec.allowed(request.path());
      if (!allowed.isEmpty()) {
        return ProblemJson.response(
                405,
                new Problem(
                    Problem.Kind.USER,
                    "this path does not take " + request.method(),
                    "/" + String.join("/", request.path()),
                    "It takes " + String.join(" and ", allowed)),
                ids.get())
            .with("Allow", String.join(", ", allowed));
      }
      return notFound("path", "/" + String.join("/", request.path()));
    }
    var found = operation.get();
    return switch (found.id()) {
      case "ask" -> ask(tenant, request, patience);
      case "investigation" -> investigation(tenant, found.path("id"));
      case "forget" -> forget(tenant, found.path("id"));
      case "reply" -> reply(tenant, found.path("id"), request);
      case "events" -> events(tenant, found.path("id"), request, patience);
      case "answer" -> answer(tenant, found.path("id"));
      case "receipt" -> receipt(tenant, found.path("id"));
      case "evidence" -> evidence(tenant, found.path("id"));
      case "skills" -> skills(tenant);
      case "sessions" -> sessions(tenant, request);
      case "session" -> session(tenant, found.path("id"));
      case "openapi" -> Response.of(200, "application/yaml", spec.text());
      default -> notFound("path", "/" + String.join("/", request.path()));
    };
  }

  // ---- asking

  private Response ask(Tenant tenant, Request request, Duration patience) {
    var body = spec.body("ask", request.body());
    var key = request.header("idempotency-key").filter(value -> !value.isBlank());
    var wanted = ids.get();
    var now = clock.instant();
    var session = Optional.ofNullable(body.get("sessionId")).map(JsonNode::asText);
    var until = now.plus(shorter(patience, PATIENCE));
    var begun =
        begun(
            tenant,
            new Sessions.NewInvestigation(
                wanted,
                session.orElse(wanted),
                body.path("question").asText(),
                key,
                sha256(body),
                now,
                now.plus(KEPT)),
            until);
    return switch (begun) {
      case Sessions.Begun.Started(var investigation) -> {
        start(tenant, investigation, body);
        yield awaited(tenant, investigation, until);
      }
      case Sessions.Begun.Same(var investigation) -> {
        if (investigation.status() == Investigation.Status.PENDING
            && investigation.updatedAt().plus(LOST).isBefore(now)) {
          start(tenant, investigation, body);
        }
        yield told(tenant, investigation);
      }
      case Sessions.Begun.Busy(var investigation) ->
          conflict(
              investigation,
              investigation.status() == Investigation.Status.WAITING
                  ? "the conversation waits for a reply"
                  : "the conversation's last question is not answered yet",
              "Reply to it or wait for its answer; or DELETE it, and ask again");
      case Sessions.Begun.Conflict _ ->
          ProblemJson.response(
              422,
              new Problem(
                  Problem.Kind.USER,
                  "the idempotency key was used for another question",
                  "Idempotency-Key",
                  "Use a new key for a new question"),
              wanted);
    };
  }

  /// Begins, once the conversation's last question is answered; not longer than there is time.
  private Sessions.Begun begun(Tenant tenant, Sessions.NewInvestigation wanted, Instant until) {
    var begun = sessions.begin(tenant, wanted);
    while (begun instanceof Sessions.Begun.Busy busy
        && busy.investigation().status() != Investigation.Status.WAITING
        && clock.instant().isBefore(until)) {
      pause.sleep(Duration.ofMillis(250));
      begun = sessions.begin(tenant, wanted);
    }
    return begun;
  }

  private Response conflict(Investigation investigation, String what, String remedy) {
    var where = "/v1/investigations/" + investigation.id();
    return ProblemJson.response(
            409, new Problem(Problem.Kind.USER, what, where, remedy), investigation.id())
        .with("Location", where);
  }

  private void start(Tenant tenant, Investigation investigation, JsonNode body) {
    var windows = body.path("windows");
    var question =
        new Question(
            body.path("question").asText(),
            text(body, "target"),
            text(windows, "baseline"),
            text(windows, "current"),
            Map.of(),
            Optional.of(investigation.sessionId()));
    try {
      if (body.path("plan").asBoolean(false) && plans.test(tenant)) {
        executions.begin(tenant, investigation, question, clock.instant());
      } else {
        starter.start(tenant, investigation.id(), question);
      }
    } catch (ClewException e) {
      sessions.update(tenant, investigation.failed(e.problem(), clock.instant()));
      throw e;
    }
  }

  private Response awaited(Tenant tenant, Investigation begun, Instant until) {
    var pauseMillis = 10L;
    var latest = begun;
    while (latest.isBusy(clock.instant())
        && latest.status() != Investigation.Status.WAITING
        && clock.instant().isBefore(until)) {
      pause.sleep(Duration.ofMillis(pauseMillis));
      pauseMillis = Math.min(400, pauseMillis * 3 / 2 + 1);
      latest = sessions.investigation(tenant, begun.id(), clock.instant()).orElse(latest);
    }
    return told(tenant, latest);
  }

  /// What there is to say of an investigation to who asked: its answer, its problem, or where to
  /// look.
  private Response told(Tenant tenant, Investigation investigation) {
    var where = "/v1/investigations/" + investigation.id();
    return switch (investigation.status()) {
      case PENDING, RUNNING, WAITING ->
          Response.json(202, tree(investigation)).with("Location", where).with("Retry-After", "2");
      case CANCELLED ->
          ProblemJson.response(
              409,
              new Problem(Problem.Kind.USER, "the investigation was cancelled", where, "Ask again"),
              investigation.id());
      case FAILED ->
          ProblemJson.response(investigation.problem().orElseThrow(), investigation.id());
      case FINISHED ->
          answer(tenant, investigation.answerId().orElseThrow()).with("Content-Location", where);
    };
  }

  // ---- following

  private Response investigation(Tenant tenant, String id) {
    return current(tenant, id)
        .map(found -> Response.json(200, tree(found)))
        .orElseGet(() -> notFound("investigation", id));
  }

  /// An investigation as it stands. One whose execution ended without a word, as when a function
  /// died, or was to be started and never was, has failed; looked for only where nothing was heard
  /// for a while.
  private Optional<Investigation> current(Tenant tenant, String id) {
    var now = clock.instant();
    var found = sessions.investigation(tenant, id, now);
    if (found.isEmpty() || !found.get().isQuiet(now)) {
      return found;
    }
    boolean ended =
        executions
            .status(tenant, id, now)
            .map(status -> status != Machines.Status.RUNNING)
            .orElseGet(() -> executions.question(tenant, id, now).isPresent());
    if (!ended) {
      return found;
    }
    sessions.update(tenant, found.get().failed(Executions.ended(id), now));
    return sessions.investigation(tenant, id, now);
  }

  private Response forget(Tenant tenant, String id) {
    var now = clock.instant();
    var found = sessions.investigation(tenant, id, now);
    if (found.isPresent() && !found.get().status().isOver()) {
      // Its next step asks whether it is still wanted.
      sessions.change(tenant, id, one -> one.cancelled(now), now);
      executions.stop(tenant, id, now);
    }
    executions.forget(tenant, id);
    return sessions.delete(tenant, id, now) ? Response.empty(204) : notFound("investigation", id);
  }

  /// What the user has to say to an investigation: an answer to what it asked, yes or no to what it
  /// proposed, or that it shall go on after it broke off.
  private Response reply(Tenant tenant, String id, Request request) {
    var body = spec.body("reply", request.body());
    var now = clock.instant();
    var found = current(tenant, id);
    if (found.isEmpty() || executions.question(tenant, id, now).isEmpty()) {
      return notFound("investigation with a plan", id);
    }
    var investigation = found.get();
    boolean resumes = body.path("resume").asBoolean(false);
    boolean waits = investigation.status() == Investigation.Status.WAITING;
    boolean replies = body.has("text") || body.has("approve");
    if (replies != waits || (!replies && !resumes)) {
      return conflict(
          investigation,
          waits ? "the investigation waits for a reply" : "the investigation has asked nothing",
          waits
              ? "Send text, or approve with true or false"
              : "Send a reply when its status is waiting; {\"resume\": true} when it has failed");
    }
    if (!waits
        && investigation.status() != Investigation.Status.FAILED
        && !investigation.isDead(now)) {
      return conflict(
          investigation,
          "the investigation is " + word(investigation.status()),
          "Only one that has failed can be resumed");
    }
    // Whoever changes it first has the word; should this be cut short before the execution starts,
    // it fails as one that broke off, and is resumed as such.
    var resumed = investigation.resumed(now);
    if (!sessions.update(tenant, resumed)) {
      return conflict(investigation, "somebody else replied just now", "Look where it stands");
    }
    if (waits) {
      var text = text(body, "text").orElse(body.path("approve").asBoolean() ? "yes" : "no");
      executions.reply(tenant, resumed.id(), text, now);
    }
    // The execution that asked may need a moment to end after the agent's last word.
    var until = now.plus(Duration.ofSeconds(5));
    while (!executions.again(tenant, resumed, now)) {
      if (clock.instant().isAfter(until)) {
        return conflict(investigation, "the investigation goes on already", "Look where it stands");
      }
      pause.sleep(Duration.ofMillis(100));
    }
    return told(tenant, resumed);
  }

  private Response events(Tenant tenant, String id, Request request, Duration patience) {
    long after = request.whole("after", 0, 0, Long.MAX_VALUE - 1);
    var wait = Duration.ofSeconds(request.whole("wait", 0, 0, 20));
    var until = clock.instant().plus(shorter(wait, patience));
    var first = true;
    while (true) {
      var now = clock.instant();
      var found = first ? current(tenant, id) : sessions.investigation(tenant, id, now);
      first = false;
      if (found.isEmpty()) {
        return notFound("investigation", id);
      }
      // Read after the status: what is over has written its last event.
      var events = sessions.events(tenant, id, after, EVENTS_AT_ONCE, now);
      var over = found.get().status().isOver() && events.size() < EVENTS_AT_ONCE;
      if (!events.isEmpty() || over || !now.isBefore(until)) {
        var tree = JsonNodeFactory.instance.objectNode();
        tree.put("over", over);
        tree.put("status", word(found.get().status()));
        var list = tree.putArray("events");
        for (var event : events) {
          var one = list.addObject();
          one.put("number", event.number());
          one.put("kind", event.kind());
          one.put("at", event.at().toString());
          one.set("body", body(event.body()));
        }
        return Response.json(200, tree);
      }
      pause.sleep(Duration.ofMillis(250));
    }
  }

  // ---- reading

  private Response answer(Tenant tenant, String id) {
    return sessions
        .answer(tenant, id, clock.instant())
        .map(found -> Response.json(200, AnswerJson.tree(found)))
        .orElseGet(() -> notFound("answer", id));
  }

  private Response receipt(Tenant tenant, String id) {
    return sessions
        .answer(tenant, id, clock.instant())
        .map(found -> Response.json(200, AnswerJson.tree(found).path("receipt")))
        .orElseGet(() -> notFound("answer", id));
  }

  private Response evidence(Tenant tenant, String id) {
    return EvidenceId.parse(id)
        .flatMap(parsed ->
            sessions
                .answer(tenant, parsed.answerId(), clock.instant())
                .flatMap(found -> piece(found, parsed.evidenceId())))
        .map(piece -> Response.json(200, piece))
        .orElseGet(() -> notFound("evidence", id));
  }

  private static Optional<JsonNode> piece(Answer answer, String evidenceId) {
    for (var one : AnswerJson.tree(answer).path("evidence")) {
      if (one.path("id").asText().equals(evidenceId)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  private Response skills(Tenant tenant) {
    var tree = JsonNodeFactory.instance.objectNode();
    var list = tree.putArray("skills");
    for (var card : catalogues.apply(tenant).cards()) {
      var one = list.addObject();
      one.put("name", card.name());
      one.put("version", card.version());
      one.put("family", card.family());
      one.put("description", card.description());
      one.put("reads", card.readsWords());
      card.when().forEach(one.putArray("when")::add);
      card.whenNot().forEach(one.putArray("whenNot")::add);
      one.set("parameters", body(card.parametersSchema()));
    }
    return Response.json(200, tree);
  }

  private Response sessions(Tenant tenant, Request request) {
    var page =
        sessions.sessions(
            tenant,
            request.query().getOrDefault("after", ""),
            (int) request.whole("limit", 20, 1, 100),
            clock.instant());
    var tree = JsonNodeFactory.instance.objectNode();
    var list = tree.putArray("sessions");
    for (var session : page.sessions()) {
      list.addObject()
          .put("sessionId", session.sessionId())
          .put("title", session.title())
          .put("turns", session.turns())
          .put("updatedAt", session.updatedAt().toString());
    }
    if (!page.next().isEmpty()) {
      tree.put("next", page.next());
    }
    return Response.json(200, tree);
  }

  private Response session(Tenant tenant, String id) {
    var turns = sessions.turns(tenant, id, clock.instant());
    if (turns.isEmpty()) {
      return notFound("session", id);
    }
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put("sessionId", id);
    var list = tree.putArray("turns");
    for (var turn : turns) {
      list.addObject()
          .put("question", turn.question())
          .put("answerId", turn.answerId())
          .put("status", turn.status().name().toLowerCase(Locale.ROOT))
          .put("at", turn.at().toString());
    }
    return Response.json(200, tree);
  }

  // ----

  private Response notFound(String what, String name) {
    return ProblemJson.response(
        404,
        new Problem(
            Problem.Kind.USER,
            "there is no such " + what,
            name,
            "See /v1/openapi.yaml for the paths; ids are good for " + KEPT.toDays() + " days"),
        ids.get());
  }

  private static ObjectNode tree(Investigation investigation) {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.put("id", investigation.id());
    tree.put("sessionId", investigation.sessionId());
    tree.put("question", investigation.question());
    tree.put("status", word(investigation.status()));
    investigation.answerId().ifPresent(id -> tree.put("answerId", id));
    investigation
        .problem()
        .ifPresent(problem ->
            tree.set("problem", ProblemJson.tree(ProblemJson.status(problem.kind()), problem)));
    tree.put("createdAt", investigation.createdAt().toString());
    tree.put("updatedAt", investigation.updatedAt().toString());
    return tree;
  }

  private static String word(Investigation.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static JsonNode body(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what we wrote is no JSON", e);
    }
  }

  private static Optional<String> text(JsonNode tree, String name) {
    return tree.path(name).isTextual() ? Optional.of(tree.path(name).asText()) : Optional.empty();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /// Of the body as it was understood: white space and the order of fields make no other question.
  private static String sha256(JsonNode body) {
    try {
      var canonical =
          JSON.writer()
              .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
              .writeValueAsString(JSON.treeToValue(body, Object.class));
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(canonical.getBytes(StandardCharsets.UTF_8)));
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256, and JSON is written", e);
    }
  }
}
