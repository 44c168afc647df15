package dev.clew.local;

import dev.clew.edge.s3.S3Store;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import dev.clew.traces.store.DirectoryStore;
import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.targets.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Opens what `--data` names.
final class Stores {
  private static final Tenant MAIN = new Tenant("main");

  private Stores() {}

  /// A folder, a file, or a bucket with the credentials and region that the AWS tools would take.
  ///
  /// @param sources the file of the `sources` setting, for the tenant `main`; without data of its
  ///   own the tenant is what the setting mounts
  /// @throws dev.clew.evidence.ClewException when there is no such folder or file
  static ObjectStore open(Optional<String> data, Optional<Path> sources, Path samples) {
    if (sources.isEmpty()) {
      return data.map(Stores::at).orElseGet(() -> DirectoryStore.of(samples));
    }
    var setting = read(sources.get());
    if (setting.of(MAIN).isEmpty()) {
      throw Commands.usage(
          sources.get() + " says nothing of the tenant '" + MAIN.id() + "'",
          "Put its sources under \"" + MAIN.id() + "\"");
    }
    return setting.mount(MAIN, data.map(Stores::at).orElseGet(EmptyStore::new), Stores::at);
  }

  private static Sources read(Path file) {
    try {
      return Sources.parse(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw Commands.usage(
          "CLEW_SOURCES=" + file + " can not be read", "Name a file of JSON, or unset it");
    }
  }

  private static ObjectStore at(String place) {
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
    try {
      var s3 =
          S3Client.builder()
              .httpClient(UrlConnectionHttpClient.create())
              // Servers that only speak S3 (MinIO, LocalStack, `clew serve`) have no bucket names
              // in host names.
              .forcePathStyle(
                  System.getenv("AWS_ENDPOINT_URL") != null
                      || System.getenv("AWS_ENDPOINT_URL_S3") != null)
              .build();
      return S3Store.at(s3, place);
    } catch (SdkClientException e) {
      // The region is looked for when the client is built, everything else when it is used.
      throw new ClewException(
          new Problem(
              Problem.Kind.USER,
              "no region is known for S3, or the AWS settings can not be read",
              place,
              "Set AWS_REGION to the region that the bucket lies in, or region in ~/.aws/config"),
          e);
    }
  }
}
