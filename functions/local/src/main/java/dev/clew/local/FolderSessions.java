package dev.clew.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.evidence.Answer;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.interpretation.AnswerJson;
import dev.clew.investigation.sessions.Investigation;
import dev.clew.investigation.sessions.Sessions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Sessions in a folder, for the command line: what one call answered, the next one goes on with.
/// Several processes may use it at the same time.
final class FolderSessions implements Sessions {
  private static final String INVESTIGATIONS = "investigations";
  private static final String LATEST = "latest";
  private static final String KEYS = "keys";
  private static final String ANSWERS = "answers";
  private static final String PLACES = "places";
  private static final String TURNS = "turns";
  private static final String EVENTS = "events";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final StateFolder folder;

  FolderSessions(StateFolder folder) {
    this.folder = folder;
  }

  @Override
  public Begun begin(Tenant tenant, NewInvestigation wanted) {
    return folder.alone(
        tenant,
        () -> {
          var key = wanted.idempotencyKey().flatMap(one -> live(tenant, KEYS, one, wanted.now()));
          if (key.isPresent()) {
            if (!key.get().path("bodyHash").asText().equals(wanted.bodyHash())) {
              return new Begun.Conflict(wanted.idempotencyKey().orElseThrow());
            }
            var same =
                investigation(tenant, key.get().path("investigationId").asText(), wanted.now());
            if (same.isPresent()) {
              return new Begun.Same(same.get());
            }
          }
          var before =
              live(tenant, LATEST, wanted.sessionId(), wanted.now())
                  .flatMap(one -> investigation(tenant, one.path("id").asText(), wanted.now()))
                  .filter(one -> one.isBusy(wanted.now()));
          if (before.isPresent()) {
            return new Begun.Busy(before.get());
          }
          var begun =
              new Investigation(
                  wanted.id(),
                  wanted.sessionId(),
                  wanted.question(),
                  Investigation.Status.PENDING,
                  Optional.empty(),
                  Optional.empty(),
                  1,
                  wanted.now(),
                  wanted.now(),
                  wanted.expiresAt());
          write(tenant, begun);
          write(
              tenant,
              LATEST,
              wanted.sessionId(),
              JSON.createObjectNode().put("id", wanted.id()),
              wanted.expiresAt());
          wanted
              .idempotencyKey()
              .ifPresent(one ->
                  write(
                      tenant,
                      KEYS,
                      one,
                      JSON.createObjectNode()
                          .put("investigationId", wanted.id())
                          .put("bodyHash", wanted.bodyHash()),
                      wanted.expiresAt()));
          return new Begun.Started(begun);
        });
  }

  @Override
  public Optional<Investigation> investigation(Tenant tenant, String id, Instant now) {
    return folder
        .read(tenant, INVESTIGATIONS, id)
        .map(FolderSessions::investigation)
        .filter(one -> one.expiresAt().isAfter(now));
  }

  @Override
  public boolean update(Tenant tenant, Investigation changed) {
    return folder.alone(
        tenant,
        () -> {
          var stored = folder.read(tenant, INVESTIGATIONS, changed.id());
          if (stored.isEmpty() || investigation(stored.get()).version() != changed.version() - 1) {
            return false;
          }
          write(tenant, changed);
          return true;
        });
  }

  @Override
  public boolean delete(Tenant tenant, String id, Instant now) {
    return folder.alone(
        tenant,
        () -> {
          var stored = investigation(tenant, id, now);
          stored.flatMap(Investigation::answerId).ifPresent(answerId -> forget(tenant, answerId));
          for (long number = events(tenant, id).size(); number > 0; number--) {
            folder.delete(tenant, events(id), name(number));
          }
          folder.delete(tenant, INVESTIGATIONS, id);
          return stored.isPresent();
        });
  }

