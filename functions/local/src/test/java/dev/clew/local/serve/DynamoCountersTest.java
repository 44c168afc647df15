package dev.clew.local.serve;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The contract on the embedded DynamoDB.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoCountersTest extends DynamoCountersContract {
  private EmbeddedDynamo embedded;
  private DynamoDbClient dynamo;

  @BeforeAll
  void start() {
    embedded = EmbeddedDynamo.start(0, Credentials.LOCAL);
    dynamo = embedded.client();
  }

  @AfterAll
  void stop() {
    dynamo.close();
    embedded.close();
  }

  @Override
  DynamoDbClient dynamo() {
    return dynamo;
  }
}
