package dev.clew.local;

import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.store.StoredObject;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// A tenant's root with nothing of its own: all it has is mounted into it.
final class EmptyStore implements ObjectStore {
  @Override
  public List<StoredObject> list(String prefix) {
    return List.of();
  }

  @Override
  public InputStream open(String key) throws NoSuchFileException {
    throw new NoSuchFileException(key);
  }

  @Override
  public Path local(String key, Path scratch) throws NoSuchFileException {
    throw new NoSuchFileException(key);
  }

  @Override
  public String describe() {
    return "the sources setting";
  }
}
