package dev.clew.investigation.sessions;

import dev.clew.evidence.Problem;
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

  /// Where an investigation stands. From the last three nothing leads on.
  public enum Status {
    PENDING,
    RUNNING,
    FINISHED,
    FAILED,
    CANCELLED;

    public boolean isOver() {
      return switch (this) {
        case PENDING, RUNNING -> false;
        case FINISHED, FAILED, CANCELLED -> true;
      };
    }
  }

  public Investigation running(Instant now) {
    return moved(Status.RUNNING, Optional.empty(), Optional.empty(), now);
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

  private Investigation moved(
      Status to, Optional<String> answer, Optional<Problem> because, Instant now) {
    if (status.isOver()) {
      throw new IllegalStateException("investigation " + id + " is over: " + status);
    }
    return new Investigation(
        id, sessionId, question, to, answer, because, version + 1, createdAt, now, expiresAt);
  }
}
