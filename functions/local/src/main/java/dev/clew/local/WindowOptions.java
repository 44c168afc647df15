package dev.clew.local;

import java.util.Optional;
import picocli.CommandLine.Option;

/// `--baseline`, `--current`: what is compared with what.
final class WindowOptions {
  @Option(
      names = "--baseline",
      paramLabel = "A..B",
      description =
          "What to compare with: rows (70000..75000), dates or instants (2026-11-01..2026-11-08; the end is"
              + " exclusive), or words (\"first half\").")
  private Optional<String> baseline = Optional.empty();

  @Option(
      names = "--current",
      paramLabel = "C..D",
      description = "What the question is about, in the same forms (\"last 7 days\").")
  private Optional<String> current = Optional.empty();

  Optional<String> baseline() {
    return baseline;
  }

  Optional<String> current() {
    return current;
  }
}
