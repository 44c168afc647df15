package dev.clew.investigation.agent;

import dev.clew.investigation.work.Workspace;
import java.time.Clock;

/// Where a user's replies to what he was asked are laid down for the agent to find.
public final class Replies {
  private final Notes notes;

  public Replies(Workspace work, Clock clock) {
    this.notes = new Notes(work, clock);
  }

  /// Keeps a reply to what was asked last; the first one counts, and one to an investigation that
  /// is not planned is none.
  public void keep(InvestigationId id, String text) {
    notes
        .agenda(id)
        .map(Notes.Stored::agenda)
        .ifPresent(agenda -> notes.reply(id, agenda.asked(), text, agenda.heading().expiresAt()));
  }
}
