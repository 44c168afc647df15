package dev.clew.investigation.sessions;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Evidence;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.EvidenceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What is remembered between requests, tenant by tenant. Two implementations: DynamoDB with bodies
/// in S3, and memory.
///
/// What has expired is not there: implementations filter on read, since stores delete late.
/// Failures of the store are [dev.clew.evidence.ClewException]s of kind DEPENDENCY.
public interface Sessions {

  /// Begins an investigation, once for each idempotency key, and one at a time in each
  /// conversation.
  ///
  /// The key, the conversation's turn and the investigation are written together or not at all, so
  /// that of two requests at the same time one begins and the other finds it.
  Begun begin(Tenant tenant, NewInvestigation wanted);

  /// What is wanted.
  ///
  /// @param id of the investigation, if it comes to be
  /// @param sessionId of the conversation; it comes to be with its first investigation, whose id it
  ///   is where the caller named none
  /// @param idempotencyKey as the caller sent it; without one every request is a new one
  /// @param bodyHash of the request's body, to tell whether a key is used for something else
  record NewInvestigation(
      String id,
      String sessionId,
      String question,
      Optional<String> idempotencyKey,
      String bodyHash,
      Instant now,
      Instant expiresAt) {}

  /// What came of it.
  sealed interface Begun {
    /// It is new: the caller does the work.
    record Started(Investigation investigation) implements Begun {}

    /// The same request was made before: the work is done, or is being done, by somebody else.
    record Same(Investigation investigation) implements Begun {}

    /// Another investigation of the conversation is not over: this one may begin when it is.
    record Busy(Investigation investigation) implements Begun {}

    /// The key was used for another request.
    record Conflict(String idempotencyKey) implements Begun {}
  }

  Optional<Investigation> investigation(Tenant tenant, String id, Instant now);

  /// Writes a changed investigation, if nobody else changed it since.
  ///
  /// @param changed with the version one higher than it was read with
  /// @return false when the stored version is not the one before, or there is none any more
  boolean update(Tenant tenant, Investigation changed);

  /// Changes an investigation whatever its version, as long as the change applies.
  ///
  /// @param change to be made of what is there when it is written; made anew when somebody else was
  ///   faster; one that gives back what it was given changes nothing
  /// @return what was written; empty when nothing was: there is none any more, or it is over (a
  ///   failed one may be changed) by then
  default Optional<Investigation> change(
      Tenant tenant, String id, UnaryOperator<Investigation> change, Instant now) {
    while (true) {
      var found = investigation(tenant, id, now);
      if (found.isEmpty()) {
        return found;
      }
      switch (found.get().status()) {
        case FINISHED, CANCELLED -> {
          return Optional.empty();
        }
        case PENDING, RUNNING, WAITING, FAILED -> {
          var changed = change.apply(found.get());
          if (changed.equals(found.get())) {
            return Optional.empty();
          }
          if (update(tenant, changed)) {
            return Optional.of(changed);
          }
        }
      }
    }
  }

  /// Forgets an investigation with its events and its answer. One that is running is cancelled
  /// first, by its own update.
  ///
  /// @return false when there is none
  boolean delete(Tenant tenant, String id, Instant now);

  /// Adds an event that is told once.
  default long append(
      Tenant tenant, String investigationId, String kind, String body, Instant now) {
    return append(tenant, investigationId, "", kind, body, now);
  }

  /// Adds an event to an investigation; its number is one higher than the last one's, from 1.
  ///
  /// @param key what tells it from the investigation's other events: an event whose key is there is
  ///   not added again; empty for one that is told once
  /// @param kind what happened: `planned`, `todo`, `step_started`, `step_ended`, `changed`,
  ///   `asked`, `answered`
  /// @param body JSON
  /// @return the event's number; 0 when there is no such investigation, or the key is there
  long append(
      Tenant tenant, String investigationId, String key, String kind, String body, Instant now);

  /// Events after a number, in order.
  ///
  /// @param limit at most so many
  List<Event> events(Tenant tenant, String investigationId, long after, int limit, Instant now);

  /// Something that happened in an investigation.
  record Event(long number, String kind, String body, Instant at) {}

  /// Keeps an answer and adds it to its session's turns.
  void save(Tenant tenant, Answer answer, Instant now, Instant expiresAt);

  Optional<Answer> answer(Tenant tenant, String answerId, Instant now);

  /// The turns of a session, oldest first; empty when there is no such session.
  List<Turn> turns(Tenant tenant, String sessionId, Instant now);

  /// A question that was answered.
  record Turn(String question, String answerId, Answer.Status status, Instant at) {}

  /// Sessions, the one with the newest turn first.
  ///
  /// @param after a cursor from an earlier page; empty for the first
  /// @param limit at most so many
  Page sessions(Tenant tenant, String after, int limit, Instant now);

  /// @param next a cursor for the page that follows; empty when there is none
  record Page(List<Summary> sessions, String next) {
    public Page {
      sessions = List.copyOf(sessions);
    }
  }

  /// @param title the session's first question
  record Summary(String sessionId, String title, int turns, Instant updatedAt) {}

  /// A piece of evidence by its link's id.
  default Optional<Evidence> evidence(Tenant tenant, String id, Instant now) {
    return EvidenceId.parse(id)
        .flatMap(parsed ->
            answer(tenant, parsed.answerId(), now)
                .flatMap(answer ->
                    answer.evidence().stream()
                        .filter(one -> one.id().equals(parsed.evidenceId()))
                        .findFirst()));
  }
}
