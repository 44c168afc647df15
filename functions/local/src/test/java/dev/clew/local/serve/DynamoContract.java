package dev.clew.local.serve;

import dev.clew.edge.dynamo.DynamoSessions;
import dev.clew.edge.s3.S3Bodies;
import dev.clew.investigation.sessions.Sessions;
import dev.clew.investigation.sessions.SessionsContract;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The contract of sessions on DynamoDB and S3.
abstract class DynamoContract extends SessionsContract {
  abstract S3Client s3();

  abstract DynamoDbClient dynamo();

  @Override
  protected Sessions empty() {
    var name = "t-" + UUID.randomUUID();
    s3().createBucket(request -> request.bucket(name));
    EmbeddedDynamo.createTable(dynamo(), name);
    return new DynamoSessions(dynamo(), name, new S3Bodies(s3(), name));
  }
}
