package dev.clew.evidence;

import org.jspecify.annotations.Nullable;

/// A [Problem] on its way to the edge.
public final class ClewException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ClewException(Problem problem, @Nullable Throwable cause) {
    super(problem.toString(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
