package dev.clew.local.serve;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// S3 on a folder, bound to loopback: each of its folders is a bucket, each file an object.
/// Requests are signed and their signatures checked, as on AWS.
public final class EmbeddedS3 implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final S3Proxy proxy;
  private final Credentials credentials;
  private final URI endpoint;

  private EmbeddedS3(S3Proxy proxy, Credentials credentials, URI endpoint) {
    this.proxy = proxy;
    this.credentials = credentials;
    this.endpoint = endpoint;
  }

  /// @param folder of buckets; made if it is not there
  /// @param port 0 for any that is free
  /// @throws ClewException when it can not be started
  public static EmbeddedS3 start(Path folder, int port, Credentials credentials) {
    try {
      Files.createDirectories(folder);
      var proxy =
          S3Proxy.builder()
              .blobStore(new FilesystemNio2BlobStore(folder.toRealPath().toString()))
              .endpoint(URI.create("http://" + LOOPBACK + ":" + port))
              .awsAuthentication(
                  AuthenticationType.AWS_V2_OR_V4, credentials.accessKey(), credentials.secretKey())
              .ignoreUnknownHeaders(true)
              .build();
      proxy.start();
      return new EmbeddedS3(
          proxy, credentials, URI.create("http://" + LOOPBACK + ":" + proxy.getPort()));
    } catch (IOException e) {
      throw failed(folder, port, e);
    } catch (Exception e) {
      // Declared as such by the server's start.
      throw failed(folder, port, e);
    }
  }

  private static ClewException failed(Path folder, int port, Exception cause) {
    return new ClewException(
        new Problem(
            port == 0 ? Problem.Kind.DEPENDENCY : Problem.Kind.USER,
            "the embedded S3 can not be started: " + cause.getMessage(),
            port == 0 ? folder.toString() : "port " + port,
            port == 0
                ? "Look whether " + folder + " can be written"
                : "Choose another with --s3-port, or end what uses it"),
        cause);
  }

  public URI endpoint() {
    return endpoint;
  }

  /// A client of it.
  public S3Client client() {
    return S3Client.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey())))
        .build();
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw failed(Path.of(""), 0, e);
    }
  }
}