  private void forget(Tenant tenant, String answerId) {
    folder
        .read(tenant, PLACES, answerId)
        .map(FolderSessions::tree)
        .ifPresent(place ->
            folder.delete(
                tenant, turns(place.path("sessionId").asText()), place.path("turn").asText()));
    folder.delete(tenant, PLACES, answerId);
    folder.delete(tenant, ANSWERS, answerId);
  }

  @Override
  public long append(
      Tenant tenant, String investigationId, String key, String kind, String body, Instant now) {
    return folder.alone(
        tenant,
        () -> {
          var investigation = investigation(tenant, investigationId, now);
          if (investigation.isEmpty() || isTold(tenant, investigationId, key)) {
            return 0L;
          }
          long number = events(tenant, investigationId).size() + 1L;
          write(
              tenant,
              events(investigationId),
              name(number),
              JSON.createObjectNode()
                  .put("number", number)
                  .put("key", key)
                  .put("kind", kind)
                  .put("body", body)
                  .put("at", now.toString()),
              investigation.get().expiresAt());
          return number;
        });
  }

  private boolean isTold(Tenant tenant, String investigationId, String key) {
    return !key.isEmpty()
        && events(tenant, investigationId).stream()
            .anyMatch(event -> tree(event).path("key").asText().equals(key));
  }

  @Override
  public List<Event> events(
      Tenant tenant, String investigationId, long after, int limit, Instant now) {
    return events(tenant, investigationId).stream()
        .filter(kept -> kept.isLive(now))
        .map(FolderSessions::tree)
        .map(event ->
            new Event(
                event.path("number").asLong(),
                event.path("kind").asText(),
                event.path("body").asText(),
                instant(event, "at")))
        .filter(event -> event.number() > after)
        .limit(limit)
        .toList();
  }

  @Override
  public void save(Tenant tenant, Answer answer, Instant now, Instant expiresAt) {
    folder.alone(
        tenant,
        () -> {
          folder.write(tenant, ANSWERS, answer.answerId(), AnswerJson.write(answer), expiresAt);
          // Saved again, an answer keeps its first place among the turns.
          var turn =
              folder
                  .read(tenant, PLACES, answer.answerId())
                  .map(place -> tree(place).path("turn").asText())
                  .orElseGet(() -> name(micros(now)) + "-" + StateFolder.name(answer.answerId()));
          write(
              tenant,
              turns(answer.sessionId()),
              turn,
              JSON.createObjectNode()
                  .put("sessionId", answer.sessionId())
                  .put("question", answer.question())
                  .put("answerId", answer.answerId())
                  .put("status", answer.status().name().toLowerCase(Locale.ROOT))
                  .put("at", now.toString()),
              expiresAt);
          write(
              tenant,
              PLACES,
              answer.answerId(),
              JSON.createObjectNode().put("sessionId", answer.sessionId()).put("turn", turn),
              expiresAt);
          folder.sweep(now);
          return true;
        });
  }

  @Override
  public Optional<Answer> answer(Tenant tenant, String answerId, Instant now) {
    return folder
        .read(tenant, ANSWERS, answerId)
        .filter(kept -> kept.isLive(now))
        .map(kept -> AnswerJson.read(kept.bytes(), "answer " + answerId));
  }

  @Override
  public List<Turn> turns(Tenant tenant, String sessionId, Instant now) {
    return turnTrees(tenant, turns(sessionId), now).stream()
        .map(turn ->
            new Turn(
                turn.path("question").asText(),
                turn.path("answerId").asText(),
                Answer.Status.valueOf(turn.path("status").asText().toUpperCase(Locale.ROOT)),
                instant(turn, "at")))
        .toList();
  }

  private List<JsonNode> turnTrees(Tenant tenant, String kind, Instant now) {
    return folder.all(tenant, kind).stream()
        .filter(kept -> kept.isLive(now))
        .map(FolderSessions::tree)
        .toList();
  }

