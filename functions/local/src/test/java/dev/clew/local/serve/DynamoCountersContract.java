package dev.clew.local.serve;

import dev.clew.edge.dynamo.DynamoCounters;
import dev.clew.investigation.budget.Counters;
import dev.clew.investigation.budget.CountersContract;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The contract of counters on DynamoDB.
abstract class DynamoCountersContract extends CountersContract {
  abstract DynamoDbClient dynamo();

  @Override
  protected Counters empty() {
    var name = "t-" + UUID.randomUUID();
    EmbeddedDynamo.createTable(dynamo(), name);
    return new DynamoCounters(dynamo(), name);
  }
}
