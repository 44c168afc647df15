package dev.clew.local;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// How an answer is written, and what it is compared with.
final class OutputOptions {
  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the answer as one HTML page with its charts.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--compare",
      paramLabel = "ANSWER.json",
      description = "Say which facts differ from those of an earlier answer.")
  private Optional<Path> compare = Optional.empty();

  boolean json() {
    return json;
  }

  Optional<Path> html() {
    return html;
  }

  Optional<Path> compare() {
    return compare;
  }
}
