package dev.clew.local.serve;

import dev.clew.edge.dynamo.DynamoSessions;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import java.net.URI;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
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
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB in this process, in memory, bound to loopback. Its own launcher would listen on every
/// address of the machine, so only its handler is taken and put behind a server of ours.
public final class EmbeddedDynamo implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int NO_DELAY = 0;
  private static final boolean IN_MEMORY = true;
  private static final @Nullable String NO_FOLDER = null;

  /// One database for all keys and regions.
  private static final boolean ONE_DATABASE = true;

  private static final boolean STATES_AT_ONCE = false;
  private static final @Nullable String NO_FOREIGN_PAGES = null;

  private final Server server;
  private final LocalDynamoDBServerHandler handler;
  private final Credentials credentials;
  private final URI endpoint;

  private EmbeddedDynamo(
      Server server, LocalDynamoDBServerHandler handler, Credentials credentials, URI endpoint) {
    this.server = server;
    this.handler = handler;
    this.credentials = credentials;
    this.endpoint = endpoint;
  }

  /// @param port 0 for any that is free
  /// @throws ClewException when it can not be started
  public static EmbeddedDynamo start(int port, Credentials credentials) {
    var server = new Server();
    try {
      var handler =
          new LocalDynamoDBServerHandler(
              new LocalDynamoDBRequestHandler(
                  NO_DELAY, IN_MEMORY, NO_FOLDER, ONE_DATABASE, STATES_AT_ONCE),
              NO_FOREIGN_PAGES);
      var connector = new ServerConnector(server);
      connector.setHost(LOOPBACK);
      connector.setPort(port);
      server.addConnector(connector);
      server.setHandler(handler);
      server.start();
      return new EmbeddedDynamo(
          server,
          handler,
          credentials,
          URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort()));
    } catch (Exception e) {
      // Declared as such by the server's start.
      stop(server);
      throw new ClewException(
          new Problem(
              port == 0 ? Problem.Kind.DEPENDENCY : Problem.Kind.USER,
              "the embedded DynamoDB can not be started: " + e.getMessage(),
              port == 0 ? "" : "port " + port,
              port == 0
                  ? "Look whether this machine has a free port on loopback"
                  : "Choose another with --dynamodb-port, or end what uses it"),
          e);
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
    stop(server);
    handler.close();
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      // Declared as such; a server that was never up has nothing to stop.
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
