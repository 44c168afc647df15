package dev.clew.edge;

import dev.clew.evidence.Measurement;
import dev.clew.investigation.StepResult;

/// What a step came to, in a word.
final class Outcomes {
  private Outcomes() {}

  static String of(StepResult result) {
    return switch (result) {
      case StepResult.Failed _ -> "failed";
      case StepResult.Measured measured ->
          switch (measured.measurement()) {
            case Measurement.Found _ -> "found";
            case Measurement.Clean _ -> "clean";
            case Measurement.TooLittleData _ -> "too_little_data";
            case Measurement.NotApplicable _ -> "not_applicable";
          };
    };
  }
}
