package dev.clew.traces.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The contract, with every folder of the first level mounted from a store of its own.
class MountedStoreTest extends ObjectStoreContract {
  @Override
  protected ObjectStore storeOf(Map<String, byte[]> objects) {
    var root = new MemoryStore();
    var folders = new HashMap<String, MemoryStore>();
    objects.forEach((key, bytes) -> {
      int slash = key.indexOf('/');
      if (slash < 0) {
        root.put(key, bytes);
      } else {
        folders
            .computeIfAbsent(key.substring(0, slash), _ -> new MemoryStore())
            .put(key.substring(slash + 1), bytes);
      }
    });
    var mounted = new MountedStore.Builder(root);
    folders.forEach(mounted::mount);
    return mounted.build();
  }

  @Test
  void whatIsMountedHidesTheRootAndASingleObjectHidesBoth() throws IOException {
    var store =
        new MountedStore.Builder(
                new MemoryStore().put("a/b/hidden.csv", "root").put("a/seen.csv", "root"))
            .mount("a/b", new MemoryStore().put("x.csv", "mounted").put("s.json", "mounted"))
            .object("a/b/s.json", "single".getBytes(UTF_8))
            .build();
    assertEquals(
        List.of("a/b/s.json", "a/b/x.csv", "a/seen.csv"),
        store.list("a").stream().map(StoredObject::key).toList());
    assertEquals(
        List.of("a/b/s.json", "a/b/x.csv"),
        store.list("a/b").stream().map(StoredObject::key).toList());
    try (var in = store.open("a/b/s.json")) {
      assertEquals("single", new String(in.readAllBytes(), UTF_8));
    }
  }

  @Test
  void mountsDoNotOverlap() {
    var builder = new MountedStore.Builder(new MemoryStore()).mount("a/b", new MemoryStore());
    for (var folder : List.of("a/b", "a", "a/b/c", "")) {
      assertThrows(
          IllegalArgumentException.class, () -> builder.mount(folder, new MemoryStore()), folder);
    }
  }
}