  @Override
  public Page sessions(Tenant tenant, String after, int limit, Instant now) {
    var summaries = new ArrayList<Summary>();
    for (var kind : folder.kinds(tenant, TURNS)) {
      var turns = turnTrees(tenant, kind, now);
      if (!turns.isEmpty()) {
        summaries.add(
            new Summary(
                turns.getFirst().path("sessionId").asText(),
                turns.getFirst().path("question").asText(),
                turns.size(),
                instant(turns.getLast(), "at")));
      }
    }
    summaries.sort(
        Comparator.comparing(Summary::updatedAt).reversed().thenComparing(Summary::sessionId));
    int from = 0;
    for (int i = 0; i < summaries.size() && !after.isEmpty(); i++) {
      if (summaries.get(i).sessionId().equals(after)) {
        from = i + 1;
      }
    }
    var page = summaries.subList(from, Math.min(summaries.size(), from + limit));
    boolean more = from + page.size() < summaries.size();
    return new Page(page, more ? page.getLast().sessionId() : "");
  }

  private static String turns(String sessionId) {
    return TURNS + "/" + StateFolder.name(sessionId);
  }

  private static String events(String investigationId) {
    return EVENTS + "/" + StateFolder.name(investigationId);
  }

  private List<StateFolder.Kept> events(Tenant tenant, String investigationId) {
    return folder.all(tenant, events(investigationId));
  }

  /// Numbers as names in their order.
  private static String name(long number) {
    return "%019d".formatted(number);
  }

  private static long micros(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
  }

  private Optional<JsonNode> live(Tenant tenant, String kind, String id, Instant now) {
    return folder.read(tenant, kind, id).filter(kept -> kept.isLive(now)).map(FolderSessions::tree);
  }

  private void write(Tenant tenant, String kind, String id, ObjectNode tree, Instant expiresAt) {
    folder.write(tenant, kind, id, tree.toString().getBytes(StandardCharsets.UTF_8), expiresAt);
  }

  private void write(Tenant tenant, Investigation one) {
    var tree =
        JSON.createObjectNode()
            .put("id", one.id())
            .put("sessionId", one.sessionId())
            .put("question", one.question())
            .put("status", one.status().name().toLowerCase(Locale.ROOT))
            .put("version", one.version())
            .put("createdAt", one.createdAt().toString())
            .put("updatedAt", one.updatedAt().toString())
            .put("expiresAt", one.expiresAt().toString());
    one.answerId().ifPresent(answer -> tree.put("answerId", answer));
    one.problem()
        .ifPresent(problem ->
            tree.putObject("problem")
                .put("kind", problem.kind().name().toLowerCase(Locale.ROOT))
                .put("what", problem.what())
                .put("where", problem.where())
                .put("remedy", problem.remedy()));
    write(tenant, INVESTIGATIONS, one.id(), tree, one.expiresAt());
  }

  private static Investigation investigation(StateFolder.Kept kept) {
    var tree = tree(kept);
    var problem = tree.path("problem");
    return new Investigation(
        tree.path("id").asText(),
        tree.path("sessionId").asText(),
        tree.path("question").asText(),
        Investigation.Status.valueOf(tree.path("status").asText().toUpperCase(Locale.ROOT)),
        Optional.ofNullable(tree.get("answerId")).map(JsonNode::asText),
        problem.isObject()
            ? Optional.of(
                new Problem(
                    Problem.Kind.valueOf(problem.path("kind").asText().toUpperCase(Locale.ROOT)),
                    problem.path("what").asText(),
                    problem.path("where").asText(),
                    problem.path("remedy").asText()))
            : Optional.empty(),
        tree.path("version").asLong(),
        instant(tree, "createdAt"),
        instant(tree, "updatedAt"),
        instant(tree, "expiresAt"));
  }

  private static Instant instant(JsonNode tree, String name) {
    return Instant.parse(tree.path(name).asText());
  }

  private static JsonNode tree(StateFolder.Kept kept) {
    try {
      return JSON.readTree(kept.bytes());
    } catch (IOException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.DEPENDENCY,
              "what was kept of a conversation is damaged",
              "",
              "Begin a new conversation: ask without --session"),
          e);
    }
  }
}
