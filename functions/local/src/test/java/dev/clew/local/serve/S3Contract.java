package dev.clew.local.serve;

import dev.clew.edge.s3.S3Store;
import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.store.ObjectStoreContract;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// The object store's contract on S3: objects below a prefix of a bucket that holds others beside
/// it.
abstract class S3Contract extends ObjectStoreContract {
  abstract S3Client s3();

  @Override
  protected ObjectStore storeOf(Map<String, byte[]> objects) throws IOException {
    var bucket = "b-" + UUID.randomUUID();
    s3().createBucket(request -> request.bucket(bucket));
    objects.forEach((key, bytes) ->
        s3().putObject(
                request -> request.bucket(bucket).key("tenants/acme/" + key),
                RequestBody.fromBytes(bytes)));
    s3().putObject(
            request -> request.bucket(bucket).key("tenants/acme2/secret"),
            RequestBody.fromBytes(new byte[] {1}));
    return new S3Store(s3(), bucket, "tenants/acme");
  }
}
