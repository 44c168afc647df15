package dev.clew.traces;

import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Answers the first requests only once several of them are under way.
final class FarStore implements ObjectStore {
  private final ObjectStore store;
  private final CountDownLatch requests;

  FarStore(ObjectStore store, int together) {
    this.store = store;
    this.requests = new CountDownLatch(together);
  }

  @Override
  public InputStream open(String key) throws IOException {
    requests.countDown();
    try {
      if (!requests.await(30, TimeUnit.SECONDS)) {
        throw new IOException(requests.getCount() + " requests too few under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return store.open(key);
  }

  @Override
  public boolean isFar(String key) {
    return true;
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    return store.list(prefix);
  }

  @Override
  public Path local(String key, Path scratch) throws IOException {
    return store.local(key, scratch);
  }

  @Override
  public String describe() {
    return store.describe();
  }
}
