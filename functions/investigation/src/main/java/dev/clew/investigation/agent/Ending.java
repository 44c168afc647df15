package dev.clew.investigation.agent;

import dev.clew.evidence.Measurement;
import dev.clew.investigation.StepResult;
import java.util.Locale;

/// How a step ended.
public enum Ending {
  FOUND,
  CLEAN,
  TOO_LITTLE_DATA,
  NOT_APPLICABLE,
  FAILED;

  public static Ending of(StepResult result) {
    return switch (result) {
      case StepResult.Failed _ -> FAILED;
      case StepResult.Measured measured ->
          switch (measured.measurement()) {
            case Measurement.Found _ -> FOUND;
            case Measurement.Clean _ -> CLEAN;
            case Measurement.TooLittleData _ -> TOO_LITTLE_DATA;
            case Measurement.NotApplicable _ -> NOT_APPLICABLE;
          };
    };
  }

  /// In a word, as state machines and traces have it: `too_little_data`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
