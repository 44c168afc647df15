package dev.clew.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/// The quota for what goes into a state, into a task and out of either.
final class Payload {
  static final int MOST_BYTES = 256 * 1024;

  private Payload() {}

  /// @param what for the message
  /// @return the value itself
  /// @throws TaskFailure `States.DataLimitExceeded`
  static JsonNode checked(JsonNode value, String what) throws TaskFailure {
    var bytes = value.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new TaskFailure(
          ErrorNames.DATA_LIMIT,
          what + " has " + bytes + " bytes, and " + MOST_BYTES + " are allowed");
    }
    return value;
  }
}
