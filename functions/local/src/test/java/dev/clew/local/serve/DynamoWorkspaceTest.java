package dev.clew.local.serve;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The contract on the embedded DynamoDB and S3.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoWorkspaceTest extends DynamoWorkspaceContract {
  private EmbeddedS3 embeddedS3;
  private EmbeddedDynamo embeddedDynamo;
  private S3Client s3;
  private DynamoDbClient dynamo;

  @BeforeAll
  void start(@TempDir Path folder) {
    embeddedS3 = EmbeddedS3.start(folder, 0, Credentials.LOCAL);
    embeddedDynamo = EmbeddedDynamo.start(0, Credentials.LOCAL);
    s3 = embeddedS3.client();
    dynamo = embeddedDynamo.client();
  }

  @AfterAll
  void stop() {
    s3.close();
    dynamo.close();
    embeddedDynamo.close();
    embeddedS3.close();
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
