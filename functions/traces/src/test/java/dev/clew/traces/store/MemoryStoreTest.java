package dev.clew.traces.store;

import java.util.Map;

class MemoryStoreTest extends ObjectStoreContract {
  @Override
  protected ObjectStore storeOf(Map<String, byte[]> objects) {
    return new MemoryStore(objects);
  }
}
