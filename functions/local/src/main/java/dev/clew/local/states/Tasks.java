package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;

/// What a machine's Task states call: functions, on this machine those of the deployment.
public interface Tasks {

  /// @param function as the definition names it: an ARN, or a name with its alias
  /// @return what the function returned
  /// @throws TaskFailure when it can not be called (`Lambda.…`) or fails (the name of its error)
  JsonNode call(String function, JsonNode payload) throws TaskFailure;
}
