package dev.clew.local.serve;

import dev.clew.edge.dynamo.DynamoSessions;
import dev.clew.edge.s3.S3Bodies;
import dev.clew.investigation.sessions.Sessions;
import dev.clew.investigation.sessions.SessionsContract;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The contract of sessions on DynamoDB and S3.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamoSessionsTest extends SessionsContract {
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
  protected Sessions empty() {
    var name = "t-" + UUID.randomUUID();
    s3.createBucket(request -> request.bucket(name));
    EmbeddedDynamo.createTable(dynamo, name);
    return new DynamoSessions(dynamo, name, new S3Bodies(s3, name));
  }
}
