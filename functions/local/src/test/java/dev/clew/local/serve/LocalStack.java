package dev.clew.local.serve;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/// S3 and DynamoDB as LocalStack has them, in a container of its own.
final class LocalStack implements AutoCloseable {
  /// The last image that runs without an account.
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private final LocalStackContainer container;

  private LocalStack(LocalStackContainer container) {
    this.container = container;
  }

  /// Starts it; without Docker the tests that ask for it are reported as not run.
  static LocalStack start(String... services) {
    boolean docker = DockerClientFactory.instance().isDockerAvailable();
    if (!docker) {
      // The assumption's own message stands in the report only.
      System.err.println("Not run on LocalStack: Docker was not found or can not be reached.");
    }
    assumeTrue(docker, "Docker was not found or can not be reached");
    var container = new LocalStackContainer(IMAGE).withServices(services);
    container.start();
    return new LocalStack(container);
  }

  S3Client s3() {
    return S3Client.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(container.getEndpoint())
        .forcePathStyle(true)
        .region(Region.of(container.getRegion()))
        .credentialsProvider(credentials())
        .build();
  }

  DynamoDbClient dynamo() {
    return DynamoDbClient.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(container.getEndpoint())
        .region(Region.of(container.getRegion()))
        .credentialsProvider(credentials())
        .build();
  }

  private StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(container.getAccessKey(), container.getSecretKey()));
  }

  @Override
  public void close() {
    container.close();
  }
}
