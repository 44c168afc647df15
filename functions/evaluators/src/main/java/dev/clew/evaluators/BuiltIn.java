package dev.clew.evaluators;

import dev.clew.evaluators.checks.Checks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The evaluators that come with Clew, as starting points: every task has its own.
final class BuiltIn {
  private static final List<String> NAMES =
      List.of(
          "answer-relevance",
          "conciseness",
          "context-kept",
          "correctness",
          "format",
          "frustration",
          "groundedness",
          "helpfulness",
          "jailbreak",
          "pii",
          "refusal",
          "retrieval-relevance",
          "task-completion",
          "tone",
          "tool-arguments",
          "tool-choice",
          "tool-order",
          "toxicity");

  private BuiltIn() {}

  static List<Definition> definitions() {
    return NAMES.stream().map(BuiltIn::definition).toList();
  }

  private static Definition definition(String name) {
    var file = "builtin/" + name + ".md";
    try (var in = BuiltIn.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is not in this package");
      }
      return DefinitionFile.parse(
          file, new String(in.readAllBytes(), StandardCharsets.UTF_8), Checks.NAMES);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
