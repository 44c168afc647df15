package dev.clew.local.serve;

import dev.clew.edge.dynamo.DynamoSessions;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/// DynamoDB in this process, in memory.
public final class EmbeddedDynamo implements AutoCloseable {
  private final DynamoDBProxyServer server;
  private final Credentials credentials;
  private final URI endpoint;

  private EmbeddedDynamo(DynamoDBProxyServer server, Credentials credentials, URI endpoint) {
    this.server = server;
    this.credentials = credentials;
    this.endpoint = endpoint;
  }

  /// @param port 0 for any that is free
  /// @throws ClewException when it can not be started
  public static EmbeddedDynamo start(int port, Credentials credentials) {
    try {
      int chosen = port == 0 ? free() : port;
      // One region and account for all keys, and no telemetry.
      var server =
          ServerRunner.createServerFromCommandLineArgs(
              new String[] {
                "-inMemory", "-sharedDb", "-disableTelemetry", "-port", Integer.toString(chosen)
              });
      server.start();
      return new EmbeddedDynamo(server, credentials, URI.create("http://127.0.0.1:" + chosen));
    } catch (Exception e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.DEPENDENCY,
              "the embedded DynamoDB can not be started: " + e.getMessage(),
              port == 0 ? "" : "port " + port,
              "Choose another port"),
          e);
    }
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public URI endpoint() {
    return endpoint;
  }

  /// A client of it.
  public DynamoDbClient client() {
    return DynamoDbClient.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey())))
        .build();
  }

  /// Makes the table that template.yaml describes.
  public static void createTable(DynamoDbClient dynamo, String name) {
    dynamo.createTable(request ->
        request
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(text("pk"), text("sk"), text("newest"))
            .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
            .globalSecondaryIndexes(
                GlobalSecondaryIndex.builder()
                    .indexName(DynamoSessions.BY_UPDATE)
                    .keySchema(key("pk", KeyType.HASH), key("newest", KeyType.RANGE))
                    .projection(projection -> projection.projectionType(ProjectionType.ALL))
                    .build()));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.DEPENDENCY,
              "the embedded DynamoDB can not be stopped",
              "",
              "End the process"),
          e);
    }
  }
}
