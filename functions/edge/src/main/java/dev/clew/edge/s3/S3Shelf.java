package dev.clew.edge.s3;

import dev.clew.evidence.Tenant;
import dev.clew.skills.Shelf;
import dev.clew.traces.store.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A tenant's indexes as objects `indexes/TENANT/...` of the state bucket.
public final class S3Shelf implements Shelf {
  private final S3Client s3;
  private final String bucket;
  private final String root;

  public S3Shelf(S3Client s3, String bucket, Tenant tenant) {
    this.s3 = s3;
    this.bucket = bucket;
    this.root = "indexes/" + tenant.id();
  }

  @Override
  public List<String> list(String folder) throws IOException {
    var prefix = key(folder) + "/";
    try {
      return s3
          .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
          .contents()
          .stream()
          .map(S3Object::key)
          .map(key -> key.substring(root.length() + 1))
          .sorted()
          .toList();
    } catch (SdkException e) {
      throw failed("listed", e);
    }
  }

  @Override
  public void fetch(String name, Path to) throws IOException {
    var key = key(name);
    Files.deleteIfExists(to);
    try {
      s3.getObject(request -> request.bucket(bucket).key(key), to);
    } catch (NoSuchKeyException e) {
      var missing = new NoSuchFileException(name);
      missing.initCause(e);
      throw missing;
    } catch (SdkException e) {
      throw failed("read", e);
    }
  }

  @Override
  public void put(String name, Path from) throws IOException {
    var key = key(name);
    try {
      s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromFile(from));
    } catch (SdkException e) {
      throw failed("written", e);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    var key = key(name);
    try {
      s3.deleteObject(request -> request.bucket(bucket).key(key));
    } catch (SdkException e) {
      throw failed("deleted from", e);
    }
  }

  @Override
  public String describe() {
    return "s3://" + bucket + "/" + root;
  }

  private String key(String name) {
    return root + "/" + Keys.normalise(name);
  }

  private IOException failed(String what, SdkException cause) {
    return new IOException("the state bucket can not be " + what + ": " + describe(), cause);
  }
}
