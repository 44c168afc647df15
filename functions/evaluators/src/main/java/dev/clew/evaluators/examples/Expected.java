package dev.clew.evaluators.examples;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The right answer, where an attribute states one.
final class Expected {
  private static final List<String> NAMES =
      List.of(
          "expected",
          "expected_output",
          "expected.output",
          "expected_answer",
          "reference",
          "reference_answer",
          "ground_truth",
          "metadata.expected",
          "metadata.expected_output",
          "metadata.reference",
          "metadata.ground_truth");

  private Expected() {}

  static Optional<String> of(Map<String, String> attributes) {
    return NAMES.stream()
        .filter(attributes::containsKey)
        .findFirst()
        .map(name -> attributes.getOrDefault(name, ""));
  }
}
