package dev.clew.edge.s3;

import dev.clew.investigation.selftrace.Traces;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Clew's own traces as objects below `self/` of the state bucket, which is the root of the tenant
/// [Traces#TENANT].
public final class S3Traces implements Traces {
  /// The tenant's root in the state bucket.
  public static final String ROOT = "self";

  private final S3Client s3;
  private final String bucket;

  public S3Traces(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  @Override
  public void write(String key, byte[] bytes) {
    s3.putObject(
        request -> request.bucket(bucket).key(ROOT + "/" + key).contentType("application/json"),
        RequestBody.fromBytes(bytes));
  }
}
