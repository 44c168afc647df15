package dev.clew.traces.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Objects in memory, to test with. Some may be locked: listed, but not readable.
public final class MemoryStore implements ObjectStore {
  private final TreeMap<String, byte[]> objects = new TreeMap<>();
  private final Set<String> locked = new HashSet<>();

  public MemoryStore() {}

  public MemoryStore(Map<String, byte[]> objects) {
    objects.forEach(this::put);
  }

  public MemoryStore put(String key, byte[] bytes) {
    objects.put(Keys.normalise(key), bytes.clone());
    return this;
  }

  public MemoryStore put(String key, String text) {
    return put(key, text.getBytes(StandardCharsets.UTF_8));
  }

  /// From now on this object is listed and can not be read.
  public MemoryStore lock(String key) {
    locked.add(key);
    return this;
  }

  @Override
  public List<StoredObject> list(String prefix) {
    var folder = Keys.normalise(prefix);
    return objects.entrySet().stream()
        .filter(object -> Keys.below(folder, object.getKey()))
        .map(object ->
            new StoredObject(
                object.getKey(),
                object.getValue().length,
                Integer.toHexString(Arrays.hashCode(object.getValue()))))
        .toList();
  }

  @Override
  public InputStream open(String key) throws IOException {
    return new ByteArrayInputStream(bytes(key));
  }

  @Override
  public Path local(String key, Path scratch) throws IOException {
    return Files.write(Files.createTempFile(scratch, "object", ""), bytes(key));
  }

  private byte[] bytes(String key) throws IOException {
    var bytes = objects.get(Keys.normalise(key));
    if (bytes == null) {
      throw new NoSuchFileException(key);
    }
    if (locked.contains(key)) {
      throw new AccessDeniedException(key, null, "may not be read");
    }
    return bytes;
  }

  @Override
  public String describe() {
    return "memory";
  }
}
