package dev.clew.edge.dynamo;

import static dev.clew.edge.dynamo.Items.number;
import static dev.clew.edge.dynamo.Items.text;

import dev.clew.edge.Bodies;
import dev.clew.evidence.Answer;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.interpretation.AnswerJson;
import dev.clew.investigation.sessions.Investigation;
import dev.clew.investigation.sessions.Sessions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/// Sessions in one DynamoDB table, with answers' bodies elsewhere. Every change is conditional;
/// whatever expired is filtered on read, since DynamoDB deletes it up to days later.
public final class DynamoSessions implements Sessions {
  /// Name of the index that lists sessions by their newest turn.
  public static final String BY_UPDATE = "sessions-by-update";

  private static final String ANSWERS = "answers";

  /// Keys of an investigation's events.
  private static final String KEYS = "eventKeys";

  /// Rounds of a write that lost to another one before it is given up; each round means that
  /// somebody else's write came through.
  private static final int ROUNDS = 20;

  private final DynamoDbClient dynamo;
  private final String table;
  private final Bodies bodies;

  public DynamoSessions(DynamoDbClient dynamo, String table, Bodies bodies) {
    this.dynamo = dynamo;
    this.table = table;
    this.bodies = bodies;
  }

  @Override
  public Begun begin(Tenant tenant, NewInvestigation wanted) {
    return guarded(() -> begun(tenant, wanted));
  }

  private Begun begun(Tenant tenant, NewInvestigation wanted) {
    var investigation =
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
    var item = Items.of(tenant, investigation);
    wanted.idempotencyKey().ifPresent(key -> item.put("keySk", text(Items.key(key))));
    for (int round = 0; round < ROUNDS; round++) {
      var writes = new ArrayList<TransactWriteItem>();
      writes.add(fresh(item));
      if (wanted.idempotencyKey().isPresent()) {
        var key = wanted.idempotencyKey().get();
        var stored = item(tenant, Items.key(key));
        var known = known(tenant, wanted, stored);
        if (known.isPresent()) {
          return known.get();
        }
        var taken = Items.at(tenant, Items.key(key));
        taken.put("bodyHash", text(wanted.bodyHash()));
        writes.add(pointing(taken, wanted, stored));
      }
      // A conversation that begins with this very investigation has no other.
      if (!wanted.sessionId().equals(wanted.id())) {
        var taker = item(tenant, Items.turnTaker(wanted.sessionId()));
        // Its first turn, which nobody went on with yet, has its name.
        var before =
            (taker.isEmpty()
                    ? investigation(tenant, wanted.sessionId(), wanted.now())
                    : pointed(tenant, taker, wanted.now()))
                .filter(one -> one.isBusy(wanted.now()));
        if (before.isPresent()) {
          return new Begun.Busy(before.get());
        }
        writes.add(pointing(Items.at(tenant, Items.turnTaker(wanted.sessionId())), wanted, taker));
      }
      if (transacted(writes)) {
        return new Begun.Started(investigation);
      }
    }
    throw contended("the conversation or the idempotency key");
  }

  /// What an idempotency key stands for already.
  private Optional<Begun> known(
      Tenant tenant, NewInvestigation wanted, Map<String, AttributeValue> stored) {
    if (!Items.isLive(stored, wanted.now())) {
      return Optional.empty();
    }
    if (!text(stored, "bodyHash").equals(wanted.bodyHash())) {
      return Optional.of(new Begun.Conflict(wanted.idempotencyKey().orElseThrow()));
    }
    return pointed(tenant, stored, wanted.now()).map(Begun.Same::new);
  }

  /// The investigation that a key or a conversation points at.
  private Optional<Investigation> pointed(
      Tenant tenant, Map<String, AttributeValue> pointer, Instant now) {
    return Items.isLive(pointer, now)
        ? investigation(tenant, text(pointer, "investigationId"), now)
        : Optional.empty();
  }

