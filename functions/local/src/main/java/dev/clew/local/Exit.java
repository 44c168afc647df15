package dev.clew.local;

import dev.clew.evidence.Problem;

/// What the process says when it ends.
final class Exit {
  /// Answered, in part too.
  static final int ANSWERED = 0;

  /// The answer is "don't know", or a check failed.
  static final int UNKNOWN = 1;

  /// Usage or bad input.
  static final int USAGE = 2;

  /// A dependency failed, or we did.
  static final int FAILED = 3;

  private Exit() {}

  static int of(Problem.Kind kind) {
    return switch (kind) {
      case USER, DATA -> USAGE;
      case LIMIT, DEPENDENCY, BUG -> FAILED;
    };
  }
}
