package dev.clew.local.serve;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/// The contract on the embedded S3.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3StoreTest extends S3Contract {
  private EmbeddedS3 embedded;
  private S3Client s3;

  @BeforeAll
  void start(@TempDir Path folder) {
    embedded = EmbeddedS3.start(folder, 0, Credentials.LOCAL);
    s3 = embedded.client();
  }

  @AfterAll
  void stop() {
    s3.close();
    embedded.close();
  }

  @Override
  S3Client s3() {
    return s3;
  }
}