  /// Points a key or a conversation at the new investigation, if it still points where it did when
  /// it was read.
  private TransactWriteItem pointing(
      Map<String, AttributeValue> pointer,
      NewInvestigation wanted,
      Map<String, AttributeValue> stored) {
    pointer.put("investigationId", text(wanted.id()));
    pointer.put("expiresAt", text(wanted.expiresAt().toString()));
    pointer.put(Items.EXPIRES, Items.expiry(wanted.expiresAt()));
    return TransactWriteItem.builder()
        .put(put -> {
          put.tableName(table).item(pointer);
          if (stored.isEmpty()) {
            put.conditionExpression("attribute_not_exists(pk)");
          } else {
            put.conditionExpression("investigationId = :before")
                .expressionAttributeValues(
                    Map.of(":before", text(text(stored, "investigationId"))));
          }
        })
        .build();
  }

  private TransactWriteItem fresh(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(pk)"))
        .build();
  }

  @Override
  public Optional<Investigation> investigation(Tenant tenant, String id, Instant now) {
    return guarded(() ->
        Optional.of(item(tenant, Items.investigation(id)))
            .filter(item -> Items.isLive(item, now))
            .map(Items::investigation));
  }

  @Override
  public boolean update(Tenant tenant, Investigation changed) {
    var item = Items.of(tenant, changed);
    var names = new HashMap<String, String>();
    var values = new HashMap<String, AttributeValue>();
    var sets = new ArrayList<String>();
    for (var attribute : item.entrySet()) {
      if (!attribute.getKey().equals(Items.PK) && !attribute.getKey().equals(Items.SK)) {
        names.put("#" + attribute.getKey(), attribute.getKey());
        values.put(":" + attribute.getKey(), attribute.getValue());
        sets.add("#" + attribute.getKey() + " = :" + attribute.getKey());
      }
    }
    values.put(":before", number(changed.version() - 1));
    // What it no longer has, as the problem of one that is resumed, goes.
    var gone = new ArrayList<String>();
    for (var attribute : Items.PASSING) {
      if (!item.containsKey(attribute)) {
        names.put("#" + attribute, attribute);
        gone.add("#" + attribute);
      }
    }
    var removal = gone.isEmpty() ? "" : " REMOVE " + String.join(", ", gone);
    return guarded(() -> {
      try {
        dynamo.updateItem(request ->
            request
                .tableName(table)
                .key(Items.at(tenant, Items.investigation(changed.id())))
                .updateExpression("SET " + String.join(", ", sets) + removal)
                .conditionExpression("#version = :before")
                .expressionAttributeNames(names)
                .expressionAttributeValues(values));
        return true;
      } catch (ConditionalCheckFailedException e) {
        return false;
      }
    });
  }

  @Override
  public boolean delete(Tenant tenant, String id, Instant now) {
    return guarded(() -> {
      var item = item(tenant, Items.investigation(id));
      if (item.isEmpty()) {
        return false;
      }
      var live = Items.isLive(item, now);
      Items.optional(item, "answerId").ifPresent(answer -> forget(tenant, answer, now));
      for (var event : query(tenant, Items.events(id))) {
        remove(tenant, text(event, Items.SK));
      }
      Items.optional(item, "keySk").ifPresent(key -> remove(tenant, key));
      // Last, so that a deletion that was cut short can be done again.
      remove(tenant, Items.investigation(id));
      return live;
    });
  }

  private void forget(Tenant tenant, String answerId, Instant now) {
    var answer = item(tenant, Items.answer(answerId));
    bodies.delete(tenant, ANSWERS, answerId);
    if (!answer.isEmpty()) {
      remove(tenant, text(answer, "turn"));
      summarize(tenant, text(answer, "sessionId"), now);
      remove(tenant, Items.answer(answerId));
    }
  }

  @Override
  public long append(
      Tenant tenant, String investigationId, String key, String kind, String body, Instant now) {
    return guarded(() -> {
      for (int round = 0; round < ROUNDS; round++) {
        var investigation = item(tenant, Items.investigation(investigationId));
        if (!Items.isLive(investigation, now) || Items.texts(investigation, KEYS).contains(key)) {
          return 0L;
        }
        long last = number(investigation, "lastEvent");
        if (appended(tenant, investigation, last, new Event(last + 1, kind, body, now), key)) {
          return last + 1;
        }
      }
      throw contended("investigation " + investigationId);
    });
  }

