package dev.clew.investigation.sessions;

import dev.clew.evidence.Answer;
import dev.clew.evidence.Tenant;
import dev.clew.investigation.Earlier;
import dev.clew.investigation.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Asks a question in its conversation.
public final class Conversation {
  /// How long what was said is remembered.
  public static final Duration KEPT = Duration.ofDays(30);

  /// Turns further back than this are not looked up.
  private static final int MOST_ANSWERS = 10;

  private final Sessions sessions;
  private final Tenant tenant;
  private final String sessionId;

  public Conversation(Sessions sessions, Tenant tenant, String sessionId) {
    this.sessions = sessions;
    this.tenant = tenant;
    this.sessionId = sessionId;
  }

  /// The question with what the conversation was about last; as it is where there was nothing
  /// before.
  public Question following(Question question, Instant now) {
    return earlier(now).map(question::following).orElse(question);
  }

  /// Its last answers, oldest first.
  public List<Answer> answers(Instant now) {
    var turns = sessions.turns(tenant, sessionId, now);
    return turns.subList(Math.max(0, turns.size() - MOST_ANSWERS), turns.size()).stream()
        .flatMap(turn -> sessions.answer(tenant, turn.answerId(), now).stream())
        .toList();
  }

  /// Whether something was asked in it that is remembered.
  public boolean isKnown(Instant now) {
    return !sessions.turns(tenant, sessionId, now).isEmpty();
  }

  /// Adds a turn.
  public void keep(Answer answer, Instant now) {
    sessions.save(tenant, answer, now, now.plus(KEPT));
  }

  /// What the last turn that looked at something was about.
  private Optional<Earlier> earlier(Instant now) {
    return sessions.turns(tenant, sessionId, now).reversed().stream()
        .flatMap(turn -> sessions.answer(tenant, turn.answerId(), now).stream())
        .flatMap(answer -> Earlier.of(answer).stream())
        .findFirst();
  }
}
