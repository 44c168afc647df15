package dev.clew.investigation.sessions;

import dev.clew.evidence.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A question on its way to an answer.
///
/// @param id unique within its tenant
/// @param sessionId the conversation it belongs to
/// @param question as asked
/// @param status where it stands
/// @param answerId once it is finished
/// @param problem once it has failed
/// @param version grows with each change; a change based on another version is refused
/// @param expiresAt from then on it is not there any more
public record Investigation(
    String id,
    String sessionId,
    String question,
    Status status,
    Optional<String> answerId,
    Optional<Problem> problem,
    long version,
    Instant createdAt,
    Instant updatedAt,
    Instant expiresAt) {

  public Investigation {
    if (version < 1) {
      throw new IllegalArgumentException("version " + version + " < 1");
    }
    if (answerId.isPresent() != (status == Status.FINISHED)) {
      throw new IllegalArgumentException(status + " with answer " + answerId);
    }
    if (problem.isPresent() != (status == Status.FAILED)) {
      throw new IllegalArgumentException(status + " with problem " + problem);
    }
  }

  /// Where an investigation stands. One that is waiting was told nothing yet to what it asked. From
  /// the last three nothing leads on, except that one with a plan that failed may be resumed.
  public enum Status {
    PENDING,
    RUNNING,
    WAITING,
    FINISHED,
    FAILED,
    CANCELLED;

    public boolean isOver() {
      return switch (this) {
        case PENDING, RUNNING, WAITING -> false;
        case FINISHED, FAILED, CANCELLED -> true;
      };
    }
  }

  public Investigation running(Instant now) {
    return moved(Status.RUNNING, Optional.empty(), Optional.empty(), now);
  }

  public Investigation waiting(Instant now) {
    return moved(Status.WAITING, Optional.empty(), Optional.empty(), now);
  }

  public Investigation finished(String withAnswer, Instant now) {
    return moved(Status.FINISHED, Optional.of(withAnswer), Optional.empty(), now);
  }

  public Investigation failed(Problem because, Instant now) {
    return moved(Status.FAILED, Optional.empty(), Optional.of(because), now);
  }

  public Investigation cancelled(Instant now) {
    return moved(Status.CANCELLED, Optional.empty(), Optional.empty(), now);
  }

  /// A run that did not stir for so long is dead: a turn or a step takes 5 minutes, and is tried
  /// twice.
  public static final Duration DEAD = Duration.ofMinutes(16);

  /// Whether somebody is at it, or it waits for its user: its conversation can not go on before.
  public boolean isBusy(Instant now) {
    return switch (status) {
      case PENDING, RUNNING -> !isDead(now);
      case WAITING -> true;
      case FINISHED, FAILED, CANCELLED -> false;
    };
  }

  /// Whether it should be at work and did not stir for [#DEAD].
  public boolean isDead(Instant now) {
    return switch (status) {
      case PENDING, RUNNING -> updatedAt.plus(DEAD).isBefore(now);
      case WAITING, FINISHED, FAILED, CANCELLED -> false;
    };
  }

  /// Whether it should be at work and was not heard of for a while: worth a look whether it is.
  public boolean isQuiet(Instant now) {
    return switch (status) {
      case PENDING, RUNNING -> updatedAt.plus(QUIET).isBefore(now);
      case WAITING, FINISHED, FAILED, CANCELLED -> false;
    };
  }

  private static final Duration QUIET = Duration.ofSeconds(60);

  /// On its way again: after a reply, or after it broke off.
  public Investigation resumed(Instant now) {
    return switch (status) {
      case WAITING, FAILED, PENDING, RUNNING ->
          new Investigation(
              id,
              sessionId,
              question,
              Status.PENDING,
              Optional.empty(),
              Optional.empty(),
              version + 1,
              createdAt,
              now,
              expiresAt);
      case FINISHED, CANCELLED -> throw over();
    };
  }

  private IllegalStateException over() {
    return new IllegalStateException("investigation " + id + " is over: " + status);
  }

  private Investigation moved(
      Status to, Optional<String> answer, Optional<Problem> because, Instant now) {
    if (status.isOver()) {
      throw over();
    }
    return new Investigation(
        id, sessionId, question, to, answer, because, version + 1, createdAt, now, expiresAt);
  }
}
