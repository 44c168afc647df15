package dev.clew.investigation.agent;

import dev.clew.evidence.Answer;
import dev.clew.investigation.Question;
import dev.clew.investigation.routing.TargetNames;
import java.time.Instant;
import java.util.List;

/// What an investigation is about.
///
/// @param earlier answers of the conversation's earlier turns, oldest first
/// @param expiresAt when all that is written down may be forgotten
public record Matter(
    InvestigationId id,
    Question question,
    List<TargetNames> targets,
    List<Answer> earlier,
    Instant expiresAt) {
  public Matter {
    targets = List.copyOf(targets);
    earlier = List.copyOf(earlier);
  }
}
