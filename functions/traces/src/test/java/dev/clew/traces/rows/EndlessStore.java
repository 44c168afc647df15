package dev.clew.traces.rows;

import dev.clew.traces.store.MemoryStore;
import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.store.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A store in which some objects are longer than memory: a start, and then one byte over and over.
final class EndlessStore implements ObjectStore {
  private final MemoryStore small = new MemoryStore();
  private final Map<String, Supplier<InputStream>> large = new HashMap<>();
  private final Path scratch;

  EndlessStore(Path scratch) {
    this.scratch = scratch;
  }

  EndlessStore put(String key, byte[] bytes) {
    small.put(key, bytes);
    return this;
  }

  EndlessStore endless(String key, byte[] start, byte then, long times) {
    small.put(key, new byte[0]);
    large.put(
        key, () -> new SequenceInputStream(new ByteArrayInputStream(start), repeated(then, times)));
    return this;
  }

  private static InputStream repeated(byte one, long times) {
    return new InputStream() {
      private long left = times;

      @Override
      public int read() {
        return left-- > 0 ? one : -1;
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        if (left <= 0) {
          return -1;
        }
        int count = (int) Math.min(length, left);
        Arrays.fill(into, offset, offset + count, one);
        left -= count;
        return count;
      }
    };
  }

  InferenceLog read() {
    try {
      return new PredictorReader(scratch, LogFixture.MAX_CELLS).read(this, "made", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<StoredObject> list(String prefix) {
    return new ArrayList<>(small.list(prefix));
  }

  @Override
  public InputStream open(String key) throws IOException {
    var stream = large.get(key);
    return stream == null ? small.open(key) : stream.get();
  }

  @Override
  public Path local(String key, Path folder) throws IOException {
    return small.local(key, folder);
  }

  @Override
  public String describe() {
    return "endless";
  }
}
