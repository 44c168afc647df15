package dev.clew.traces.spans;

/// Hears how far a read has come. Called after each object, in the order of keys.
@FunctionalInterface
public interface Progress {
  Progress SILENT = (done, total, spans) -> {};

  /// After an object.
  ///
  /// @param objectsDone objects read so far
  /// @param objectsTotal objects there are
  /// @param spans spans found so far
  void read(int objectsDone, int objectsTotal, long spans);
}
