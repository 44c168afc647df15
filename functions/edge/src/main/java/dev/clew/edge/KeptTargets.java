package dev.clew.edge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.investigation.agent.InvestigationId;
import dev.clew.investigation.routing.TargetNames;
import dev.clew.investigation.wire.StepJson;
import dev.clew.investigation.work.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// The targets that an investigation began with: listed once, and the same for all of its turns.
final class KeptTargets {
  private static final String NAME = "targets";

  private final InvokedTargets targets;
  private final Workspace workspace;
  private final Clock clock;

  KeptTargets(InvokedTargets targets, Workspace workspace, Clock clock) {
    this.targets = targets;
    this.workspace = workspace;
    this.clock = clock;
  }

  /// Keeps what was listed for an investigation before it had a plan.
  ///
  /// @param tree as [InvokedTargets#tree] gives it
  void keep(InvestigationId id, JsonNode tree, Instant expiresAt) {
    workspace.write(
        id.tenant(), id.id(), NAME, StepJson.bytes(tree), 0, clock.instant(), expiresAt);
  }

  /// @throws dev.clew.evidence.ClewException when they were never listed and can not be
  List<TargetNames> of(InvestigationId id, Instant expiresAt) {
    var now = clock.instant();
    var kept = workspace.read(id.tenant(), id.id(), NAME, now);
    if (kept.isPresent()) {
      return InvokedTargets.read(StepJson.parse(kept.get().body(), NAME));
    }
    var tree = targets.tree(id.tenant());
    keep(id, tree, expiresAt);
    return InvokedTargets.read(tree);
  }
}
