package dev.clew.edge;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;

/// What an investigation's failure means to the one who asked.
final class Breakdown {
  private Breakdown() {}

  /// @param reference under which the log has it; it is all that is told of a failure of ours
  static Problem problem(RuntimeException failure, String reference) {
    return failure instanceof ClewException known
        ? known.problem()
        : new Problem(
            Problem.Kind.BUG,
            "the investigation failed",
            "",
            "Report it with the reference " + reference);
  }
}
