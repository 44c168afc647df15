package dev.clew.local.states;

import java.time.Instant;
import java.util.Optional;

/// One line of a run's history, without data.
///
/// @param id from 1, in order
/// @param type as Step Functions names it: `TaskStateEntered`, `TaskFailed`, ...
/// @param state name of the state; empty for events of the run itself
/// @param error name of the error, where something failed
public record HistoryEvent(int id, Instant at, String type, String state, Optional<String> error) {

  /// Whether a state begins here.
  public boolean entersState() {
    return type.endsWith("StateEntered");
  }
}
