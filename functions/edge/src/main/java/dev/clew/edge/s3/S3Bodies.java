package dev.clew.edge.s3;

import dev.clew.edge.Bodies;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Bodies as gzip objects `bodies/TENANT/KIND/ID.json.gz` of the state bucket.
public final class S3Bodies implements Bodies {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private final S3Client s3;
  private final String bucket;

  public S3Bodies(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public void put(Tenant tenant, String kind, String id, byte[] bytes) {
    var key = key(tenant, kind, id);
    try {
      s3.putObject(
          request -> request.bucket(bucket).key(key).contentType("application/gzip"),
          RequestBody.fromBytes(packed(bytes)));
    } catch (SdkException e) {
      throw failed("written", e);
    }
  }

  @Override
  public Optional<byte[]> get(Tenant tenant, String kind, String id) {
    var key = key(tenant, kind, id);
    try {
      var bytes = s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
      try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return Optional.of(unpacked.readAllBytes());
      } catch (IOException e) {
        throw new ClewException(
            new Problem(
                Problem.Kind.DEPENDENCY, "a kept body is damaged", key, "Ask the question again"),
            e);
      }
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw failed("read", e);
    }
  }

  @Override
  public void delete(Tenant tenant, String kind, String id) {
    var key = key(tenant, kind, id);
    try {
      s3.deleteObject(request -> request.bucket(bucket).key(key));
    } catch (SdkException e) {
      throw failed("deleted", e);
    }
  }

  private static String key(Tenant tenant, String kind, String id) {
    if (!ID.matcher(kind).matches() || !ID.matcher(id).matches()) {
      throw new Problem(
              Problem.Kind.USER,
              "'" + kind + "/" + id + "' is no id",
              "",
              "Use an id as it was given")
          .asException();
    }
    return "bodies/" + tenant.id() + "/" + kind + "/" + id + ".json.gz";
  }

  private static byte[] packed(byte[] bytes) {
    var packed = new ByteArrayOutputStream(bytes.length / 4 + 64);
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private ClewException failed(String what, SdkException cause) {
    return new ClewException(
        new Problem(
            Problem.Kind.DEPENDENCY,
            "the state bucket can not be " + what,
            "s3://" + bucket,
            "Try again; if it stays so, check the bucket and the function's permissions"),
        cause);
  }
}
