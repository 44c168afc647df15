package dev.clew.investigation.plans;

import dev.clew.evidence.Answer;
import dev.clew.investigation.Question;
import java.time.Instant;
import java.util.List;

/// What an investigation began with; none of it changes on the way.
///
/// @param question as asked
/// @param lines the playbooks it follows, each on its target
/// @param carried answers of earlier turns, without what nobody needs of them any more
/// @param routing how the question was understood
public record Brief(
    Heading heading,
    Question question,
    List<Line> lines,
    List<Answer> carried,
    Answer.Routing routing) {
  public Brief {
    lines = List.copyOf(lines);
    carried = List.copyOf(carried);
  }

  /// Whose answer it will be.
  ///
  /// @param expiresAt when all of it is forgotten
  public record Heading(String answerId, String sessionId, Instant createdAt, Instant expiresAt) {}
}
