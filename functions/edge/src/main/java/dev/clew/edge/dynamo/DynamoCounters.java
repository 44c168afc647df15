package dev.clew.edge.dynamo;

import static dev.clew.edge.dynamo.Items.number;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.budget.Amounts;
import dev.clew.investigation.budget.Cost;
import dev.clew.investigation.budget.Counters;
import dev.clew.investigation.budget.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Counters in the one DynamoDB table: an item for each account, changed by single conditional
/// updates, which DynamoDB carries out one after the other.
public final class DynamoCounters implements Counters {
  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoCounters(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Override
  public Optional<Cost> add(
      Tenant tenant, String account, Amounts amounts, Limits limits, Instant expiresAt) {
    var conditions = new ArrayList<String>();
    var values = new HashMap<String, AttributeValue>();
    for (var amount : amounts.of().entrySet()) {
      var limit = limits.get(amount.getKey());
      if (limit.isPresent()) {
        long room = limit.getAsLong() - Math.max(1, amount.getValue());
        if (room < 0) {
          return Optional.of(amount.getKey());
        }
        var name = name(amount.getKey());
        conditions.add(
            "(attribute_not_exists(#" + name + ") OR #" + name + " <= :room" + name + ")");
        values.put(":room" + name, number(room));
      }
    }
    return update(tenant, account, amounts, String.join(" AND ", conditions), values, expiresAt)
        .map(sums -> passed(sums, amounts, limits));
  }

  @Override
  public void correct(Tenant tenant, String account, Amounts amounts, Instant expiresAt) {
    update(tenant, account, amounts, "", Map.of(), expiresAt);
  }

  /// @return what stands there, where the condition does not hold
  private Optional<Map<String, AttributeValue>> update(
      Tenant tenant,
      String account,
      Amounts amounts,
      String condition,
      Map<String, AttributeValue> limits,
      Instant expiresAt) {
    if (amounts.of().isEmpty()) {
      return Optional.empty();
    }
    var values = new HashMap<>(limits);
    var names = new HashMap<String, String>();
    var sums = new ArrayList<String>();
    amounts
        .of()
        .forEach((cost, amount) -> {
          names.put("#" + name(cost), name(cost));
          values.put(":" + name(cost), number(amount));
          sums.add("#" + name(cost) + " :" + name(cost));
        });
    names.put("#expires", Items.EXPIRES);
    values.put(":expires", Items.expiry(expiresAt));
    return guarded(() -> {
      try {
        dynamo.updateItem(request -> {
          request
              .tableName(table)
              .key(Items.at(tenant, Items.budget(account)))
              .updateExpression(
                  "SET #expires = if_not_exists(#expires, :expires) ADD " + String.join(", ", sums))
              .expressionAttributeNames(names)
              .expressionAttributeValues(values)
              .returnValuesOnConditionCheckFailure("ALL_OLD");
          if (!condition.isEmpty()) {
            request.conditionExpression(condition);
          }
        });
        return Optional.empty();
      } catch (ConditionalCheckFailedException e) {
        return Optional.of(e.hasItem() ? e.item() : Map.of());
      }
    });
  }

  private static Cost passed(Map<String, AttributeValue> sums, Amounts amounts, Limits limits) {
    Cost last = Cost.TOKENS;
    for (var amount : amounts.of().entrySet()) {
      var limit = limits.get(amount.getKey());
      if (limit.isPresent()) {
        last = amount.getKey();
        long before = number(sums, name(amount.getKey()));
        if (before > limit.getAsLong() - Math.max(1, amount.getValue())) {
          return last;
        }
      }
    }
    return last;
  }

  @Override
  public Amounts read(Tenant tenant, String account) {
    return guarded(() -> {
      var item =
          dynamo
              .getItem(request ->
                  request
                      .tableName(table)
                      .key(Items.at(tenant, Items.budget(account)))
                      .consistentRead(true))
              .item();
      var amounts = Amounts.NONE;
      for (var cost : Cost.values()) {
        if (item.containsKey(name(cost))) {
          amounts = amounts.with(cost, number(item, name(cost)));
        }
      }
      return amounts;
    });
  }

  private static String name(Cost cost) {
    return cost.name().toLowerCase(Locale.ROOT).replace("_", "");
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