  /// The counter moves, the key is taken and the event is written together, so that numbers have no
  /// gaps and no event is told twice.
  private boolean appended(
      Tenant tenant,
      Map<String, AttributeValue> investigation,
      long last,
      Event event,
      String key) {
    var item = Items.at(tenant, Items.event(text(investigation, "id"), event.number()));
    item.put("number", number(event.number()));
    item.put("kind", text(event.kind()));
    item.put("body", text(event.body()));
    item.put("at", text(event.at().toString()));
    item.put("expiresAt", text(text(investigation, "expiresAt")));
    item.put(Items.EXPIRES, number(number(investigation, Items.EXPIRES)));
    var values = new HashMap<String, AttributeValue>();
    values.put(":next", number(event.number()));
    if (last > 0) {
      values.put(":last", number(last));
    }
    if (!key.isEmpty()) {
      values.put(":keys", AttributeValue.fromSs(List.of(key)));
    }
    var counted =
        TransactWriteItem.builder()
            .update(update ->
                update
                    .tableName(table)
                    .key(Items.at(tenant, text(investigation, Items.SK)))
                    .updateExpression(
                        "SET lastEvent = :next" + (key.isEmpty() ? "" : " ADD " + KEYS + " :keys"))
                    .conditionExpression(
                        last == 0
                            ? "attribute_exists(pk) AND attribute_not_exists(lastEvent)"
                            : "lastEvent = :last")
                    .expressionAttributeValues(values))
            .build();
    var written = TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build();
    return transacted(List.of(counted, written));
  }

  @Override
  public List<Event> events(
      Tenant tenant, String investigationId, long after, int limit, Instant now) {
    return guarded(() -> {
      if (investigation(tenant, investigationId, now).isEmpty()) {
        return List.of();
      }
      var found =
          dynamo.query(request ->
              request
                  .tableName(table)
                  .consistentRead(true)
                  .limit(limit)
                  .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
                  .expressionAttributeValues(
                      Map.of(
                          ":pk", text(Items.pk(tenant)),
                          ":from", text(Items.event(investigationId, after + 1)),
                          ":to", text(Items.events(investigationId) + "~"))));
      return found.items().stream()
          .map(item ->
              new Event(
                  number(item, "number"),
                  text(item, "kind"),
                  text(item, "body"),
                  Items.instant(item, "at")))
          .toList();
    });
  }

  @Override
  public void save(Tenant tenant, Answer answer, Instant now, Instant expiresAt) {
    guarded(() -> {
      bodies.put(tenant, ANSWERS, answer.answerId(), AnswerJson.write(answer));
      // Saved again, an answer keeps its first place among the turns.
      var before = item(tenant, Items.answer(answer.answerId()));
      var turnSk =
          before.isEmpty()
              ? Items.turn(answer.sessionId(), now, answer.answerId())
              : text(before, "turn");
      var turn = Items.at(tenant, turnSk);
      turn.put("question", text(answer.question()));
      turn.put("answerId", text(answer.answerId()));
      turn.put("status", text(answer.status().name().toLowerCase(Locale.ROOT)));
      turn.put("at", text(now.toString()));
      turn.put("expiresAt", text(expiresAt.toString()));
      turn.put(Items.EXPIRES, Items.expiry(expiresAt));
      // Before the turn itself: should this be cut short, its place is known when it is done again.
      var item = Items.at(tenant, Items.answer(answer.answerId()));
      item.put("sessionId", text(answer.sessionId()));
      item.put("turn", text(turnSk));
      item.put("expiresAt", text(expiresAt.toString()));
      item.put(Items.EXPIRES, Items.expiry(expiresAt));
      dynamo.putItem(request -> request.tableName(table).item(item));
      dynamo.putItem(request -> request.tableName(table).item(turn));
      summarize(tenant, answer.sessionId(), now);
      return true;
    });
  }

