package dev.clew.investigation;

import dev.clew.evidence.Measurement;
import dev.clew.evidence.Problem;
import dev.clew.evidence.Windows;
import dev.clew.interpretation.voice.Spoken;
import java.time.Duration;
import java.util.List;

/// What came of a step.
public sealed interface StepResult {
  StepRequest request();

  Duration elapsed();

  /// The skill measured.
  ///
  /// @param windows as resolved
  /// @param bytesRead as stored; 0 where the data was at hand from an earlier step
  /// @param rowsRead rows or spans; 0 as `bytesRead`
  /// @param said what the readers concluded rather than found stated, in words
  /// @param spoken what a model had to say of it
  record Measured(
      StepRequest request,
      Windows windows,
      Measurement measurement,
      long bytesRead,
      long rowsRead,
      Duration elapsed,
      List<String> said,
      Spoken spoken)
      implements StepResult {
    public Measured {
      said = List.copyOf(said);
    }
  }

  /// It could not be run to its end.
  record Failed(StepRequest request, Problem problem, Duration elapsed) implements StepResult {}
}
