package dev.clew.local;

import dev.clew.evidence.Tenant;
import dev.clew.investigation.work.Workspace;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/// A workspace in a folder: what one call of the command line wrote down, the next one goes on
/// from. Several processes may use it at the same time.
///
/// A file holds its version, eight bytes, then the body; its last modification is when it expires.
final class FolderWorkspace implements Workspace {
  private final StateFolder folder;

  FolderWorkspace(StateFolder folder) {
    this.folder = folder;
  }

  @Override
  public Optional<Kept> read(Tenant tenant, String investigationId, String name, Instant now) {
    return folder
        .read(tenant, kind(investigationId), Workspace.checked(name))
        .filter(file -> file.isLive(now))
        .map(file -> kept(file.bytes()));
  }

  private static Kept kept(byte[] bytes) {
    var buffer = ByteBuffer.wrap(bytes);
    long version = buffer.getLong();
    var body = new byte[buffer.remaining()];
    buffer.get(body);
    return new Kept(body, version);
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
    return folder.alone(
        tenant,
        () -> {
          long there = read(tenant, investigationId, name, now).map(Kept::version).orElse(0L);
          if (there != basedOn) {
            return false;
          }
          var bytes = new ByteArrayOutputStream(Long.BYTES + body.length);
          bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(basedOn + 1).array());
          bytes.writeBytes(body);
          folder.write(tenant, kind(investigationId), name, bytes.toByteArray(), expiresAt);
          return true;
        });
  }

  @Override
  public void forget(Tenant tenant, String investigationId) {
    folder.deleteAll(tenant, kind(investigationId));
  }

  private static String kind(String investigationId) {
    return StateFolder.name(investigationId);
  }
}
