package dev.clew.local.serve;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The contract on LocalStack's DynamoDB.
@Tag("localstack")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoCountersOnLocalStackTest extends DynamoCountersContract {
  private @Nullable LocalStack localStack;
  private DynamoDbClient dynamo;

  @BeforeAll
  void start() {
    localStack = LocalStack.start("dynamodb");
    dynamo = localStack.dynamo();
  }

  @AfterAll
  void stop() {
    if (localStack != null) {
      dynamo.close();
      localStack.close();
    }
  }

  @Override
  DynamoDbClient dynamo() {
    return dynamo;
  }
}
