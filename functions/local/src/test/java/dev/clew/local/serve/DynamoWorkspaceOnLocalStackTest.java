package dev.clew.local.serve;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The contract on LocalStack's DynamoDB and S3.
@Tag("localstack")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoWorkspaceOnLocalStackTest extends DynamoWorkspaceContract {
  private @Nullable LocalStack localStack;
  private S3Client s3;
  private DynamoDbClient dynamo;

  @BeforeAll
  void start() {
    localStack = LocalStack.start("s3", "dynamodb");
    s3 = localStack.s3();
    dynamo = localStack.dynamo();
  }

  @AfterAll
  void stop() {
    if (localStack != null) {
      s3.close();
      dynamo.close();
      localStack.close();
    }
  }

  @Override
  S3Client s3() {
    return s3;
  }

  @Override
  DynamoDbClient dynamo() {
    return dynamo;
  }
}
