package dev.clew.investigation.sessions;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Sessions in memory, for one process. Thread-safe.
public final class MemorySessions implements Sessions {
  private final Map<Tenant, Kept> tenants = new HashMap<>();

  private record Key(String investigationId, String bodyHash, Instant expiresAt) {}

  private record KeptAnswer(Answer answer, Instant at, Instant expiresAt) {}

  private static final class Kept {
    final Map<String, Key> keys = new HashMap<>();
    final Map<String, Investigation> investigations = new LinkedHashMap<>();
    final Map<String, List<Event>> events = new HashMap<>();
    final Map<String, Set<String>> eventKeys = new HashMap<>();
    final Map<String, KeptAnswer> answers = new LinkedHashMap<>();
  }

  @Override
  public synchronized Begun begin(Tenant tenant, NewInvestigation wanted) {
    var kept = of(tenant);
    if (wanted.idempotencyKey().isPresent()) {
      var key = kept.keys.get(wanted.idempotencyKey().get());
      if (key != null && key.expiresAt().isAfter(wanted.now())) {
        if (!key.bodyHash().equals(wanted.bodyHash())) {
          return new Begun.Conflict(wanted.idempotencyKey().get());
        }
        var same = investigation(tenant, key.investigationId(), wanted.now());
        if (same.isPresent()) {
          return new Begun.Same(same.get());
        }
      }
    }
    var before = latest(kept, wanted.sessionId()).filter(one -> one.isBusy(wanted.now()));
    if (before.isPresent()) {
      return new Begun.Busy(before.get());
    }
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
    kept.investigations.put(wanted.id(), investigation);
    wanted
        .idempotencyKey()
        .ifPresent(
            key -> kept.keys.put(key, new Key(wanted.id(), wanted.bodyHash(), wanted.expiresAt())));
    return new Begun.Started(investigation);
  }

  private static Optional<Investigation> latest(Kept kept, String sessionId) {
    return kept.investigations.values().stream()
        .filter(one -> one.sessionId().equals(sessionId))
        .reduce((_, later) -> later);
  }

  @Override
  public synchronized Optional<Investigation> investigation(Tenant tenant, String id, Instant now) {
    return Optional.ofNullable(of(tenant).investigations.get(id))
        .filter(one -> one.expiresAt().isAfter(now));
  }

  @Override
  public synchronized boolean update(Tenant tenant, Investigation changed) {
    var stored = of(tenant).investigations.get(changed.id());
    if (stored == null || stored.version() != changed.version() - 1) {
      return false;
    }
    of(tenant).investigations.put(changed.id(), changed);
    return true;
  }

  @Override
  public synchronized boolean delete(Tenant tenant, String id, Instant now) {
    var kept = of(tenant);
    var stored = investigation(tenant, id, now);
    stored.flatMap(Investigation::answerId).ifPresent(kept.answers::remove);
    kept.events.remove(id);
    kept.eventKeys.remove(id);
    kept.keys.values().removeIf(key -> key.investigationId().equals(id));
    kept.investigations.remove(id);
    return stored.isPresent();
  }

  @Override
  public synchronized long append(
      Tenant tenant, String investigationId, String key, String kind, String body, Instant now) {
    if (investigation(tenant, investigationId, now).isEmpty()
        || (!key.isEmpty()
            && !of(tenant)
                .eventKeys
                .computeIfAbsent(investigationId, _ -> new HashSet<>())
                .add(key))) {
      return 0;
    }
    var events = of(tenant).events.computeIfAbsent(investigationId, _ -> new ArrayList<>());
    var event = new Event(events.size() + 1, kind, body, now);
    events.add(event);
    return event.number();
  }

  @Override
  public synchronized List<Event> events(
      Tenant tenant, String investigationId, long after, int limit, Instant now) {
    if (investigation(tenant, investigationId, now).isEmpty()) {
      return List.of();
    }
    return of(tenant).events.getOrDefault(investigationId, List.of()).stream()
        .filter(event -> event.number() > after)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized void save(Tenant tenant, Answer answer, Instant now, Instant expiresAt) {
    of(tenant).answers.put(answer.answerId(), new KeptAnswer(answer, now, expiresAt));
  }

  @Override
  public synchronized Optional<Answer> answer(Tenant tenant, String answerId, Instant now) {
    return Optional.ofNullable(of(tenant).answers.get(answerId))
        .filter(one -> one.expiresAt().isAfter(now))
        .map(KeptAnswer::answer);
  }

  @Override
  public synchronized List<Turn> turns(Tenant tenant, String sessionId, Instant now) {
    return of(tenant).answers.values().stream()
        .filter(one -> one.expiresAt().isAfter(now))
        .filter(one -> one.answer().sessionId().equals(sessionId))
        .sorted(Comparator.comparing(KeptAnswer::at))
        .map(one ->
            new Turn(
                one.answer().question(), one.answer().answerId(), one.answer().status(), one.at()))
        .toList();
  }

  @Override
  public synchronized Page sessions(Tenant tenant, String after, int limit, Instant now) {
    var ids =
        of(tenant).answers.values().stream()
            .filter(one -> one.expiresAt().isAfter(now))
            .map(one -> one.answer().sessionId())
            .distinct()
            .toList();
    var summaries = new ArrayList<Summary>();
    for (var id : ids) {
      var turns = turns(tenant, id, now);
      summaries.add(
          new Summary(id, turns.getFirst().question(), turns.size(), turns.getLast().at()));
    }
    summaries.sort(
        Comparator.comparing(Summary::updatedAt).reversed().thenComparing(Summary::sessionId));
    var from = 0;
    for (var i = 0; i < summaries.size() && !after.isEmpty(); i++) {
      if (summaries.get(i).sessionId().equals(after)) {
        from = i + 1;
      }
    }
    var page = summaries.subList(from, Math.min(summaries.size(), from + limit));
    var more = from + page.size() < summaries.size();
    return new Page(page, more ? page.getLast().sessionId() : "");
  }

  private Kept of(Tenant tenant) {
    return tenants.computeIfAbsent(tenant, _ -> new Kept());
  }
}