  /// Writes a session's summary from its turns, or removes it with the last of them.
  private void summarize(Tenant tenant, String sessionId, Instant now) {
    var turns = turns(tenant, sessionId, now);
    if (turns.isEmpty()) {
      remove(tenant, Items.session(sessionId));
      return;
    }
    var expiresAt =
        query(tenant, Items.turns(sessionId)).stream()
            .map(item -> Items.instant(item, "expiresAt"))
            .max(Instant::compareTo)
            .orElseThrow();
    var item = Items.at(tenant, Items.session(sessionId));
    item.put("sessionId", text(sessionId));
    item.put("title", text(turns.getFirst().question()));
    item.put("turns", number(turns.size()));
    item.put("updatedAt", text(turns.getLast().at().toString()));
    item.put("newest", text(Items.newestFirst(turns.getLast().at(), sessionId)));
    item.put("expiresAt", text(expiresAt.toString()));
    item.put(Items.EXPIRES, Items.expiry(expiresAt));
    dynamo.putItem(request -> request.tableName(table).item(item));
  }

  @Override
  public Optional<Answer> answer(Tenant tenant, String answerId, Instant now) {
    return guarded(() ->
        Items.isLive(item(tenant, Items.answer(answerId)), now)
            ? bodies
                .get(tenant, ANSWERS, answerId)
                .map(bytes -> AnswerJson.read(bytes, "answer " + answerId))
            : Optional.empty());
  }

  @Override
  public List<Turn> turns(Tenant tenant, String sessionId, Instant now) {
    return guarded(() ->
        query(tenant, Items.turns(sessionId)).stream()
            .filter(item -> Items.isLive(item, now))
            .map(item ->
                new Turn(
                    text(item, "question"),
                    text(item, "answerId"),
                    Answer.Status.valueOf(text(item, "status").toUpperCase(Locale.ROOT)),
                    Items.instant(item, "at")))
            .toList());
  }

  @Override
  public Page sessions(Tenant tenant, String after, int limit, Instant now) {
    var from = after.isEmpty() ? "" : cursor(after);
    return guarded(() -> {
      var found = new ArrayList<Summary>();
      var places = new ArrayList<String>();
      var pages =
          dynamo.queryPaginator(request ->
              request
                  .tableName(table)
                  .indexName(BY_UPDATE)
                  .limit(Math.max(limit + 1, 2))
                  .keyConditionExpression("pk = :pk AND newest > :from")
                  .expressionAttributeValues(
                      Map.of(
                          ":pk", text(Items.pk(tenant)),
                          ":from", text(from.isEmpty() ? " " : from))));
      for (var item : pages.items()) {
        if (Items.isLive(item, now)) {
          if (found.size() == limit) {
            return new Page(found, encoded(places.getLast()));
          }
          found.add(
              new Summary(
                  text(item, "sessionId"),
                  text(item, "title"),
                  (int) number(item, "turns"),
                  Items.instant(item, "updatedAt")));
          places.add(text(item, "newest"));
        }
      }
      return new Page(found, "");
    });
  }

  private static String encoded(String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  private static String cursor(String encoded) {
    try {
      return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.USER,
              "'" + encoded + "' is no cursor",
              "after",
              "Use the 'next' of the page before"),
          e);
    }
  }

  // ---- the table

  private Map<String, AttributeValue> item(Tenant tenant, String sk) {
    return dynamo
        .getItem(request -> request.tableName(table).key(Items.at(tenant, sk)).consistentRead(true))
        .item();
  }

  private List<Map<String, AttributeValue>> query(Tenant tenant, String prefix) {
    return dynamo
        .queryPaginator(request ->
            request
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(
                    Map.of(":pk", text(Items.pk(tenant)), ":prefix", text(prefix))))
        .items()
        .stream()
        .toList();
  }

  private void remove(Tenant tenant, String sk) {
    dynamo.deleteItem(request -> request.tableName(table).key(Items.at(tenant, sk)));
  }

  private boolean transacted(List<TransactWriteItem> writes) {
    try {
      dynamo.transactWriteItems(request -> request.transactItems(writes));
      return true;
    } catch (TransactionCanceledException | TransactionConflictException e) {
      return false;
    }
  }

  private static ClewException contended(String what) {
    return new Problem(
            Problem.Kind.DEPENDENCY,
            what + " is being changed by others again and again",
            "",
            "Try again in a moment")
        .asException();
  }

  private <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (SdkException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.DEPENDENCY,
              "the state table can not be used",
              table,
              "Try again; if it stays so, check the table and the function's permissions"),
          e);
    }
  }
}
