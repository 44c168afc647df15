package dev.clew.edge;

/// Other functions of this deployment: on AWS through Lambda, locally in this process.
public interface Functions {

  /// Calls a function and waits for its result.
  ///
  /// @param name with its alias: `clew-skill-drift:live`
  /// @param payload JSON
  /// @throws dev.clew.evidence.ClewException of kind DEPENDENCY when it can not be called or fails
  byte[] call(String name, byte[] payload);

  /// Starts a function and does not wait.
  ///
  /// @throws dev.clew.evidence.ClewException as [#call]
  void start(String name, byte[] payload);
}
