package dev.clew.investigation;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;

/// What an exception means to the one who asked.
final class Problems {
  private Problems() {}

  /// A failure of ours is named by its kind only: messages of unknown exceptions may hold content.
  static Problem of(RuntimeException e) {
    return e instanceof ClewException known
        ? known.problem()
        : new Problem(
            Problem.Kind.BUG,
            "an error of Clew's own (" + e.getClass().getSimpleName() + ")",
            "",
            "report it with the question and the version");
  }
}
