package dev.clew.local;

import dev.clew.investigation.selftrace.Recorder;
import dev.clew.investigation.selftrace.Traces;
import dev.clew.traces.store.DirectoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Clew's traces of its own work on this machine, kept within a size: the oldest go first.
///
/// @param root a tenant's root of its own, with the application `clew` in it
record OwnTraces(Path root) {
  static final int MOST_FILES = 2_000;
  static final long MOST_BYTES = 32L << 20;

  /// Whether there are any.
  boolean isEmpty() {
    return files().isEmpty();
  }

  DirectoryStore store() {
    return DirectoryStore.of(root);
  }

  /// Writes what was recorded. Nobody's answer fails for it.
  void write(Recorder recorder, Consumer<RuntimeException> trouble) {
    recorder.write(
        (key, bytes) -> {
          StateFolder.owned(root);
          Traces.in(root).write(key, bytes);
        },
        trouble);
    try {
      prune(MOST_FILES, MOST_BYTES);
    } catch (UncheckedIOException e) {
      trouble.accept(e);
    }
  }

  /// Removes the oldest until the others are within these limits.
  void prune(int mostFiles, long mostBytes) {
    var kept = 0;
    var bytes = 0L;
    // The folders' names are times: later ones sort last.
    for (var file : files().reversed()) {
      try {
        bytes += Files.size(file);
        if (++kept > mostFiles || bytes > mostBytes) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (var walk = Files.walk(root)) {
      return new ArrayList<>(walk.filter(Files::isRegularFile).sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
