package dev.clew.traces.store;

import dev.clew.evidence.Coverage.Unread;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The bytes of an object stop making sense: cut short, corrupt, or larger than the limits allow.
/// Whatever came before was delivered and stays good.
public final class DamagedObjectException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Unread unread;

  public DamagedObjectException(Unread unread, @Nullable Throwable cause) {
    super(
        unread.key()
            + (unread.where().isEmpty() ? "" : ", " + unread.where())
            + ": "
            + unread.reason(),
        cause);
    this.unread = unread;
  }

  /// For the coverage of what was read.
  public Unread unread() {
    return unread;
  }
}
