package dev.clew.traces.targets;

import java.util.List;

/// What a question can be about.
///
/// @param name what users call it
/// @param folder key of the folder it lies in, empty for the root
/// @param keys its objects, sorted
/// @param recognised how it was recognised, in words
public record Target(String name, Kind kind, String folder, List<String> keys, String recognised) {

  /// Whether a target's objects hold traces or rows.
  public enum Kind {
    /// Traces of an LLM application.
    APPLICATION,
    /// The inference log of a deployed model.
    PREDICTOR
  }

  public Target {
    keys = List.copyOf(keys);
  }
}
