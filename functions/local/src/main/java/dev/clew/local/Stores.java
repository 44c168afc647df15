package dev.clew.local;

import dev.clew.edge.s3.S3Store;
import dev.clew.traces.store.DirectoryStore;
import dev.clew.traces.store.ObjectStore;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Opens what `--data` names.
final class Stores {
  private Stores() {}

  /// A folder, a file, or a bucket with the credentials and region that the AWS tools would take.
  ///
  /// @throws dev.clew.evidence.ClewException when there is no such folder or file
  static ObjectStore open(Optional<String> data, Path samples) {
    if (data.isEmpty()) {
      return DirectoryStore.of(samples);
    }
    var place = data.get();
    if (place.startsWith("s3://")) {
      return bucket(place);
    }
    try {
      return DirectoryStore.of(Path.of(place));
    } catch (InvalidPathException e) {
      throw Commands.usage(
          "'" + place + "' is no path", "Give a folder, a file or s3://BUCKET/PREFIX");
    }
  }

  private static ObjectStore bucket(String place) {
    URI uri;
    try {
      uri = URI.create(place);
    } catch (IllegalArgumentException e) {
      throw Commands.usage(
          "'" + place + "' is no address of a bucket", "Write it as s3://BUCKET/PREFIX");
    }
    if (uri.getHost() == null && uri.getAuthority() == null) {
      throw Commands.usage("'" + place + "' names no bucket", "Write it as s3://BUCKET/PREFIX");
    }
    var s3 =
        S3Client.builder()
            .httpClient(UrlConnectionHttpClient.create())
            // Servers that only speak S3 (MinIO, LocalStack, `clew serve`) have no bucket names in
            // host names.
            .forcePathStyle(
                System.getenv("AWS_ENDPOINT_URL") != null
                    || System.getenv("AWS_ENDPOINT_URL_S3") != null)
            .build();
    var path = uri.getPath() == null ? "" : uri.getPath();
    return new S3Store(s3, uri.getAuthority(), path);
  }
}
