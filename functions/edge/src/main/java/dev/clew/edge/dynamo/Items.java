package dev.clew.edge.dynamo;

import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.sessions.Investigation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How things are written in the one table: `pk = TENANT#id`, `sk` by kind.
final class Items {
  static final String PK = "pk";
  static final String SK = "sk";
  static final String EXPIRES = "expires";

  private Items() {}

  static String pk(Tenant tenant) {
    return "TENANT#" + tenant.id();
  }

  static String investigation(String id) {
    return "INVESTIGATION#" + id;
  }

  /// A caller's key may be anything; its hash may not.
  static String key(String idempotencyKey) {
    return "KEY#" + sha256(idempotencyKey);
  }

  /// Whose turn it is in a conversation.
  static String turnTaker(String sessionId) {
    return "TAKER#" + sessionId;
  }

  static String event(String investigationId, long number) {
    return events(investigationId) + "%010d".formatted(number);
  }

  static String events(String investigationId) {
    return "EVENT#" + investigationId + "#";
  }

  static String work(String investigationId, String name) {
    return works(investigationId) + name;
  }

  static String works(String investigationId) {
    return "WORK#" + investigationId + "#";
  }

  static String budget(String account) {
    return "BUDGET#" + account;
  }

  static String answer(String id) {
    return "ANSWER#" + id;
  }

  static String turns(String sessionId) {
    return "TURN#" + sessionId + "#";
  }

  static String turn(String sessionId, Instant at, String answerId) {
    return turns(sessionId) + "%016d".formatted(micros(at)) + "#" + answerId;
  }

  static String session(String id) {
    return "SESSION#" + id;
  }

  /// Newest first when sorted ascending.
  static String newestFirst(Instant at, String sessionId) {
    return "%019d".formatted(Long.MAX_VALUE - micros(at)) + "#" + sessionId;
  }

  static long micros(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
  }

  static Map<String, AttributeValue> at(Tenant tenant, String sk) {
    var item = new LinkedHashMap<String, AttributeValue>();
    item.put(PK, text(pk(tenant)));
    item.put(SK, text(sk));
    return item;
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  /// DynamoDB deletes by whole seconds, and late: rounded up, and filtered on read.
  static AttributeValue expiry(Instant at) {
    return number(at.getNano() == 0 ? at.getEpochSecond() : at.getEpochSecond() + 1);
  }

  static String text(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    if (value == null || value.s() == null) {
      throw new Problem(
              Problem.Kind.DEPENDENCY,
              "an item has no " + name,
              String.valueOf(item.get(SK)),
              "It was written by another version; delete it")
          .asException();
    }
    return value.s();
  }

  static long number(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    return value == null || value.n() == null ? 0 : Long.parseLong(value.n());
  }

  /// A set of texts; empty where there is none.
  static List<String> texts(Map<String, AttributeValue> item, String name) {
    var value = item.get(name);
    return value != null && value.hasSs() ? value.ss() : List.of();
  }

  static Instant instant(Map<String, AttributeValue> item, String name) {
    return Instant.parse(text(item, name));
  }

  static boolean isLive(Map<String, AttributeValue> item, Instant now) {
    return !item.isEmpty() && instant(item, "expiresAt").isAfter(now);
  }

  /// Attributes that an investigation has in some of its states only.
  static final List<String> PASSING =
      List.of("answerId", "problemKind", "problemWhat", "problemWhere", "problemRemedy");

  static Map<String, AttributeValue> of(Tenant tenant, Investigation investigation) {
    var item = at(tenant, investigation(investigation.id()));
    item.put("id", text(investigation.id()));
    item.put("sessionId", text(investigation.sessionId()));
    item.put("question", text(investigation.question()));
    item.put("status", text(investigation.status().name().toLowerCase(Locale.ROOT)));
    investigation.answerId().ifPresent(id -> item.put("answerId", text(id)));
    investigation
        .problem()
        .ifPresent(problem -> {
          item.put("problemKind", text(problem.kind().name()));
          item.put("problemWhat", text(problem.what()));
          item.put("problemWhere", text(problem.where()));
          item.put("problemRemedy", text(problem.remedy()));
        });
    item.put("version", number(investigation.version()));
    item.put("createdAt", text(investigation.createdAt().toString()));
    item.put("updatedAt", text(investigation.updatedAt().toString()));
    item.put("expiresAt", text(investigation.expiresAt().toString()));
    item.put(EXPIRES, expiry(investigation.expiresAt()));
    return item;
  }

  static Investigation investigation(Map<String, AttributeValue> item) {
    return new Investigation(
        text(item, "id"),
        text(item, "sessionId"),
        text(item, "question"),
        Investigation.Status.valueOf(text(item, "status").toUpperCase(Locale.ROOT)),
        optional(item, "answerId"),
        optional(item, "problemKind")
            .map(kind ->
                new Problem(
                    Problem.Kind.valueOf(kind),
                    text(item, "problemWhat"),
                    text(item, "problemWhere"),
                    text(item, "problemRemedy"))),
        number(item, "version"),
        instant(item, "createdAt"),
        instant(item, "updatedAt"),
        instant(item, "expiresAt"));
  }

  static Optional<String> optional(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
