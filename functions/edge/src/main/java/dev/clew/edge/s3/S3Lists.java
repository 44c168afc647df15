package dev.clew.edge.s3;

import dev.clew.edge.Lists;
import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Tenant;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Lists as objects `batches/TENANT/BATCH/investigations.json` of the state bucket.
public final class S3Lists implements Lists {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,79}");

  private final S3Client s3;
  private final String bucket;

  public S3Lists(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public void put(Tenant tenant, String batchId, byte[] json) {
    var key = key(tenant, batchId);
    try {
      s3.putObject(
          request -> request.bucket(bucket).key(key).contentType("application/json"),
          RequestBody.fromBytes(json));
    } catch (SdkException e) {
      throw failed("written", e);
    }
  }

  @Override
  public Optional<byte[]> get(Tenant tenant, String batchId) {
    var key = key(tenant, batchId);
    try {
      return Optional.of(
          s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw failed("read", e);
    }
  }

  private static String key(Tenant tenant, String batchId) {
    if (!ID.matcher(batchId).matches()) {
      throw new Problem(
              Problem.Kind.USER,
              "'" + batchId + "' is no id of a batch",
              "batchId",
              "Use letters, digits, '-' and '_', at most 80")
          .asException();
    }
    return "batches/" + tenant.id() + "/" + batchId + "/investigations.json";
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
