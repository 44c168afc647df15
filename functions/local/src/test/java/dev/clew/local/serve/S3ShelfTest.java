package dev.clew.local.serve;

import dev.clew.edge.s3.S3Shelf;
import dev.clew.evidence.Tenant;
import dev.clew.local.ShelfContract;
import dev.clew.skills.Shelf;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/// The contract on the embedded S3, each test as another tenant.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ShelfTest extends ShelfContract {
  private EmbeddedS3 embedded;
  private S3Client s3;
  private int tenants;

  @BeforeAll
  void start(@TempDir Path folder) {
    embedded = EmbeddedS3.start(folder, 0, Credentials.LOCAL);
    s3 = embedded.client();
    s3.createBucket(request -> request.bucket("state"));
  }

  @AfterAll
  void stop() {
    s3.close();
    embedded.close();
  }

  @Override
  protected Shelf shelf() {
    return new S3Shelf(s3, "state", new Tenant("t" + tenants++));
  }
}
