package dev.clew.local.serve;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.s3.S3Client;

/// The contract on LocalStack's S3.
@Tag("localstack")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3StoreOnLocalStackTest extends S3Contract {
  private @Nullable LocalStack localStack;
  private S3Client s3;

  @BeforeAll
  void start() {
    localStack = LocalStack.start("s3");
    s3 = localStack.s3();
  }

  @AfterAll
  void stop() {
    if (localStack != null) {
      s3.close();
      localStack.close();
    }
  }

  @Override
  S3Client s3() {
    return s3;
  }
}
