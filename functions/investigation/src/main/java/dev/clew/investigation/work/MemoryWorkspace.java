package dev.clew.investigation.work;

import dev.clew.evidence.Tenant;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A workspace in memory, for one process. Thread-safe.
public final class MemoryWorkspace implements Workspace {
  private final Map<Place, Stored> places = new HashMap<>();

  private record Place(Tenant tenant, String investigationId, String name) {}

  private record Stored(byte[] body, long version, Instant expiresAt) {}

  @Override
  public synchronized Optional<Kept> read(
      Tenant tenant, String investigationId, String name, Instant now) {
    return Optional.ofNullable(
            places.get(new Place(tenant, investigationId, Workspace.checked(name))))
        .filter(stored -> stored.expiresAt().isAfter(now))
        .map(stored -> new Kept(stored.body().clone(), stored.version()));
  }

  @Override
  public synchronized boolean write(
      Tenant tenant,
      String investigationId,
      String name,
      byte[] body,
      long basedOn,
      Instant now,
      Instant expiresAt) {
    long there = read(tenant, investigationId, name, now).map(Kept::version).orElse(0L);
    if (there != basedOn) {
      return false;
    }
    places.put(
        new Place(tenant, investigationId, name), new Stored(body.clone(), basedOn + 1, expiresAt));
    return true;
  }

  @Override
  public synchronized void forget(Tenant tenant, String investigationId) {
    places
        .keySet()
        .removeIf(place ->
            place.tenant().equals(tenant) && place.investigationId().equals(investigationId));
  }
}
