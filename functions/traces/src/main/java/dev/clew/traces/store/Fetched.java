package dev.clew.traces.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// A store one object of which is being fetched by another thread: whoever opens it waits for that,
/// and meets there what kept it from being read.
///
/// @param key the object that is fetched
/// @param bytes empty when it is larger than it was said to be: it is then read from the store
public record Fetched(ObjectStore store, String key, Future<Optional<byte[]>> bytes)
    implements ObjectStore {
  @Override
  public InputStream open(String wanted) throws IOException {
    if (!wanted.equals(key)) {
      return store.open(wanted);
    }
    try {
      var fetched = bytes.get();
      return fetched.isPresent() ? new ByteArrayInputStream(fetched.get()) : store.open(key);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while an object was fetched", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IOException("an object could not be fetched", e);
      }
    }
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    return store.list(prefix);
  }

  @Override
  public Path local(String wanted, Path scratch) throws IOException {
    return store.local(wanted, scratch);
  }

  @Override
  public boolean isFar(String wanted) {
    return false;
  }

  @Override
  public String describe() {
    return store.describe();
  }
}
