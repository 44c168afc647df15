package dev.clew.traces.rows;

import dev.clew.evidence.Coverage;
import dev.clew.evidence.ObjectRead;
import dev.clew.evidence.Window;
import java.util.List;

/// The inference log of one predictor, as read: actuals joined, categories coded by dictionaries
/// that baseline and current share.
///
/// @param baseline rows of the baseline files; zero rows where there are none
/// @param current rows of the current files
/// @param actualsMissing current rows whose actual never arrived, of a log that has actuals
/// @param actualsUnused actuals that belong to no row
/// @param inferences what was concluded rather than stated, in words
public record InferenceLog(
    Schema schema,
    Rows baseline,
    Rows current,
    long actualsMissing,
    long actualsUnused,
    Coverage coverage,
    List<ObjectRead> objects,
    List<String> inferences) {
  public InferenceLog {
    objects = List.copyOf(objects);
    inferences = List.copyOf(inferences);
  }

  /// The rows of a window.
  ///
  /// @throws dev.clew.evidence.ClewException when the log has nothing there
  public Rows rows(Window window) {
    return WindowCut.cut(this, window);
  }

  /// The chunks of these rows, as the schema says.
  public List<Chunk> chunks(Rows rows) {
    return Chunking.chunks(rows, schema);
  }
}
