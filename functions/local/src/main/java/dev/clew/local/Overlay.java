package dev.clew.local;

import dev.clew.evidence.Tenant;
import dev.clew.investigation.work.MemoryWorkspace;
import dev.clew.investigation.work.Workspace;
import java.time.Instant;
import java.util.Optional;

/// Reads a workspace and keeps to itself what is written on it.
final class Overlay implements Workspace {
  private final Workspace under;
  private final Workspace own = new MemoryWorkspace();

  Overlay(Workspace under) {
    this.under = under;
  }

  @Override
  public Optional<Kept> read(Tenant tenant, String investigationId, String name, Instant now) {
    return own.read(tenant, investigationId, name, now)
        .or(() -> under.read(tenant, investigationId, name, now));
  }

  @Override
  public boolean write(
      Tenant tenant,
      String investigationId,
      String name,
      byte[] body,
      long basedOn,
      Instant now,
      Instant expiresAt) {
    var there = read(tenant, investigationId, name, now).map(Kept::version).orElse(0L);
    if (there != basedOn) {
      return false;
    }
    long mine = own.read(tenant, investigationId, name, now).map(Kept::version).orElse(0L);
    return own.write(tenant, investigationId, name, body, mine, now, expiresAt);
  }

  @Override
  public void forget(Tenant tenant, String investigationId) {
    own.forget(tenant, investigationId);
  }
}
