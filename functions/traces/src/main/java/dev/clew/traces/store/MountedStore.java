package dev.clew.traces.store;

import dev.clew.evidence.ClewException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Several stores as one: a root, others mounted at folders of it, and single objects put in place.
///
/// What is mounted hides what the root has there; a single object hides both. A mounted store that
/// can not be listed is seen as one object named [#UNREADABLE]: opening it says why, and the other
/// stores are read all the same.
public final class MountedStore implements ObjectStore {
  /// Name of the object that stands for a store which can not be listed.
  public static final String UNREADABLE = "(unreadable)";

  private final ObjectStore root;
  private final Map<String, ObjectStore> mounts;
  private final TreeMap<String, byte[]> objects;

  private MountedStore(Builder builder) {
    this.root = builder.root;
    this.mounts = new LinkedHashMap<>(builder.mounts);
    this.objects = new TreeMap<>(builder.objects);
  }

  /// Puts stores together.
  public static final class Builder {
    private final ObjectStore root;
    private final Map<String, ObjectStore> mounts = new LinkedHashMap<>();
    private final Map<String, byte[]> objects = new TreeMap<>();

    public Builder(ObjectStore root) {
      this.root = root;
    }

    /// Mounts a store at a folder, which is no other's, nor above or below it.
    public Builder mount(String folder, ObjectStore store) {
      var at = Keys.normalise(folder);
      for (var other : mounts.keySet()) {
        if (at.isEmpty() || at.equals(other) || Keys.below(at, other) || Keys.below(other, at)) {
          throw new IllegalArgumentException("'" + at + "' overlaps '" + other + "'");
        }
      }
      mounts.put(at, store);
      return this;
    }

    /// Puts one object in place.
    public Builder object(String key, byte[] bytes) {
      objects.put(Keys.normalise(key), bytes.clone());
      return this;
    }

    public MountedStore build() {
      return new MountedStore(this);
    }
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    var folder = Keys.normalise(prefix);
    var found = new TreeMap<String, StoredObject>();
    for (var object : root.list(folder)) {
      if (mountOf(object.key()).isEmpty()) {
        found.put(object.key(), object);
      }
    }
    for (var mount : mounts.entrySet()) {
      var at = mount.getKey();
      boolean inside = at.equals(folder) || Keys.below(at, folder);
      if (inside || Keys.below(folder, at)) {
        var within = inside && !at.equals(folder) ? folder.substring(at.length() + 1) : "";
        for (var object : listed(mount.getValue(), within)) {
          var key = Keys.join(at, object.key());
          found.put(key, new StoredObject(key, object.sizeBytes(), object.etag()));
        }
      }
    }
    objects.forEach((key, bytes) -> {
      if (Keys.below(folder, key)) {
        found.put(
            key, new StoredObject(key, bytes.length, Integer.toHexString(Arrays.hashCode(bytes))));
      }
    });
    return found.values().stream().sorted(Comparator.comparing(StoredObject::key)).toList();
  }

  private static List<StoredObject> listed(ObjectStore store, String folder) {
    try {
      return store.list(folder);
    } catch (IOException | ClewException e) {
      return List.of(new StoredObject(UNREADABLE, 0, ""));
    }
  }

  private Optional<Map.Entry<String, ObjectStore>> mountOf(String key) {
    return mounts.entrySet().stream().filter(mount -> Keys.below(mount.getKey(), key)).findFirst();
  }

  @Override
  public InputStream open(String key) throws IOException {
    var normal = Keys.normalise(key);
    var object = objects.get(normal);
    if (object != null) {
      return new ByteArrayInputStream(object);
    }
    var mount = mountOf(normal);
    try {
      return mount.isPresent()
          ? mount.get().getValue().open(within(mount.get(), normal))
          : root.open(normal);
    } catch (NoSuchFileException e) {
      throw absent(normal, e);
    }
  }

  @Override
  public Path local(String key, Path scratch) throws IOException {
    var normal = Keys.normalise(key);
    var object = objects.get(normal);
    if (object != null) {
      return Files.write(Files.createTempFile(scratch, "object-", ""), object);
    }
    var mount = mountOf(normal);
    try {
      return mount.isPresent()
          ? mount.get().getValue().local(within(mount.get(), normal), scratch)
          : root.local(normal, scratch);
    } catch (NoSuchFileException e) {
      throw absent(normal, e);
    }
  }

  @Override
  public boolean isFar(String key) {
    var normal = Keys.normalise(key);
    var mount = mountOf(normal);
    return !objects.containsKey(normal)
        && (mount.isPresent()
            ? mount.get().getValue().isFar(within(mount.get(), normal))
            : root.isFar(normal));
  }

  /// The key as the mounted store knows it.
  private static String within(Map.Entry<String, ObjectStore> mount, String key) {
    return key.substring(mount.getKey().length() + 1);
  }

  private static NoSuchFileException absent(String key, NoSuchFileException cause) {
    var absent = new NoSuchFileException(key, null, cause.getReason());
    absent.initCause(cause);
    return absent;
  }

  @Override
  public String describe() {
    return root.describe();
  }
}
