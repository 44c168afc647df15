package dev.clew.traces.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clew.evidence.ClewException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every [ObjectStore] must do, whatever stands behind it.
public abstract class ObjectStoreContract {
  @TempDir protected Path scratch;

  /// A store that holds these objects and nothing else.
  protected abstract ObjectStore storeOf(Map<String, byte[]> objects) throws IOException;

  private ObjectStore storeOfNames(String... keys) throws IOException {
    var objects = new TreeMap<String, byte[]>();
    for (var key : keys) {
      objects.put(key, key.getBytes(UTF_8));
    }
    return storeOf(objects);
  }

  private static List<String> keys(ObjectStore store, String prefix) throws IOException {
    return store.list(prefix).stream().map(StoredObject::key).toList();
  }

  @Test
  public void anEmptyPrefixListsEverythingByKey() throws IOException {
    var store = storeOfNames("traces/shop/b.json", "a.csv", "traces/shop/a/z.json", "ä.csv");
    assertEquals(
        List.of("a.csv", "traces/shop/a/z.json", "traces/shop/b.json", "ä.csv"), keys(store, ""));
  }

  @Test
  public void aPrefixIsAFolderNotTheStartOfAName() throws IOException {
    var store = storeOfNames("traces/shop/b.json", "traces/shop2/c.json", "traces/shop.json");
    assertEquals(List.of("traces/shop/b.json"), keys(store, "traces/shop"));
    assertEquals(List.of("traces/shop/b.json"), keys(store, "/traces//shop/"));
  }

  @Test
  public void aFolderThatIsNotThereHasNoObjects() throws IOException {
    assertEquals(List.of(), keys(storeOfNames("a.csv"), "traces"));
  }

  @Test
  public void aListingSaysEachSize() throws IOException {
    var store = storeOf(Map.of("a.bin", new byte[70_000], "b.bin", new byte[0]));
    assertEquals(
        List.of(70_000L, 0L), store.list("").stream().map(StoredObject::sizeBytes).toList());
  }

  @Test
  public void moreObjectsThanAPageOfAListingAreAllThere() throws IOException {
    var objects = new TreeMap<String, byte[]>();
    for (int i = 0; i < 1_005; i++) {
      objects.put("many/%04d.json".formatted(i), new byte[] {1});
    }
    assertEquals(List.copyOf(objects.keySet()), keys(storeOf(objects), "many"));
  }

  @Test
  public void anObjectComesBackByteForByte() throws IOException {
    var bytes = new byte[300_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    var store = storeOf(Map.of("deep/er/x.bin", bytes));
    try (var in = store.open("deep/er/x.bin")) {
      assertArrayEquals(bytes, in.readAllBytes());
    }
    assertArrayEquals(bytes, Files.readAllBytes(store.local("deep/er/x.bin", scratch)));
  }

  @Test
  public void aKeyWithSpacesAndSignsIsAKey() throws IOException {
    var key = "year=2026/my file+1 %41#?.json";
    var store = storeOfNames(key);
    assertEquals(List.of(key), keys(store, ""));
    try (var in = store.open(key)) {
      assertEquals(key, new String(in.readAllBytes(), UTF_8));
    }
  }

  @Test
  public void aMissingObjectIsNamed() throws IOException {
    var store = storeOfNames("a.csv");
    var open = assertThrows(NoSuchFileException.class, () -> store.open("b.csv").close());
    assertEquals("b.csv", open.getFile());
    assertThrows(NoSuchFileException.class, () -> store.local("b.csv", scratch));
  }

  @Test
  public void aFolderIsNoObject() throws IOException {
    var store = storeOfNames("a/b.csv");
    assertThrows(NoSuchFileException.class, () -> store.open("a").close());
  }

  @Test
  public void noKeyLeavesTheRoot() throws IOException {
    var store = storeOfNames("a/b.csv");
    for (var key : List.of("../secret", "a/../../secret", "a/..", "..")) {
      assertThrows(ClewException.class, () -> store.open(key).close(), key);
      assertThrows(ClewException.class, () -> store.local(key, scratch), key);
      assertThrows(ClewException.class, () -> store.list(key), key);
    }
    assertThrows(NoSuchFileException.class, () -> store.open("/etc/passwd").close());
  }

  @Test
  public void anEtagChangesWithTheBytes() throws IOException {
    var before = storeOf(Map.of("a.csv", "x".getBytes(UTF_8))).list("").getFirst().etag();
    var after = storeOf(Map.of("a.csv", "xy".getBytes(UTF_8))).list("").getFirst().etag();
    assertNotEquals(before, after);
    assertFalse(before.isEmpty());
  }
}
