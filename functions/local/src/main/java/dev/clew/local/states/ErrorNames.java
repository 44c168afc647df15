package dev.clew.local.states;

import java.util.List;
import java.util.Set;

/// `ErrorEquals`: which errors a retrier or catcher is for. `States.ALL` is any error but the two
/// that end a run; `States.TaskFailed` is that without time-outs; `States.Runtime` is never caught.
///
/// @param names at least one; `States.ALL` stands alone
record ErrorNames(List<String> names) {
  static final String ALL = "States.ALL";
  static final String TASK_FAILED = "States.TaskFailed";
  static final String TIMEOUT = "States.Timeout";
  static final String RUNTIME = "States.Runtime";
  static final String DATA_LIMIT = "States.DataLimitExceeded";
  static final String NO_CHOICE = "States.NoChoiceMatched";
  static final String INTRINSIC = "States.IntrinsicFailure";
  static final String RESULT_PATH = "States.ResultPathMatchFailure";
  static final String ITEM_READER = "States.ItemReaderFailed";
  static final String RESULT_WRITER = "States.ResultWriterFailed";
  static final String TOLERANCE = "States.ExceedToleratedFailureThreshold";

  private static final Set<String> TERMINAL = Set.of(RUNTIME, DATA_LIMIT);

  ErrorNames {
    names = List.copyOf(names);
  }

  boolean match(String error) {
    if (error.equals(RUNTIME)) {
      return false;
    }
    return names.contains(error)
        || (names.contains(ALL) && !TERMINAL.contains(error))
        || (names.contains(TASK_FAILED) && !TERMINAL.contains(error) && !error.equals(TIMEOUT));
  }
}
