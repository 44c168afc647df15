package dev.clew.local.serve;

import dev.clew.edge.dynamo.DynamoWorkspace;
import dev.clew.edge.s3.S3Bodies;
import dev.clew.investigation.work.Workspace;
import dev.clew.investigation.work.WorkspaceContract;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// The contract of workspaces on DynamoDB and S3.
abstract class DynamoWorkspaceContract extends WorkspaceContract {
  abstract S3Client s3();

  abstract DynamoDbClient dynamo();

  @Override
  protected Workspace empty() {
    var name = "t-" + UUID.randomUUID();
    s3().createBucket(request -> request.bucket(name));
    EmbeddedDynamo.createTable(dynamo(), name);
    return new DynamoWorkspace(dynamo(), name, new S3Bodies(s3(), name));
  }
}
