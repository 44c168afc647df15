package dev.clew.evidence;

import java.util.Optional;

/// What a skill returns. Not knowing is a result, never an exception.
public sealed interface Measurement {

  /// Something was found.
  record Found(Results results) implements Measurement {
    public Found {
      if (results.findings().isEmpty()) {
        throw new IllegalArgumentException("Found without a finding: that is Clean");
      }
    }
  }

  /// Looked, with enough data, and nothing is wrong. The facts say what was looked at; findings may
  /// state that all is well.
  record Clean(Results results) implements Measurement {}

  /// Too little to tell.
  ///
  /// @param have what there is, in `unit`
  /// @param need what it would take, in `unit`
  /// @param what which question is left open, in words
  /// @param results what could be said all the same
  record TooLittleData(long have, long need, Unit unit, String what, Results results)
      implements Measurement {}

  /// The question does not fit this data.
  ///
  /// @param why the reason
  /// @param remedy what would make it fit
  record NotApplicable(String why, String remedy) implements Measurement {}

  /// The results, where there are any.
  default Optional<Results> shown() {
    return switch (this) {
      case Found found -> Optional.of(found.results());
      case Clean clean -> Optional.of(clean.results());
      case TooLittleData little -> Optional.of(little.results());
      case NotApplicable _ -> Optional.empty();
    };
  }
}
