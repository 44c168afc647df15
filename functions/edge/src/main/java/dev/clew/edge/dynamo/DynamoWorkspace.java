package dev.clew.edge.dynamo;

import static dev.clew.edge.dynamo.Items.number;
import static dev.clew.edge.dynamo.Items.text;

import dev.clew.edge.Bodies;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.work.Workspace;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// A workspace in the one DynamoDB table; bodies that are large for a table lie beside it.
///
/// A large body is written before the item that names it, under a name of its own for each writing:
/// who loses takes only his own away again.
public final class DynamoWorkspace implements Workspace {
  /// Kept in the item itself up to here: an item takes 400 KB, and what is read again and again
  /// should cost one request.
  static final int LARGEST_ITEM = 100_000;

  private static final String KIND = "work";

  /// Readings of an item whose body was replaced between the two requests.
  private static final int ROUNDS = 10;

  private final DynamoDbClient dynamo;
  private final String table;
  private final Bodies bodies;

  public DynamoWorkspace(DynamoDbClient dynamo, String table, Bodies bodies) {
    this.dynamo = dynamo;
    this.table = table;
    this.bodies = bodies;
  }

  @Override
  public Optional<Kept> read(Tenant tenant, String investigationId, String name, Instant now) {
    Workspace.checked(name);
    return guarded(() -> {
      for (int round = 0; round < ROUNDS; round++) {
        var item = item(tenant, investigationId, name);
        if (item.isEmpty() || number(item, "expiresMicros") <= Items.micros(now)) {
          return Optional.empty();
        }
        var body = body(tenant, item);
        if (body.isPresent()) {
          return body.map(bytes -> new Kept(bytes, number(item, "version")));
        }
      }
      throw new Problem(
              Problem.Kind.DEPENDENCY,
              "what the investigation wrote down is gone",
              name,
              "Ask the question again")
          .asException();
    });
  }

  private Optional<byte[]> body(Tenant tenant, Map<String, AttributeValue> item) {
    var beside = Items.optional(item, "bodyId");
    if (beside.isPresent()) {
      return bodies.get(tenant, KIND, beside.get());
    }
    var within = item.get("body");
    return Optional.of(
        within == null || within.b() == null ? new byte[0] : within.b().asByteArray());
  }

  @Override
  public boolean write(
      Tenant tenant,
      String investigationId,
      String name,
      byte[] body,
      long basedOn,
      Instant now,
      Instant expiresAt) {
    var item = Items.at(tenant, Items.work(investigationId, Workspace.checked(name)));
    item.put("version", number(basedOn + 1));
    item.put("expiresMicros", number(Items.micros(expiresAt)));
    item.put(Items.EXPIRES, Items.expiry(expiresAt));
    var beside = Optional.<String>empty();
    if (body.length <= LARGEST_ITEM) {
      item.put("body", AttributeValue.fromB(SdkBytes.fromByteArray(body)));
    } else {
      var id = investigationId + "." + UUID.randomUUID();
      bodies.put(tenant, KIND, id, body);
      item.put("bodyId", text(id));
      beside = Optional.of(id);
    }
    var condition =
        basedOn == 0
            ? "attribute_not_exists(pk) OR expiresMicros <= :now"
            : "version = :before AND expiresMicros > :now";
    var at = number(Items.micros(now));
    var values = basedOn == 0 ? Map.of(":now", at) : Map.of(":now", at, ":before", number(basedOn));
    return put(tenant, item, condition, values, beside);
  }

  private boolean put(
      Tenant tenant,
      Map<String, AttributeValue> item,
      String condition,
      Map<String, AttributeValue> values,
      Optional<String> beside) {
    return guarded(() -> {
      try {
        var replaced =
            dynamo
                .putItem(request ->
                    request
                        .tableName(table)
                        .item(item)
                        .conditionExpression(condition)
                        .expressionAttributeValues(values)
                        .returnValues("ALL_OLD"))
                .attributes();
        Items.optional(replaced, "bodyId").ifPresent(old -> bodies.delete(tenant, KIND, old));
        return true;
      } catch (ConditionalCheckFailedException e) {
        beside.ifPresent(own -> bodies.delete(tenant, KIND, own));
        return false;
      }
    });
  }

  @Override
  public void forget(Tenant tenant, String investigationId) {
    guarded(() -> {
      var written =
          dynamo
              .queryPaginator(request ->
                  request
                      .tableName(table)
                      .consistentRead(true)
                      .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                      .expressionAttributeValues(
                          Map.of(
                              ":pk", text(Items.pk(tenant)),
                              ":prefix", text(Items.works(investigationId)))))
              .items();
      for (var item : written) {
        Items.optional(item, "bodyId").ifPresent(id -> bodies.delete(tenant, KIND, id));
        dynamo.deleteItem(
            request -> request.tableName(table).key(Items.at(tenant, text(item, Items.SK))));
      }
      return true;
    });
  }

  private Map<String, AttributeValue> item(Tenant tenant, String investigationId, String name) {
    return dynamo
        .getItem(request ->
            request
                .tableName(table)
                .key(Items.at(tenant, Items.work(investigationId, name)))
                .consistentRead(true))
        .item();
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
