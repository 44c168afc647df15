package dev.clew.local;

import java.util.Optional;
import picocli.CommandLine.Option;

/// `--data`: whose data a command works on.
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR|FILE|s3://BUCKET/PREFIX",
      description =
          "A folder that holds traces/ or inferences/, any other folder or file (one application or one"
              + " predictor), or a bucket. The bundled real samples unless given.")
  private Optional<String> data = Optional.empty();

  Optional<String> given() {
    return data;
  }
}
